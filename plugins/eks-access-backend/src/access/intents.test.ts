import { aGrant, anIntent, CLUSTER, HOUR, NOW } from './__testUtils__/builders';
import { intentState, isLive } from './intents';
import type { IntentEnd } from './types';

describe('isLive', () => {
  it('holds until the instant of the end, and not at it [rule 7]', () => {
    const grant = aGrant({ endsAt: NOW });
    expect(isLive(grant, NOW - 1)).toBe(true);
    expect(isLive(grant, NOW)).toBe(false);
  });

  it('holds without an end in time, until one is set', () => {
    expect(isLive(anIntent(), NOW + 1000 * HOUR)).toBe(true);
    expect(isLive(anIntent({ end: { kind: 'revoked', at: NOW } }), NOW)).toBe(
      false,
    );
  });
});

describe('intentState', () => {
  it.each<[IntentEnd['kind'], string]>([
    ['expired', 'ended'],
    ['given-back', 'ended'],
    ['revoked', 'ended'],
    ['orphaned', 'ended'],
    ['declaration-ended', 'withdrawn'],
    ['requester-left', 'withdrawn'],
  ])('takes %s for %s', (kind, state) => {
    expect(intentState(aGrant({ end: { kind, at: NOW } }), CLUSTER, NOW)).toBe(
      state,
    );
  });

  it('takes a grant that was withdrawn and is due for ended, so that it waits for no budget [precedence]', () => {
    expect(
      intentState(
        aGrant({
          endsAt: NOW,
          end: { kind: 'requester-left', at: NOW - HOUR },
        }),
        CLUSTER,
        NOW,
      ),
    ).toBe('ended');
  });

  it.each([
    ['another creation', { ...CLUSTER, createdAt: CLUSTER.createdAt + 1 }],
    ['another ARN', { ...CLUSTER, arn: `${CLUSTER.arn}2` }],
  ])('takes an intent of %s for ended', (_name, cluster) => {
    expect(intentState(anIntent(), cluster, NOW)).toBe('ended');
  });
});
