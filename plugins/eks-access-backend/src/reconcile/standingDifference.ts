import {
  normaliseTerms,
  sameScope,
  type ClusterIdentity,
  type RoleFacts,
  type Terms,
} from '../access';
import type { CatalogView, LevelInForce, MappingInForce } from '../catalog';
import type { StandingIntent } from './StandingIntentStore';

/** What the rows of standing levels lack against the catalog. */
export interface StandingDifference {
  readonly declare: readonly {
    readonly mappingRef: string;
    readonly level: string;
    readonly principalArn: string;
    readonly roleId: string;
    readonly terms: Terms;
  }[];
  readonly change: readonly {
    readonly intent: StandingIntent;
    readonly terms: Terms;
  }[];
  readonly end: readonly {
    readonly intent: StandingIntent;
    readonly kind: 'declaration-ended' | 'orphaned';
  }[];
}

const NO_DIFFERENCE: StandingDifference = { declare: [], change: [], end: [] };

/**
 * What to declare, change and end so that the rows of one cluster say what the catalog declares.
 *
 * Nothing is concluded from a catalog that could not be read. A mapping that is only last-good, and a cluster whose entity is gone, keep
 * what they have: nothing new, no end. A level whose role is not known yet is not declared, since its terms could not name the role's id.
 * An intent of an earlier cluster under the same ARN ends as orphaned, whatever the catalog says.
 */
export function standingDifference(
  view: CatalogView,
  cluster: ClusterIdentity,
  roles: ReadonlyMap<string, RoleFacts>,
  existing: readonly StandingIntent[],
): StandingDifference {
  const open = existing.filter(intent => intent.end === undefined);
  const orphaned = open.filter(
    intent => intent.cluster.createdAt !== cluster.createdAt,
  );
  const end = orphaned.map(intent => ({ intent, kind: 'orphaned' as const }));
  if (view.state !== 'good') return { ...NO_DIFFERENCE, end };

  const here = open.filter(intent => !orphaned.includes(intent));
  const levels = standingLevels(view, cluster.arn);
  const kept = here.filter(
    intent => !isWithdrawn(view, cluster.arn, levels, intent),
  );
  return {
    end: [
      ...end,
      ...here
        .filter(intent => !kept.includes(intent))
        .map(intent => ({ intent, kind: 'declaration-ended' as const })),
    ],
    change: kept.flatMap(intent => {
      const found = levels.find(one => isOf(one, intent));
      if (!found?.inForce) return [];
      const terms = uniteTerms(intent.terms, found.level.terms);
      return sameTerms(terms, intent.terms) ? [] : [{ intent, terms }];
    }),
    declare: levels.flatMap(one => {
      if (!one.inForce || kept.some(intent => isOf(one, intent))) return [];
      const role = roles.get(one.level.principalArn);
      if (role?.kind !== 'exists') return [];
      return [
        {
          mappingRef: one.mapping.ref,
          level: one.level.name,
          principalArn: one.level.principalArn,
          roleId: role.roleId,
          terms: one.level.terms,
        },
      ];
    }),
  };
}

/** A standing level that the catalog declares for the cluster. */
interface StandingLevel {
  readonly mapping: MappingInForce;
  readonly level: LevelInForce;
  /** False where it may only keep what it has. */
  readonly inForce: boolean;
}

function standingLevels(
  view: CatalogView,
  clusterArn: string,
): readonly StandingLevel[] {
  return view.mappings.flatMap(mapping => {
    const declared = mapping.clusters.find(one => one.arn === clusterArn);
    if (!declared) return [];
    const inForce =
      mapping.state === 'in-force' && declared.state === 'declared';
    return mapping.levels
      .filter(level => level.mode === 'standing')
      .map(level => ({ mapping, level, inForce }));
  });
}

function isOf(one: StandingLevel, intent: StandingIntent): boolean {
  return (
    one.mapping.ref === intent.mappingRef &&
    one.level.name === intent.level &&
    one.level.principalArn === intent.principalArn
  );
}

/** True when an accepted catalog no longer declares the intent: only then it ends. */
function isWithdrawn(
  view: CatalogView,
  clusterArn: string,
  levels: readonly StandingLevel[],
  intent: StandingIntent,
): boolean {
  if (levels.some(one => isOf(one, intent))) return false;
  const mapping = view.mappings.find(one => one.ref === intent.mappingRef);
  if (!mapping) return true;
  if (mapping.state === 'last-good') return false;
  // A mapping in force that no longer reaches the cluster: was it narrowed, or is the cluster's entity gone?
  const reaches = mapping.clusters.some(one => one.arn === clusterArn);
  return reaches || view.clusters.some(one => one.arn === clusterArn);
}

/**
 * What it has asked for at most. What is declared no longer stays in it until AWS has followed, so that taking it away is known to be the
 * end of this level and not a part that nobody can explain.
 */
function uniteTerms(left: Terms, right: Terms): Terms {
  return normaliseTerms({
    policies: [...left.policies, ...right.policies],
    kubernetesGroups: [...left.kubernetesGroups, ...right.kubernetesGroups],
  });
}

export function sameTerms(left: Terms, right: Terms): boolean {
  const one = normaliseTerms(left);
  const two = normaliseTerms(right);
  return (
    one.policies.length === two.policies.length &&
    one.policies.every(
      ({ policyArn, scope }, index) =>
        policyArn === two.policies[index].policyArn &&
        sameScope(scope, two.policies[index].scope),
    ) &&
    one.kubernetesGroups.join() === two.kubernetesGroups.join()
  );
}
