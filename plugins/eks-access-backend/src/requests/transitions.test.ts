import {
  grantTransitions,
  requestTransitions,
  transitionGrant,
  transitionRequest,
  type GrantEvent,
  type RequestEvent,
} from './transitions';
import type { GrantState, RequestState } from './types';

const requestStates: RequestState[] = [
  'waiting',
  'approved',
  'denied',
  'cancelled',
  'timed-out',
];
const requestEvents: RequestEvent[] = [
  'approve',
  'deny',
  'cancel',
  'time-out',
  'terms-changed',
];
const grantStates: GrantState[] = ['starting', 'active', 'ending', 'ended'];
const grantEvents: GrantEvent[] = [
  'seen-present',
  'seen-absent',
  'expire',
  'give-back',
  'revoke',
  'supersede',
  'requester-left',
  'declaration-ended',
  'orphan',
];

const ANSWER_BY = 1_000;
const EXPIRES_AT = 1_000;

/** Every pair that is allowed, in words; a pair that is missing here must be refused. */
const allowedOfRequests = new Map([
  ['waiting + approve', 'approved'],
  ['waiting + deny', 'denied'],
  ['waiting + cancel', 'cancelled'],
  ['waiting + time-out', 'timed-out'],
  ['waiting + terms-changed', 'waiting'],
  ['approved (starting) + deny', 'denied'],
  ['approved (starting) + cancel', 'cancelled'],
  ['approved (starting) + terms-changed', 'waiting'],
  ['approved (active) + terms-changed', 'waiting'],
]);

const allowedOfGrants = new Map([
  ['starting + seen-present', 'active'],
  ['starting + expire', 'ending (expired)'],
  ['starting + give-back', 'ending (given-back)'],
  ['starting + revoke', 'ending (revoked)'],
  ['starting + supersede', 'ending (superseded)'],
  ['starting + requester-left', 'ending (requester-left)'],
  ['starting + declaration-ended', 'ending (declaration-ended)'],
  ['starting + orphan', 'ended (orphaned)'],
  ['active + expire', 'ending (expired)'],
  ['active + give-back', 'ending (given-back)'],
  ['active + supersede', 'ending (superseded)'],
  ['active + requester-left', 'ending (requester-left)'],
  ['active + declaration-ended', 'ending (declaration-ended)'],
  ['active + orphan', 'ended (orphaned)'],
  ['ending + seen-absent', 'ended'],
  ['ending + orphan', 'ended'],
]);

describe('transitionRequest', () => {
  const pairs = requestStates.flatMap(state =>
    (state === 'approved' ? grantStates : [undefined]).flatMap(grant =>
      requestEvents.map(event => ({
        name: `${state}${grant ? ` (${grant})` : ''} + ${event}`,
        state,
        grant,
        event,
      })),
    ),
  );

  it.each(pairs)('answers $name as the table says', pair => {
    const answer = transitionRequest(
      { state: pair.state, grant: pair.grant, answerBy: ANSWER_BY },
      pair.event,
      pair.event === 'time-out' ? ANSWER_BY : ANSWER_BY - 1,
    );

    expect(answer.outcome === 'done' ? answer.value.to : answer.code).toBe(
      allowedOfRequests.get(pair.name) ?? 'REQUEST_NOT_WAITING',
    );
  });

  it('refuses an approval at the instant by which an answer was due', () => {
    expect(
      transitionRequest(
        { state: 'waiting', grant: undefined, answerBy: ANSWER_BY },
        'approve',
        ANSWER_BY,
      ),
    ).toEqual({ outcome: 'refused', code: 'REQUEST_NOT_WAITING' });
  });

  it('does not time out before the instant by which an answer is due', () => {
    expect(
      transitionRequest(
        { state: 'waiting', grant: undefined, answerBy: ANSWER_BY },
        'time-out',
        ANSWER_BY - 1,
      ),
    ).toEqual({ outcome: 'refused', code: 'REQUEST_NOT_WAITING' });
  });

  it('starts a grant by nothing but an approval of a decider [rule 2]', () => {
    const starting = requestTransitions.filter(row => row.grant === 'start');

    expect(starting.map(row => [row.from, row.event, row.by])).toEqual([
      ['waiting', 'approve', 'decider'],
    ]);
  });

  it('ends the grant on every way out of approved [rule 7]', () => {
    const leaving = requestTransitions.filter(row => row.from === 'approved');

    expect(leaving.map(row => row.grant)).toEqual([
      'revoke',
      'give-back',
      'supersede',
    ]);
  });
});

describe('transitionGrant', () => {
  const pairs = grantStates.flatMap(state =>
    grantEvents.map(event => ({ name: `${state} + ${event}`, state, event })),
  );

  it.each(pairs)('answers $name as the table says', pair => {
    const answer = transitionGrant(
      { state: pair.state, expiresAt: EXPIRES_AT },
      pair.event,
      EXPIRES_AT,
    );
    const words = (to: string, because: string | undefined) =>
      because ? `${to} (${because})` : to;

    expect(
      answer.outcome === 'done'
        ? words(answer.value.to, answer.value.because)
        : answer.code,
    ).toBe(allowedOfGrants.get(pair.name) ?? 'GRANT_NOT_LIVE');
  });

  it('does not expire a grant before its instant', () => {
    expect(
      transitionGrant(
        { state: 'active', expiresAt: EXPIRES_AT },
        'expire',
        EXPIRES_AT - 1,
      ),
    ).toEqual({ outcome: 'refused', code: 'GRANT_NOT_LIVE' });
  });

  it('reaches active and, while the cluster lives, ended only by reading AWS back [rule 9]', () => {
    const seen = grantTransitions.filter(
      row => row.to === 'active' || row.to === 'ended',
    );

    expect(new Set(seen.map(row => row.event))).toEqual(
      new Set(['seen-present', 'seen-absent', 'orphan']),
    );
  });

  it('never leads from an end back to live access [rule 7]', () => {
    const live: GrantState[] = ['starting', 'active'];

    expect(
      grantTransitions.filter(
        row => !live.includes(row.from) && live.includes(row.to),
      ),
    ).toEqual([]);
  });

  it('gives a reason for every end', () => {
    expect(
      grantTransitions.filter(row => row.to === 'ending' && !row.because),
    ).toEqual([]);
  });
});
