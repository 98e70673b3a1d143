import { accessPolicyArn } from '@eks-access/backstage-plugin-eks-access-common';
import type { Ceiling, Terms } from '../../access';
import type {
  CatalogView,
  DeclaredCluster,
  LevelInForce,
  MappingInForce,
} from '../../catalog';

export const viewPolicy = accessPolicyArn('aws', 'AmazonEKSViewPolicy');
export const editPolicy = accessPolicyArn('aws', 'AmazonEKSEditPolicy');

/** Terms with one policy in these namespaces. */
export function terms(policyArn: string, ...namespaces: string[]): Terms {
  return {
    policies: [
      {
        policyArn,
        scope: { type: 'namespace', namespaces: [...namespaces].sort() },
      },
    ],
    kubernetesGroups: [],
  };
}

const ceiling: Ceiling = {
  clusters: 'all',
  roles: [{ path: '/teams/', name: '*' }],
  policies: ['AmazonEKSViewPolicy', 'AmazonEKSEditPolicy'],
  scope: 'namespace',
  protectedNamespaces: [],
  maxDurationMs: 24 * 3_600_000,
  kubernetesGroups: [],
};

export function aCluster(
  arn: string,
  with_: Partial<DeclaredCluster> = {},
): DeclaredCluster {
  return {
    arn,
    entityRef: `resource:default/${arn.split('/')[1].toLowerCase()}`,
    ownerRef: 'group:default/platform',
    title: arn.split('/')[1],
    state: 'declared',
    ...with_,
  };
}

export function aStandingLevel(
  principalArn: string,
  levelTerms: Terms,
  with_: Partial<LevelInForce> = {},
): LevelInForce {
  return {
    name: 'view',
    title: 'View',
    mode: 'standing',
    principalArn,
    terms: levelTerms,
    deciderGroups: [],
    sharesRole: false,
    ...with_,
  };
}

export function anOnRequestLevel(
  principalArn: string,
  levelTerms: Terms,
): LevelInForce {
  return {
    ...aStandingLevel(principalArn, levelTerms),
    name: 'edit',
    title: 'Edit',
    mode: 'on-request',
    maxDurationMs: 8 * 3_600_000,
    deciderGroups: ['group:default/platform'],
  };
}

export function aMapping(
  name: string,
  clusterArn: string,
  levels: readonly LevelInForce[],
  with_: Partial<MappingInForce> = {},
): MappingInForce {
  return {
    ref: `eksaccessmapping:default/${name}`,
    title: `${name} on EKS`,
    state: 'in-force',
    ownerRef: 'group:default/platform',
    groupRef: `group:default/${name}`,
    clusters: [aCluster(clusterArn)],
    levels,
    ceiling,
    ownsNamespaces: [name],
    ...with_,
  };
}

/** A catalog that says what a test gives it. */
export class FakeCatalog {
  #view: CatalogView;

  constructor(...mappings: readonly MappingInForce[]) {
    this.#view = viewOf(mappings);
  }

  current(): CatalogView {
    return this.#view;
  }

  declare(
    mappings: readonly MappingInForce[],
    with_: Partial<CatalogView> = {},
  ): void {
    this.#view = { ...viewOf(mappings), ...with_ };
  }
}

function viewOf(mappings: readonly MappingInForce[]): CatalogView {
  return {
    asOf: Date.now(),
    state: 'good',
    sentence: 'Read from the catalog.',
    mappings,
    checks: new Map(),
    clusters: mappings.flatMap(mapping => mapping.clusters),
    title: ref => mappings.find(mapping => mapping.ref === ref)?.title ?? ref,
  };
}
