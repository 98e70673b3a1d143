import fc from 'fast-check';
import { refusalOf, valueOf } from '../__testUtils__/testWorld';
import { pageOf } from './paging';

const self = (item: string) => item;

function allPages(items: readonly string[], maxResults?: number): string[][] {
  const pages: string[][] = [];
  let nextToken: string | undefined;
  do {
    const page = valueOf(
      pageOf(items, self, 'listing', { maxResults, nextToken }),
    );
    pages.push([...page.items]);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return pages;
}

describe('pageOf', () => {
  it('gives every item once, in pages of the size asked', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string(), { maxLength: 40 }),
        fc.integer({ min: 1, max: 100 }),
        (items, size) => {
          const pages = allPages(items, size);
          expect(pages.flat()).toEqual([...items].sort());
          expect(pages.slice(0, -1).every(page => page.length === size)).toBe(
            true,
          );
        },
      ),
    );
  });

  it('has pages of 100 when nothing is asked [1.0]', () => {
    const items = Array.from({ length: 101 }, (_, index) => `${1000 + index}`);
    expect(allPages(items).map(page => page.length)).toEqual([100, 1]);
  });

  it('neither repeats nor hides an item when another goes between two pages', () => {
    const page = valueOf(
      pageOf(['a', 'b', 'c', 'd'], self, 'listing', { maxResults: 2 }),
    );
    const rest = valueOf(
      pageOf(['a', 'c', 'd'], self, 'listing', { nextToken: page.nextToken }),
    );
    expect([...page.items, ...rest.items]).toEqual(['a', 'b', 'c', 'd']);
  });

  it('gives a token that does not show the item', () => {
    const page = valueOf(
      pageOf(['item-1', 'item-2'], self, 'listing', { maxResults: 1 }),
    );
    expect(page.nextToken).not.toContain('item');
  });

  it.each([0, -1, 101, 1.5, Number.NaN])('refuses a size of %d [1.0]', size => {
    expect(
      refusalOf(pageOf(['a'], self, 'listing', { maxResults: size })).row,
    ).toBe('1.0/max-results');
  });

  it.each(['', 'x', 'bm8=', Buffer.from('["listing"]').toString('base64url')])(
    'refuses the token %j [1.0]',
    nextToken => {
      expect(refusalOf(pageOf(['a'], self, 'listing', { nextToken })).row).toBe(
        '1.0/next-token',
      );
    },
  );

  it('refuses the token of another listing [1.0]', () => {
    const { nextToken } = valueOf(
      pageOf(['a', 'b'], self, 'listing', { maxResults: 1 }),
    );
    expect(
      refusalOf(pageOf(['a', 'b'], self, 'other', { nextToken })).row,
    ).toBe('1.0/next-token');
  });
});
