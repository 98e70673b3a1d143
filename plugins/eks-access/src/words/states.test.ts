import {
  aGrant,
  anApprovedRequest,
  aRequest,
  minutesFrom,
  NOW,
} from '../__fixtures__';
import { requestWords } from './states';

const now = Date.parse(NOW);

describe('requestWords', () => {
  it.each([
    ['waiting', 'Waiting for a decision'],
    ['denied', 'Denied'],
    ['cancelled', 'Cancelled'],
    ['timed-out', 'Timed out'],
    ['approved', 'Approved, not started'],
  ] as const)('calls a request that is %s "%s"', (state, word) => {
    expect(requestWords(aRequest({ state }), now).word).toBe(word);
  });

  it('calls a grant active until shortly before its end, then ending soon', () => {
    expect(requestWords(anApprovedRequest(), now).word).toBe('Active');
    const soon = anApprovedRequest({ expiresAt: minutesFrom(14) });
    expect(requestWords(soon, now).word).toBe('Ending soon');
  });

  it('says why a grant ended', () => {
    const ended = anApprovedRequest({
      state: 'ended',
      endedBecause: 'given-back',
    });
    expect(requestWords(ended, now).word).toBe('Ended: given back');
  });

  it('puts trouble first, with its own sentence, and never as good', () => {
    const request = anApprovedRequest(
      aGrant({
        state: 'ending',
        trouble: {
          kind: 'needs-a-person',
          sentence: 'AWS refuses to remove it.',
          since: NOW,
        },
      }),
    );
    expect(requestWords(request, now)).toEqual({
      word: 'Ending, needs a person',
      tone: 'bad',
      sentence: 'AWS refuses to remove it.',
    });
  });
});
