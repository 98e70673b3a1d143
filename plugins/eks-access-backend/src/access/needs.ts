import type { AccessScope } from '@eks-access/backstage-plugin-eks-access-common';
import { intentState, isOrphaned, type IntentState } from './intents';
import type { PlanInput } from './plan';
import { projectEntries } from './projectEntries';
import { intersectScopes, scopeCovers, subtractScope, unionOf } from './scope';
import { narrowTerms, normaliseTerms, sortedUnique } from './terms';
import type {
  DesiredEntry,
  DesiredPolicy,
  Intent,
  RoleFacts,
  Terms,
} from './types';

/** Who needs what of one principal's entry. */
export interface PrincipalNeeds {
  readonly principalArn: string;
  /**
   * The union of all live intents: nothing of it is ever taken away. Holds the intents that are suspended because of their role too, as
   * unknown keeps.
   */
  readonly held: Omit<DesiredEntry, 'roleId'>;
  /** The part of `held` that may be written now: of intents whose role is the one that IAM shows, and that are not withheld. */
  readonly asked: DesiredEntry | undefined;
  /** Ids of intents that are over by time or by a person's act; sorted. */
  readonly endedIds: readonly string[];
  /** Ids of intents that end by a change of the catalog, or that it narrowed to nothing; sorted. */
  readonly withdrawnIds: readonly string[];
  /** Ids of live intents whose role id is not the one that IAM shows; sorted. */
  readonly mismatchedIds: readonly string[];
  /** Ids of live intents for which nothing may be given at the moment; sorted. */
  readonly withheldIds: readonly string[];
  /** Ids of intents without an end that were made for an earlier cluster of this ARN; sorted. */
  readonly orphanedIds: readonly string[];
  readonly recorded: readonly RecordedIntent[];
}

/** An intent with its terms as decided, in their one spelling. */
export interface RecordedIntent {
  readonly id: string;
  readonly state: IntentState;
  readonly terms: Terms;
}

/** Sums up the intents of one principal. */
export function principalNeeds(
  principalArn: string,
  intents: readonly Intent[],
  role: RoleFacts,
  { cluster, at, withheld }: Pick<PlanInput, 'cluster' | 'at' | 'withheld'>,
): PrincipalNeeds {
  const recorded = intents.map(intent => ({
    id: intent.id,
    state: intentState(intent, cluster, at),
    terms: normaliseTerms(intent.terms),
  }));
  const live = intents.filter(
    intent => intentState(intent, cluster, at) === 'live',
  );
  // The role id is the same for all, so that the suspended ones are united with the others: what stands of either stays.
  const [held] = projectEntries(
    live.map(intent => ({ ...intent, roleId: '' })),
    at,
  );
  const asked =
    role.kind === 'exists'
      ? projectEntries(
          live.filter(({ id }) => !withheld?.has(id)),
          at,
        ).find(entry => entry.roleId === role.roleId)
      : undefined;
  const ids = (chosen: readonly { readonly id: string }[]) =>
    sortedUnique(chosen.map(({ id }) => id));
  return {
    principalArn,
    held: held ?? {
      principalArn,
      policies: [],
      kubernetesGroups: [],
      because: [],
    },
    asked,
    endedIds: ids(recorded.filter(({ state }) => state === 'ended')),
    withdrawnIds: ids([
      ...recorded.filter(({ state }) => state === 'withdrawn'),
      ...live.filter(wasNarrowed),
    ]),
    mismatchedIds:
      role.kind === 'exists'
        ? ids(live.filter(({ roleId }) => roleId !== role.roleId))
        : [],
    withheldIds: ids(live.filter(({ id }) => withheld?.has(id))),
    orphanedIds: ids(
      intents.filter(
        intent => isOrphaned(intent, cluster) && intent.end === undefined,
      ),
    ),
    recorded,
  };
}

