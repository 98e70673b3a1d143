import { aGrant, aRequest, minutesFrom, NOW } from '../__fixtures__';
import { CALM_MS, pauseForRequests, SOON_MS } from './pauses';

const now = Date.parse(NOW);

describe('pauseForRequests', () => {
  it('is short while a decision is open', () => {
    expect(pauseForRequests([aRequest({ state: 'waiting' })], now)).toBe(
      SOON_MS,
    );
  });

  it.each(['scheduled', 'starting', 'ending'] as const)(
    'is short while a grant is %s',
    state => {
      const request = aRequest({ state: 'approved', grant: aGrant({ state }) });
      expect(pauseForRequests([request], now)).toBe(SOON_MS);
    },
  );

  it('is long while nothing is under way', () => {
    expect(pauseForRequests([], now)).toBe(CALM_MS);
    expect(pauseForRequests([aRequest({ state: 'denied' })], now)).toBe(
      CALM_MS,
    );
  });

  it('ends when the next grant is due to end, and never runs hot once it is overdue', () => {
    const ending = (expiresAt: string) =>
      aRequest({
        state: 'approved',
        grant: aGrant({ state: 'active', expiresAt }),
      });
    expect(pauseForRequests([ending(minutesFrom(0.2))], now)).toBe(12_000);
    expect(pauseForRequests([ending(minutesFrom(-5))], now)).toBe(SOON_MS);
  });
});
