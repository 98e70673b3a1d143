import { AwsCaller } from './AwsCaller';
import { monotonicClock, TokenBucket } from './TokenBucket';

const caller = () =>
  new AwsCaller({
    accountId: '111122223333',
    region: 'eu-west-1',
    purpose: 'sweep',
    requestTimeoutMs: 1000,
    bucket: new TokenBucket({
      ratePerSecond: 100,
      burst: 100,
      clock: monotonicClock,
    }),
  });

interface Page {
  items: string[] | undefined;
  nextToken?: string;
}

const list = (pages: Record<string, Page | Error>) =>
  caller().readAllPages<string>('ListAccessEntries', async nextToken => {
    const page = pages[nextToken ?? 'first'];
    if (page instanceof Error) throw page;
    return page;
  });

describe('AwsCaller.readAllPages', () => {
  it('reads pages until there is no next one', async () => {
    expect(
      await list({
        first: { items: ['a'], nextToken: '2' },
        2: { items: [], nextToken: '3' },
        3: { items: ['b'], nextToken: '' },
      }),
    ).toEqual(['a', 'b']);
  });

  it.each<[string, Record<string, Page | Error>]>([
    [
      'its last page fails',
      { first: { items: ['a'], nextToken: '2' }, 2: new Error('reset') },
    ],
    [
      'a page comes without items',
      { first: { items: ['a'], nextToken: '2' }, 2: { items: undefined } },
    ],
    [
      'a page leads back to one before',
      {
        first: { items: ['a'], nextToken: '2' },
        2: { items: ['b'], nextToken: '2' },
      },
    ],
  ])('gives no part of a list when %s [C34]', async (_case, pages) => {
    await expect(list(pages)).rejects.toMatchObject({ kind: 'unreachable' });
  });
});
