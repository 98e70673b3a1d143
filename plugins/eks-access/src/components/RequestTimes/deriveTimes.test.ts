import { anApprovedRequest, aRequest, minutesFrom } from '../../__fixtures__';
import { deriveTimes } from './deriveTimes';

describe('deriveTimes', () => {
  it('says when a waiting request times out', () => {
    const request = aRequest();
    expect(deriveTimes(request)).toEqual([
      { words: 'Times out', at: request.answerBy },
    ]);
  });

  it('says when a grant ends, once that is known', () => {
    expect(deriveTimes(anApprovedRequest())).toEqual([
      { words: 'Ends', at: minutesFrom(42) },
    ]);
    const starting = anApprovedRequest({
      state: 'starting',
      expiresAt: undefined,
    });
    expect(deriveTimes(starting)).toEqual([]);
  });

  it('keeps removed at AWS and surely without effect apart [rule 9]', () => {
    const ended = anApprovedRequest({
      state: 'ended',
      endedBecause: 'expired',
      removedAtApiAt: minutesFrom(-1),
      surelyWithoutEffectBy: minutesFrom(14),
    });
    expect(deriveTimes(ended)).toEqual([
      { words: 'Removed at AWS', at: minutesFrom(-1) },
      { words: 'Surely without effect', at: minutesFrom(14) },
    ]);
  });

  it('says nothing of a request that was denied', () => {
    expect(deriveTimes(aRequest({ state: 'denied' }))).toEqual([]);
  });
});
