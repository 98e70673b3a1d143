import fc from 'fast-check';
import { scopes } from './__testUtils__/arbitraryIntents';
import { namespaces, WHOLE_CLUSTER } from './__testUtils__/builders';
import {
  intersectScopes,
  namespaceScope,
  sameScope,
  scopeCovers,
  subtractScope,
  unionScopes,
} from './scope';

describe('unionScopes', () => {
  it('joins namespaces, sorted and once each', () => {
    expect(unionScopes(namespaces('b', 'a'), namespaces('c', 'a'))).toEqual(
      namespaces('a', 'b', 'c'),
    );
  });

  it('lets the whole cluster absorb namespaces', () => {
    expect(unionScopes(namespaces('a'), WHOLE_CLUSTER)).toEqual(WHOLE_CLUSTER);
    expect(unionScopes(WHOLE_CLUSTER, namespaces('a'))).toEqual(WHOLE_CLUSTER);
  });

  it('never narrows either side, and holds nothing else', () => {
    fc.assert(
      fc.property(scopes, scopes, scopes, (left, right, other) => {
        const union = unionScopes(left, right);
        expect(scopeCovers(union, left) && scopeCovers(union, right)).toBe(
          true,
        );
        fc.pre(scopeCovers(other, left) && scopeCovers(other, right));
        expect(scopeCovers(other, union)).toBe(true);
      }),
    );
  });
});

describe('intersectScopes', () => {
  it('is what lies in both, and nothing where there is no such thing', () => {
    expect(intersectScopes(namespaces('a', 'b'), namespaces('b', 'c'))).toEqual(
      namespaces('b'),
    );
    expect(intersectScopes(WHOLE_CLUSTER, namespaces('b'))).toEqual(
      namespaces('b'),
    );
    expect(intersectScopes(namespaces('a'), namespaces('b'))).toBeUndefined();
  });

  it('takes a pattern for all that it matches', () => {
    expect(
      intersectScopes(namespaces('team-*'), namespaces('team-a', 'other')),
    ).toEqual(namespaces('team-a'));
  });

  it('never gives more than either side', () => {
    fc.assert(
      fc.property(scopes, scopes, (left, right) => {
        const both = intersectScopes(left, right);
        expect(
          both === undefined ||
            (scopeCovers(left, both) && scopeCovers(right, both)),
        ).toBe(true);
      }),
    );
  });
});

describe('subtractScope', () => {
  it.each([
    [namespaces('a', 'b'), namespaces('b'), namespaces('a')],
    [namespaces('a'), namespaces('b'), namespaces('a')],
    [namespaces('a', 'b'), namespaces('a', 'b', 'c'), undefined],
    [namespaces('a'), WHOLE_CLUSTER, undefined],
    [WHOLE_CLUSTER, WHOLE_CLUSTER, undefined],
    [namespaces('team-a', 'b'), namespaces('team-*'), namespaces('b')],
  ])('%j without %j is %j', (from, taken, left) => {
    expect(subtractScope(from, taken)).toEqual(
      left ? { kind: 'scope', scope: left } : { kind: 'nothing' },
    );
  });

  it.each([
    [WHOLE_CLUSTER, namespaces('a')],
    [namespaces('team-*'), namespaces('team-a')],
  ])('has no words for %j without %j', (from, taken) => {
    expect(subtractScope(from, taken)).toEqual({ kind: 'not-representable' });
  });
});

describe('scopeCovers', () => {
  it('holds for a scope and itself, and never for a cluster in namespaces', () => {
    fc.assert(
      fc.property(scopes, scope => {
        expect(scopeCovers(scope, scope)).toBe(true);
        expect(scopeCovers(scope, WHOLE_CLUSTER)).toBe(
          scope.type === 'cluster',
        );
      }),
    );
  });
});

describe('sameScope', () => {
  it('is covering each other, whatever the order, and symmetric', () => {
    fc.assert(
      fc.property(scopes, scopes, (left, right) => {
        const same = sameScope(left, right);
        expect(same).toBe(scopeCovers(left, right) && scopeCovers(right, left));
        expect(sameScope(right, left)).toBe(same);
      }),
    );
    expect(
      sameScope(
        { type: 'namespace', namespaces: ['b', 'a', 'a'] },
        namespaces('a', 'b'),
      ),
    ).toBe(true);
  });

  it('takes nothing for the same as nothing only', () => {
    expect(sameScope(undefined, undefined)).toBe(true);
    expect(sameScope(undefined, WHOLE_CLUSTER)).toBe(false);
    expect(sameScope(namespaces('a'), undefined)).toBe(false);
  });
});

describe('namespaceScope', () => {
  it('has no scope for no namespaces [DOMAIN 2.5]', () => {
    expect(namespaceScope([])).toBeUndefined();
  });
});
