import { LONGEST_RETRY_MS, nextTryAt } from './backoff';

describe('nextTryAt', () => {
  const waits = (spread: number) =>
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 50, 5_000].map(failures =>
      nextTryAt(failures, 0, spread),
    );

  it('doubles the wait up to five minutes and never gives up [C29]', () => {
    expect(waits(0.5)).toEqual([
      2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000,
      300_000, 300_000,
    ]);
  });

  it('spreads each wait by a tenth to both sides', () => {
    expect(nextTryAt(1, 1_000, 0)).toBe(1_000 + 1_800);
    expect(nextTryAt(1, 1_000, 0.999999)).toBe(1_000 + 2_200);
    expect(Math.max(...waits(0.999999))).toBeLessThanOrEqual(
      LONGEST_RETRY_MS * 1.1,
    );
  });
});
