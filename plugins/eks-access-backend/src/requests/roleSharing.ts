import {
  accessPolicyName,
  type AccessScope,
} from '@eks-access/backstage-plugin-eks-access-common';
import { scopeCovers, type PolicyTerm } from '../access';
import type { CatalogView, LevelInForce, MappingInForce } from '../catalog';
import type { ClusterReading } from './world';

/**
 * What else the role of a level carries on the cluster, one sentence part each: other levels of mappings in force, and what AWS shows on its
 * entry that none of them declares. Whoever can assume the role has all of it beside the level.
 */
export function roleAlsoCarries(
  view: CatalogView,
  asked: {
    readonly mappingRef: string;
    readonly level: LevelInForce;
    readonly clusterArn: string;
  },
  entries: ClusterReading['entries'],
): readonly string[] {
  const { level } = asked;
  const declared = levelsOn(view, asked.clusterArn, level.principalArn);
  const others = declared.filter(
    one =>
      one.mapping.ref !== asked.mappingRef || one.level.name !== level.name,
  );
  const explained = declared.flatMap(one => one.level.terms.policies);
  return [
    ...others.map(
      one =>
        `level ${one.level.title} of ${one.mapping.title} (${
          one.level.mode
        }): ${one.level.terms.policies.map(policyInWords).join(', ')}`,
    ),
    ...observedPolicies(entries, level.principalArn)
      .filter(policy => !explained.some(one => covers(one, policy)))
      .map(policy => `${policyInWords(policy)}, from elsewhere`),
  ];
}

/** "AmazonEKSViewPolicy in namespaces a, b". */
export function policyInWords({ policyArn, scope }: PolicyTerm): string {
  return `${accessPolicyName(policyArn) ?? policyArn} ${scopeInWords(scope)}`;
}

function scopeInWords(scope: AccessScope): string {
  if (scope.type === 'cluster') return 'in the whole cluster';
  const { namespaces } = scope;
  return `in ${
    namespaces.length === 1 ? 'namespace' : 'namespaces'
  } ${namespaces.join(', ')}`;
}

function levelsOn(
  view: CatalogView,
  clusterArn: string,
  principalArn: string,
): readonly { mapping: MappingInForce; level: LevelInForce }[] {
  return view.mappings
    .filter(({ clusters }) => clusters.some(({ arn }) => arn === clusterArn))
    .flatMap(mapping =>
      mapping.levels
        .filter(level => level.principalArn === principalArn)
        .map(level => ({ mapping, level })),
    );
}

function observedPolicies(
  entries: ClusterReading['entries'],
  principalArn: string,
): readonly PolicyTerm[] {
  if (entries.kind === 'unknown') return [];
  const entry = entries.value.find(one => one.principalArn === principalArn);
  return entry?.read.kind === 'known' ? entry.read.value.policies : [];
}

function covers(one: PolicyTerm, other: PolicyTerm): boolean {
  return (
    one.policyArn === other.policyArn && scopeCovers(one.scope, other.scope)
  );
}
