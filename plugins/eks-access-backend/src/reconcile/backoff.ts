import type { Instant } from '../access';

/** First wait after a failure; it doubles with each further one. */
const FIRST_RETRY_MS = 2_000;
/** Longest wait. Nothing is ever given up: an end that was refused for a day is tried every five minutes (RELIABILITY C29). */
export const LONGEST_RETRY_MS = 5 * 60_000;

/**
 * When to try again after the `failures`-th failure in a row (1 is the first). `spread` in [0, 1) moves it by up to a fifth, so that
 * clusters that failed together do not come back together.
 */
export function nextTryAt(
  failures: number,
  at: Instant,
  spread: number,
): Instant {
  const wait = Math.min(
    LONGEST_RETRY_MS,
    FIRST_RETRY_MS * 2 ** Math.max(0, failures - 1),
  );
  return at + Math.round(wait * (0.9 + spread / 5));
}
