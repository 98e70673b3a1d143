import type {
  MappingLevel,
  MappingSpec,
} from '@eks-access/backstage-plugin-eks-access-common';
import type { Ceiling } from '../../access';
import type { TrustItem } from '../../config';
import { deriveView, type ViewInput } from '../deriveView';
import type { RawCatalog, RawCluster, RawMapping } from '../rawCatalog';
import { Trust } from '../trust';

export const trustedFile =
  'url:https://github.com/acme/platform/blob/main/eks/mappings.yaml';
export const foreignFile =
  'url:https://github.com/acme/shop/blob/main/catalog-info.yaml';

export const devArn = 'arn:aws:eks:eu-west-1:111122223333:cluster/payments-dev';
export const prodArn =
  'arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod';

export function aCeiling(with_: Partial<Ceiling> = {}): Ceiling {
  return {
    clusters: 'all',
    roles: [{ path: '/teams/', name: '*' }],
    policies: ['AmazonEKSViewPolicy', 'AmazonEKSEditPolicy'],
    scope: 'namespace',
    protectedNamespaces: [],
    maxDurationMs: 24 * 3_600_000,
    kubernetesGroups: ['acme:viewers'],
    ...with_,
  };
}

export function aTrustItem(with_: Partial<TrustItem> = {}): TrustItem {
  return {
    locations: ['https://github.com/acme/platform/blob/main/eks/**'],
    kinds: ['EksAccessMapping', 'Resource'],
    ceiling: aCeiling(),
    ...with_,
  };
}

export function aLevel(with_: Partial<MappingLevel> = {}): MappingLevel {
  return {
    mode: 'standing',
    accessPolicies: [
      { policy: 'AmazonEKSViewPolicy', namespaces: ['payments'] },
    ],
    ...with_,
  };
}

export function anOnRequestLevel(
  with_: Partial<MappingLevel> = {},
): MappingLevel {
  return {
    mode: 'on-request',
    iamRole: 'arn:aws:iam::111122223333:role/teams/payments-editor',
    accessPolicies: [
      { policy: 'AmazonEKSEditPolicy', namespaces: ['payments'] },
    ],
    maxDuration: 'PT8H',
    approval: { steps: [{ by: ['group:default/platform'] }] },
    ...with_,
  };
}

export function aSpec(with_: Partial<MappingSpec> = {}): MappingSpec {
  return {
    owner: 'group:default/platform',
    group: 'group:default/payments',
    clusters: ['resource:default/payments-dev'],
    ownsNamespaces: ['payments'],
    iamRole: 'arn:aws:iam::111122223333:role/teams/payments',
    levels: { view: aLevel(), edit: anOnRequestLevel() },
    ...with_,
  };
}

export function aMapping(with_: Partial<RawMapping> = {}): RawMapping {
  return {
    ref: 'eksaccessmapping:default/payments',
    namespace: 'default',
    title: 'Payments on EKS',
    spec: aSpec(),
    processingErrors: [],
    origin: trustedFile,
    location: trustedFile,
    orphan: false,
    ...with_,
  };
}

export function aCluster(with_: Partial<RawCluster> = {}): RawCluster {
  const fromProvider = 'eks-access:111122223333/eu-west-1';
  return {
    ref: 'resource:default/payments-dev',
    title: 'payments-dev',
    owner: 'group:default/platform',
    arns: [devArn],
    origin: fromProvider,
    location: fromProvider,
    orphan: false,
    ...with_,
  };
}

/** One mapping on one of two clusters, with three groups. */
export function aCatalog(with_: Partial<RawCatalog> = {}): RawCatalog {
  return {
    mappings: [aMapping()],
    clusters: [
      aCluster(),
      aCluster({ ref: 'resource:default/payments-prod', arns: [prodArn] }),
    ],
    groups: ['payments', 'platform', 'shop'].map(name => ({
      ref: `group:default/${name}`,
      title: name,
      parents: [],
    })),
    users: [
      {
        ref: 'user:default/anna',
        title: 'Anna',
        memberOf: ['group:default/payments'],
      },
    ],
    ...with_,
  };
}

export const at = Date.UTC(2026, 0, 2);

/** Input of `deriveView` with nothing to fall back on. */
export function aViewInput(with_: Partial<ViewInput> = {}): ViewInput {
  return {
    raw: aCatalog(),
    lastGood: {},
    trust: new Trust([aTrustItem()], '/srv'),
    protectedPrincipals: [],
    knownPolicies: {
      kind: 'known',
      value: [
        'AmazonEKSAdminPolicy',
        'AmazonEKSClusterAdminPolicy',
        'AmazonEKSEditPolicy',
        'AmazonEKSViewPolicy',
      ],
      asOf: at,
    },
    at,
    ...with_,
  };
}

/** The view of a catalog with this one mapping, its check, and what stands of it. */
export function viewOf(
  mapping: RawMapping,
  input: Partial<ViewInput> = {},
  catalog: Partial<RawCatalog> = {},
) {
  const { view, lastGood } = deriveView(
    aViewInput({
      raw: aCatalog({ mappings: [mapping], ...catalog }),
      ...input,
    }),
  );
  return {
    view,
    lastGood,
    check: view.checks.get(mapping.ref),
    inForce: view.mappings.find(({ ref }) => ref === mapping.ref),
  };
}
