import { aRequest } from '../../__fixtures__';
import { mergeRequests } from './useRequestList';

describe('mergeRequests', () => {
  it('keeps a request once, as it was read last', () => {
    const asFetchedBefore = aRequest({ state: 'waiting' });
    const asReadNow = aRequest({ state: 'denied' });
    const other = aRequest({ id: '6d0a6f0e-2c7b-4f57-8d0e-5f2f3b7a0009' });
    expect(mergeRequests([asReadNow], [asFetchedBefore, other])).toEqual([
      asReadNow,
      other,
    ]);
  });
});
