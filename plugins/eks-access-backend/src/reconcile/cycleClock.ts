import type { Instant } from '../access';

/**
 * Database time within one cycle: what the database said at its start plus what has passed since, so that an instant costs no query and the
 * clock of the host does not matter (RELIABILITY C23).
 */
export function cycleClock(
  startedAt: Instant,
  monotonicMs: () => number,
): () => Instant {
  const startedMs = monotonicMs();
  return () => startedAt + Math.round(monotonicMs() - startedMs);
}
