import { anApprovedRequest, aRequest, minutesFrom } from '../../__fixtures__';
import { deriveHistory } from './deriveHistory';

const words = (request: Parameters<typeof deriveHistory>[0]) =>
  deriveHistory(request).map(item => item.words);

describe('deriveHistory', () => {
  it('begins with who asked', () => {
    expect(words(aRequest())).toEqual(['Asked by Ada Lovelace']);
  });

  it('goes on in the order of time, with the end still to come', () => {
    expect(words(anApprovedRequest())).toEqual([
      'Asked by Ada Lovelace',
      'Approved by Grace Hopper',
      'Started',
      'Ends by itself',
    ]);
  });

  it('tells the removal from the instant without effect, and forgets the planned end', () => {
    const ended = anApprovedRequest({
      state: 'ended',
      endedBecause: 'given-back',
      removedAtApiAt: minutesFrom(-2),
      surelyWithoutEffectBy: minutesFrom(13),
    });
    expect(words(ended).slice(-2)).toEqual([
      'Removed at AWS',
      'Surely without effect',
    ]);
  });
});