function wasNarrowed(intent: Intent): boolean {
  const decided = normaliseTerms(intent.terms);
  const left = narrowTerms(intent.terms, intent.allowed);
  return (
    left.kubernetesGroups.length < decided.kubernetesGroups.length ||
    decided.policies.some(
      ({ policyArn, scope }) => !coversPolicy(left, policyArn, scope),
    )
  );
}

function coversPolicy(
  terms: Terms,
  policyArn: string,
  scope: AccessScope,
): boolean {
  const standing = scopeOf(terms, policyArn);
  return standing !== undefined && scopeCovers(standing, scope);
}

/** The scope of a policy in these terms; undefined where they do not name it. */
export function scopeOf(
  terms: Pick<Terms, 'policies'>,
  policyArn: string,
): AccessScope | undefined {
  return terms.policies.find(policy => policy.policyArn === policyArn)?.scope;
}

/**
 * What becomes of one part of our entry. `wrote` ⊇ `afterEnds` ⊇ `afterRemovals`; undefined means that nothing is left.
 */
export interface PartNeeds {
  readonly held: DesiredPolicy | undefined;
  /** What stays needed once only the due and explicit ends are taken away: of live and withdrawn intents, and of unknown origin. */
  readonly keptByNotEnded: AccessScope | undefined;
  readonly afterEnds: AccessScope | undefined;
  readonly afterRemovals: AccessScope | undefined;
  /** Ids of ended intents whose share goes with the ends. */
  readonly endedIds: readonly string[];
  /** Ids of the intents whose share goes with the removals. */
  readonly removedIds: readonly string[];
}

/** Splits the scope that we wrote for a policy by who still needs which share of it. */
export function partNeeds(
  needs: PrincipalNeeds,
  policyArn: string,
  wrote: AccessScope,
): PartNeeds {
  const shares = needs.recorded.flatMap(({ id, state, terms }) => {
    const decided = scopeOf(terms, policyArn);
    const share = decided && intersectScopes(decided, wrote);
    return share ? [{ id, state, share }] : [];
  });
  const held = needs.held.policies.find(
    policy => policy.policyArn === policyArn,
  );
  const explainedKeep = unionOf([
    held?.scope,
    ...shares
      .filter(({ state }) => state !== 'ended')
      .map(({ share }) => share),
  ]);
  const leaves = (left: AccessScope | undefined, share: AccessScope) =>
    left === undefined || !scopeCovers(left, share);
  const keptByNotEnded = unionOf([
    explainedKeep,
    unaccounted(
      wrote,
      unionOf(shares.map(({ share }) => share)),
      shares.some(
        ({ state, share }) => state === 'ended' && leaves(explainedKeep, share),
      ),
    ),
  ]);
  const afterEnds = keptByNotEnded && intersectScopes(wrote, keptByNotEnded);
  const afterRemovals = held && intersectScopes(wrote, held.scope);
  return {
    held,
    keptByNotEnded,
    afterEnds,
    afterRemovals,
    endedIds: sortedUnique(
      shares
        .filter(
          ({ state, share }) => state === 'ended' && leaves(afterEnds, share),
        )
        .map(({ id }) => id),
    ),
    removedIds: sortedUnique(
      shares
        .filter(
          ({ state, share }) =>
            state !== 'ended' && leaves(afterRemovals, share),
        )
        .map(({ id }) => id),
    ),
  };
}

/**
 * The share of what we wrote that no recorded intent explains. Its cause is unknown, so it goes within the removal budget and never as an
 * end: a lost table of intents must not empty a cluster at once (DESIGN section 3, rule 8). Where EKS has no words for that share, as with
 * the whole cluster but for one namespace that ends, the end takes it along, since an end waits for nothing.
 */
function unaccounted(
  wrote: AccessScope,
  explained: AccessScope | undefined,
  somethingEnds: boolean,
): AccessScope | undefined {
  if (explained === undefined) return wrote;
  const rest = subtractScope(wrote, explained);
  switch (rest.kind) {
    case 'nothing':
      return undefined;
    case 'scope':
      return rest.scope;
    case 'not-representable':
      return somethingEnds ? undefined : wrote;
  }
}
