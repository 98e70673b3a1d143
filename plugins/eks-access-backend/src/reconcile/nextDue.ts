import { isLive, type Instant, type Intent } from '../access';
import { nextTryAt } from './backoff';

/** How soon a cluster is looked at again after a write that AWS does not show yet. */
export const UNSETTLED_RECHECK_MS = 2_000;

/** What decides when a cluster is looked at next. */
export interface NextDueInput {
  readonly at: Instant;
  readonly sweptAt: Instant | undefined;
  readonly sweepMs: number;
  /** Cycles in a row that AWS did not let finish, this one included. */
  readonly failures: number;
  readonly intents: readonly Intent[];
  /** Instants at which something that failed is tried again, or something that is awaited is over. */
  readonly waits: readonly Instant[];
  /** Set where AWS does not show yet what was done, or something was left for the next cycle. */
  readonly recheckAt: Instant | undefined;
  /** In [0, 1). */
  readonly spread: number;
}

/**
 * The earliest of: the next end of an intent, the next full look, the next try of something that failed, and a second look at what AWS does
 * not show yet. A cluster that cannot be read waits by its failures alone, as nothing of the rest could be done.
 */
export function nextDueAt(input: NextDueInput): Instant {
  const { at } = input;
  if (input.failures > 0) return nextTryAt(input.failures, at, input.spread);
  const ends = input.intents.flatMap(intent =>
    isLive(intent, at) && intent.endsAt !== undefined ? [intent.endsAt] : [],
  );
  const nextSweep =
    (input.sweptAt ?? at) +
    Math.round(input.sweepMs * (0.9 + input.spread / 5));
  return Math.min(
    nextSweep,
    ...ends,
    ...input.waits.filter(wait => wait > at),
    ...(input.recheckAt === undefined ? [] : [input.recheckAt]),
  );
}
