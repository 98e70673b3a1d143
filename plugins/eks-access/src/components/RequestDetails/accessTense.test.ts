import { anApprovedRequest, aRequest } from '../../__fixtures__';
import { accessTense } from './accessTense';

describe('accessTense', () => {
  it.each([
    ['waiting', 'to-come'],
    ['denied', 'never-came'],
    ['cancelled', 'never-came'],
    ['timed-out', 'never-came'],
  ] as const)('of a request that is %s is %s', (state, tense) => {
    expect(accessTense(aRequest({ state }))).toBe(tense);
  });

  it.each([
    ['scheduled', 'to-come'],
    ['starting', 'to-come'],
    ['active', 'there'],
    ['ending', 'there'],
    ['ended', 'over'],
  ] as const)('of a grant that is %s is %s', (state, tense) => {
    expect(accessTense(anApprovedRequest({ state }))).toBe(tense);
  });
});
