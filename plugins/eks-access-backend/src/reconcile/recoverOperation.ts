import {
  resolveOwnership,
  sameScope,
  VISIBILITY_WINDOW_MS,
  type DesiredEntry,
  type Instant,
  type ManagedEntry,
  type Observation,
  type ObservedEntry,
  type OwnTags,
  type PlanStep,
} from '../access';
import type { Operation } from './OperationStore';

/** What to do about an operation whose answer nobody heard: its process died, or the answer was lost. */
export type Recovery =
  /** Its request may still be under way: nothing of this principal is touched before `until`. */
  | { readonly kind: 'wait'; readonly until: Instant }
  /** Send the same call again, under the same id. */
  | { readonly kind: 'repeat' }
  /** AWS shows that it was done; for an entry, under which ARN. */
  | { readonly kind: 'done'; readonly accessEntryArn?: string }
  /** AWS does not show it, and by now would. */
  | { readonly kind: 'not-done' }
  /** Not known yet; the plan goes on as if it had not been done, and a late effect is found by its tags or its row. */
  | { readonly kind: 'open' };

export interface RecoveryInput {
  readonly operation: Operation;
  readonly at: Instant;
  /** The longest that a request to AWS takes, its repetitions included. */
  readonly requestTimeoutMs: number;
  readonly read: Observation<ObservedEntry | undefined>;
  readonly managed: ManagedEntry | undefined;
  /** What the live intents ask of the principal now. */
  readonly desired: DesiredEntry | undefined;
  /** When something was last given to the principal; reads of the next minute may not show it yet. */
  readonly lastGivenAt: Instant | undefined;
  readonly ownTags: OwnTags;
}

/**
 * Decides by what AWS shows and by what is wanted now.
 *
 * What was given counts as done when AWS shows it, and is otherwise left to the plan, which gives it again under the same id while it is
 * wanted. What was taken away is never judged by absence alone while it is unwanted, because a read right after our own write may show
 * the state before it: it is repeated until AWS answers, which is harmless. Taken together with the lease: a successor comes here only
 * after the holder's lease is over. Source: RELIABILITY C3, C9, C11; DESIGN section 7.
 */
export function recoverOperation(input: RecoveryInput): Recovery {
  const { operation, at, requestTimeoutMs } = input;
  const until = operation.intendedAt + requestTimeoutMs;
  const settled = at >= operation.intendedAt + VISIBILITY_WINDOW_MS;
  if (input.read.kind === 'unknown') {
    return at < until ? { kind: 'wait', until } : { kind: 'open' };
  }
  const entry = input.read.value;
  const { step } = operation;
  switch (step.kind) {
    case 'create-entry':
    case 'associate-policy': {
      // A read from before our last write may show the narrower scope that this step was to bring back.
      const shown =
        step.purpose === 'grant' || trustsAbsence(input)
          ? shownBy(step, entry, input)
          : undefined;
      if (shown) return shown;
      if (at < until) return { kind: 'wait', until };
      return settled ? { kind: 'not-done' } : { kind: 'open' };
    }
    case 'disassociate-policy':
    case 'delete-entry': {
      if (at < until) return { kind: 'wait', until };
      if (!isWanted(step, input.desired)) return { kind: 'repeat' };
      if (shows(step, entry, input.managed)) {
        return settled ? { kind: 'not-done' } : { kind: 'open' };
      }
      if (trustsAbsence(input)) return { kind: 'done' };
      return {
        kind: 'wait',
        until: (input.lastGivenAt ?? at) + VISIBILITY_WINDOW_MS,
      };
    }
  }
}

/** True when a read would by now show the last thing that was given to the principal. */
function trustsAbsence({ at, lastGivenAt }: RecoveryInput): boolean {
  return lastGivenAt === undefined || at >= lastGivenAt + VISIBILITY_WINDOW_MS;
}

/** What AWS shows of a step that writes something, if it shows it. */
function shownBy(
  step: Extract<PlanStep, { kind: 'create-entry' | 'associate-policy' }>,
  entry: ObservedEntry | undefined,
  { managed, ownTags }: RecoveryInput,
): Recovery | undefined {
  const ownership = resolveOwnership(managed, entry, ownTags);
  if (!entry || (ownership !== 'claimable' && ownership !== 'ours')) {
    return undefined;
  }
  if (step.kind === 'create-entry') {
    return { kind: 'done', accessEntryArn: entry.accessEntryArn };
  }
  const shown = entry.policies.find(one => one.policyArn === step.policyArn);
  return sameScope(shown?.scope, step.scope) ? { kind: 'done' } : undefined;
}

/** True when somebody has come to need what the step was to take away. */
function isWanted(
  step: Extract<PlanStep, { kind: 'disassociate-policy' | 'delete-entry' }>,
  desired: DesiredEntry | undefined,
): boolean {
  if (!desired) return false;
  return (
    step.kind === 'delete-entry' ||
    desired.policies.some(policy => policy.policyArn === step.policyArn)
  );
}

/** True when what the step was to take away still stands. An entry under another ARN is another entry. */
function shows(
  step: Extract<PlanStep, { kind: 'disassociate-policy' | 'delete-entry' }>,
  entry: ObservedEntry | undefined,
  managed: ManagedEntry | undefined,
): boolean {
  if (!entry || entry.accessEntryArn !== managed?.accessEntryArn) return false;
  return (
    step.kind === 'delete-entry' ||
    entry.policies.some(policy => policy.policyArn === step.policyArn)
  );
}
