import { entryGives, isDead, isSettling } from './entryFacts';
import { intentState } from './intents';
import { partNeeds, scopeOf } from './needs';
import { resolveOwnership } from './ownership';
import type { PlanInput } from './plan';
import { intersectScopes, sameScope, scopeCovers } from './scope';
import { byKey, narrowTerms, normaliseTerms, termsAreEmpty } from './terms';
import type { Intent, ManagedEntry, ObservedEntry } from './types';
import { worldOf, type PrincipalFacts } from './world';

/** What AWS showed of one intent. */
export interface IntentObservation {
  readonly intentId: string;
  /**
   * `present`: every part of its allowed terms stands, ours or in a foreign entry that covers it. `absent`: nothing of ours stands that
   * only this intent asked for; for one that has ended this completes its end. `unknown`: not readable, or too soon after our own write.
   */
  readonly observed: 'present' | 'absent' | 'unknown';
}

/** What the observed state says of each intent, sorted by id; each id once. */
export function observeIntents(input: PlanInput): readonly IntentObservation[] {
  const { factsOf } = worldOf(input);
  const byId = new Map(input.intents.map(intent => [intent.id, intent]));
  return [...byId.values()].sort(byKey(({ id }) => id)).map(intent => ({
    intentId: intent.id,
    observed: observe(intent, factsOf(intent.principalArn), input),
  }));
}

function observe(
  intent: Intent,
  facts: PrincipalFacts,
  { cluster, at, ownTags }: PlanInput,
): IntentObservation['observed'] {
  const { read, managed } = facts;
  if (read.kind === 'unknown') return 'unknown';
  const settling = managed !== undefined && isSettling(managed, at);
  const state = intentState(intent, cluster, at);
  if (state === 'live') {
    if (isGiven(intent, facts, read.value)) return 'present';
    return settling ? 'unknown' : 'absent';
  }
  switch (resolveOwnership(managed, read.value, ownTags)) {
    case 'claimable':
      return 'unknown';
    case 'absent':
    case 'foreign':
      return settling ? 'unknown' : 'absent';
    case 'ours':
    case 'ours-tag-lost':
      return read.value && managed
        ? remains(intent, state, facts, managed, read.value, settling)
        : 'absent';
  }
}

function isGiven(
  intent: Intent,
  { role }: PrincipalFacts,
  entry: ObservedEntry | undefined,
): boolean {
  const allowed = narrowTerms(intent.terms, intent.allowed);
  return (
    entry !== undefined &&
    !termsAreEmpty(allowed) &&
    entryGives(entry, allowed) &&
    !isDead(entry, role) &&
    // The same rights for another role of this name are not what was decided.
    (role.kind !== 'exists' || role.roleId === intent.roleId)
  );
}

/** Whether something of ours still stands that this intent asked for and that nobody who may keep it needs. */
function remains(
  intent: Intent,
  state: 'ended' | 'withdrawn',
  { needs }: PrincipalFacts,
  managed: ManagedEntry,
  entry: ObservedEntry,
  settling: boolean,
): IntentObservation['observed'] {
  const decided = normaliseTerms(intent.terms);
  const parts = decided.policies.map(({ policyArn, scope }) => {
    const wrote = scopeOf({ policies: managed.parts }, policyArn);
    const shows = scopeOf(entry, policyArn);
    const ours = wrote && shows && intersectScopes(wrote, shows);
    const share = ours && intersectScopes(ours, scope);
    if (wrote && share) {
      const need = partNeeds(needs, policyArn, wrote);
      // A share that another withdrawn intent holds stays until the budget lets both go; it is no longer this end that waits.
      const keeper = state === 'ended' ? need.keptByNotEnded : need.held?.scope;
      if (!keeper || !scopeCovers(keeper, share)) return 'present';
    }
    return settling && !sameScope(wrote, shows) ? 'unknown' : 'absent';
  });
  const groups = decided.kubernetesGroups.some(
    group =>
      managed.kubernetesGroups.includes(group) &&
      entry.kubernetesGroups.includes(group) &&
      !needs.recorded.some(
        other =>
          other.id !== intent.id &&
          (other.state === 'live' ||
            (state === 'ended' && other.state === 'withdrawn')) &&
          other.terms.kubernetesGroups.includes(group),
      ),
  );
  if (groups || parts.includes('present')) return 'present';
  return parts.includes('unknown') ? 'unknown' : 'absent';
}
