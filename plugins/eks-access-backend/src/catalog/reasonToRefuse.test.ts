import fc from 'fast-check';
import { aCatalog } from './__testUtils__/builders';
import type { RawCatalog } from './rawCatalog';
import { reasonToRefuse } from './reasonToRefuse';

function users(count: number, from = 0): RawCatalog['users'] {
  return Array.from({ length: count }, (_, at) => ({
    ref: `user:default/u${at + from}`,
    memberOf: [],
  }));
}

describe('reasonToRefuse [rule 8]', () => {
  it('refuses an answer without any group and user, also as the first one ever', () => {
    const empty = { mappings: [], clusters: [], groups: [], users: [] };
    expect(reasonToRefuse(undefined, empty)).toBe(
      'it has not a single group or user',
    );
    expect(reasonToRefuse(aCatalog(), empty)).toBeDefined();
  });

  it('believes a first answer with people in it', () => {
    expect(reasonToRefuse(undefined, aCatalog())).toBeUndefined();
  });

  it.each(['groups', 'users'] as const)(
    'refuses an answer without %s',
    kind => {
      expect(reasonToRefuse(aCatalog(), aCatalog({ [kind]: [] }))).toBe(
        `${aCatalog()[kind].length} of ${
          aCatalog()[kind].length
        } ${kind} are missing in it`,
      );
    },
  );

  it('believes that the last mapping, or the last cluster, is gone', () => {
    expect(
      reasonToRefuse(aCatalog(), aCatalog({ mappings: [], clusters: [] })),
    ).toBeUndefined();
  });

  it.each([
    ['10 of 20', 20, 10, false],
    ['11 of 20', 20, 11, true],
    ['11 of 55, just 20 %', 55, 11, false],
    ['11 of 54', 54, 11, true],
    ['200 of 1000, just 20 %', 1000, 200, false],
    ['201 of 1000', 1000, 201, true],
  ])('for %s missing users', (_, before, missing, refused) => {
    const reason = reasonToRefuse(
      aCatalog({ users: users(before) }),
      aCatalog({ users: users(before - missing, missing) }),
    );
    expect(reason !== undefined).toBe(refused);
  });

  it('counts who is missing, not how many there are: others in their place do not make up for it', () => {
    expect(
      reasonToRefuse(
        aCatalog({ users: users(50) }),
        aCatalog({ users: users(50, 25) }),
      ),
    ).toBe('25 of 50 users are missing in it');
  });

  it('never refuses an answer that has all that was there, and more', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), (before, more) => {
        expect(
          reasonToRefuse(
            aCatalog({ users: users(before) }),
            aCatalog({ users: users(before + more) }),
          ),
        ).toBeUndefined();
      }),
    );
  });
});
