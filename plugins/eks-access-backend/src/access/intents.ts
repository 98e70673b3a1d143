import type { ClusterIdentity, Instant, Intent } from './types';

/** How an intent stands at an instant on the cluster that AWS shows. */
export type IntentState =
  /** Asks for its terms. */
  | 'live'
  /** Due by time, by a person's act, or because the cluster is another one: its parts go in every circumstance. */
  | 'ended'
  /** Ended by a change of the catalog: its parts go within the removal budget. */
  | 'withdrawn';

/** True while the intent asks for its terms: no end is set, and its time has not come (the instant of the end itself is over). */
export function isLive(intent: Intent, at: Instant): boolean {
  return (
    intent.end === undefined &&
    (intent.endsAt === undefined || intent.endsAt > at)
  );
}

/**
 * How the intent stands. A due time wins over an end by the catalog, so that access whose time has come never waits for the budget; an
 * intent of an earlier cluster under the same ARN is over, as its entry went with that cluster.
 */
export function intentState(
  intent: Intent,
  cluster: ClusterIdentity,
  at: Instant,
): IntentState {
  if (isOrphaned(intent, cluster)) return 'ended';
  if (isLive(intent, at)) return 'live';
  if (intent.endsAt !== undefined && intent.endsAt <= at) return 'ended';
  switch (intent.end?.kind) {
    case 'declaration-ended':
    case 'requester-left':
      return 'withdrawn';
    case 'expired':
    case 'given-back':
    case 'revoked':
    case 'orphaned':
    case undefined:
      return 'ended';
  }
}

/** True when the intent was made for another cluster than the one AWS shows under its ARN. */
export function isOrphaned(intent: Intent, cluster: ClusterIdentity): boolean {
  return (
    intent.cluster.arn !== cluster.arn ||
    intent.cluster.createdAt !== cluster.createdAt
  );
}
