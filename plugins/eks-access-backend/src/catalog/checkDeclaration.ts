import {
  canonicalMappingRef,
  type MappingSpec,
} from '@eks-access/backstage-plugin-eks-access-common';
import { checkAgainstCeiling, type Ceiling } from '../access';
import { checkLevel, type LevelContext } from './checkLevel';
import { checkNamespaces } from './checkPolicies';
import { checkRole } from './checkRole';
import { checkSharing, roleOfLevel } from './checkSharing';
import type { ClusterClaim } from './clusterClaims';
import {
  ceilingFindings,
  finding,
  sortFindings,
  type Finding,
} from './findings';
import type { DeclaredCluster, LevelInForce } from './types';

/** What a spec declares under one ceiling; everything in it is inside. */
export interface Declaration {
  readonly ownerRef: string;
  readonly groupRef: string;
  readonly clusters: readonly DeclaredCluster[];
  readonly levels: readonly LevelInForce[];
  readonly ownsNamespaces: readonly string[];
  readonly ceiling: Ceiling;
}

export interface CheckedDeclaration {
  /** By field, each once. */
  readonly findings: readonly Finding[];
  readonly declaration: Declaration;
  /** The clusters that the spec names, those outside the ceiling included. */
  readonly named: readonly DeclaredCluster[];
}

/** What the rest of the catalog and AWS say. */
export interface DeclarationContext extends Omit<LevelContext, 'namespace'> {
  readonly clusters: ReadonlyMap<string, ClusterClaim>;
  readonly protectedPrincipals: readonly string[];
}

/**
 * Checks one spec against the rest of the catalog and narrows it to the ceiling. Total: an answer for every spec of the right shape.
 *
 * @param lastClusters - the clusters of the mapping's last good declaration; one of them that is gone now is kept and flagged instead of
 * being unknown
 */
export function checkDeclaration(
  spec: MappingSpec,
  namespace: string,
  context: DeclarationContext,
  lastClusters: readonly DeclaredCluster[],
): CheckedDeclaration {
  const { ceiling, groups } = context;
  const owner = checkGroup('owner', spec.owner, namespace, groups);
  const group = checkGroup('group', spec.group, namespace, groups);
  const clusters = checkClusters(spec, namespace, context, lastClusters);
  const owned = checkNamespaces(
    ['ownsNamespaces'],
    spec.ownsNamespaces ?? [],
    ceiling,
  );
  const roleContext = {
    ceiling,
    clusterArns: clusters.clusters.map(({ arn }) => arn),
    protectedPrincipals: context.protectedPrincipals,
  };
  const levels = Object.keys(spec.levels)
    .sort()
    .map(name => {
      const role = checkRole(roleOfLevel(spec, name), roleContext);
      const checked = checkLevel(name, spec.levels[name], role, {
        ...context,
        namespace,
      });
      return {
        findings: [...role.findings, ...checked.findings],
        level: checked.level,
      };
    });
  return {
    findings: sortFindings([
      ...owner.findings,
      ...group.findings,
      ...clusters.findings,
      ...owned.findings,
      // Also where every level has a role of its own: a wrong ARN that counts for nothing today counts with the next level.
      ...checkRole({ path: ['iamRole'], value: spec.iamRole }, roleContext)
        .findings,
      ...levels.flatMap(level => level.findings),
      ...checkSharing(spec),
    ]),
    declaration: {
      ownerRef: owner.ref,
      groupRef: group.ref,
      clusters: clusters.clusters,
      levels: levels.flatMap(({ level }) => level ?? []),
      ownsNamespaces: owned.allowed,
      ceiling,
    },
    named: clusters.named,
  };
}

function checkGroup(
  field: 'owner' | 'group',
  text: string,
  namespace: string,
  groups: ReadonlySet<string>,
): { readonly findings: readonly Finding[]; readonly ref: string } {
  const ref = canonicalMappingRef(field, text, namespace);
  if (ref !== undefined && groups.has(ref)) return { findings: [], ref };
  return {
    findings: [
      finding(
        'invalid',
        field === 'owner' ? 'owner-unknown' : 'group-unknown',
        { path: [field], value: text },
        'The catalog has no such group.',
        'Write the reference of a group as its page shows it, such as group:default/payments.',
      ),
    ],
    ref: ref ?? text,
  };
}

function checkClusters(
  spec: MappingSpec,
  namespace: string,
  context: DeclarationContext,
  lastClusters: readonly DeclaredCluster[],
): {
  readonly findings: readonly Finding[];
  readonly named: readonly DeclaredCluster[];
  readonly clusters: readonly DeclaredCluster[];
} {
  const findings: Finding[] = [];
  const named = new Map<string, DeclaredCluster>();
  const allowed = new Set<string>();
  spec.clusters.forEach((text, at) => {
    const place = { path: ['clusters', at], value: text };
    const ref = canonicalMappingRef('cluster', text, namespace) ?? text;
    const claim = context.clusters.get(ref);
    const last = lastClusters.find(({ entityRef }) => entityRef === ref);
    if (claim?.kind !== 'declared') {
      findings.push(clusterFinding(place, claim, last !== undefined));
    }
    const cluster =
      claim?.kind === 'declared'
        ? claim.cluster
        : last && { ...last, state: 'kept' as const };
    if (!cluster) return;
    const outside = ceilingFindings(
      place,
      checkAgainstCeiling({ clusterArn: cluster.arn }, context.ceiling),
    );
    findings.push(...outside);
    named.set(cluster.arn, cluster);
    if (outside.length === 0) allowed.add(cluster.arn);
  });
  const sorted = [...named.values()].sort((a, b) => (a.arn < b.arn ? -1 : 1));
  return {
    findings,
    named: sorted,
    clusters: sorted.filter(({ arn }) => allowed.has(arn)),
  };
}

function clusterFinding(
  place: { path: readonly PropertyKey[]; value: string },
  claim: Exclude<ClusterClaim, { kind: 'declared' }> | undefined,
  isKept: boolean,
): Finding {
  const effect = isKept ? 'flags' : 'invalid';
  const kept = isKept
    ? ' What stands on it is kept and nothing new is granted.'
    : '';
  if (claim?.kind === 'claimed-twice') {
    return finding(
      effect,
      'cluster-claimed-twice',
      place,
      `${claim.claimants.join(' and ')} claim the same cluster, ${
        claim.arn
      }, so neither counts.${kept}`,
      'Have all but one of these entities taken out of the catalog.',
    );
  }
  return finding(
    effect,
    'cluster-unknown',
    place,
    `${claim?.problem ?? 'The catalog has no such cluster.'}${kept}`,
    claim?.fix ??
      'Write the reference of the entity of a cluster as its page shows it, such as resource:default/payments-dev.',
  );
}
