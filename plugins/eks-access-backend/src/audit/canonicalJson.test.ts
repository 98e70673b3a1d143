import type { JsonValue } from '@backstage/types';
import fc from 'fast-check';
import { canonicalJson } from './canonicalJson';

const json = fc.jsonValue().map(value => value as JsonValue);

function withKeysReversed(value: JsonValue | undefined): JsonValue | undefined {
  if (Array.isArray(value)) {
    return value.map(item => withKeysReversed(item) ?? null);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, member]) => [key, withKeysReversed(member)]),
    );
  }
  return value;
}

describe('canonicalJson', () => {
  it('is always JSON of the value given', () => {
    fc.assert(
      fc.property(json, value => {
        expect(JSON.parse(canonicalJson(value))).toEqual(
          JSON.parse(JSON.stringify(value)),
        );
      }),
    );
  });

  it('never depends on the order of keys', () => {
    fc.assert(
      fc.property(json, value => {
        expect(canonicalJson(withKeysReversed(value))).toBe(
          canonicalJson(value),
        );
      }),
    );
  });

  it('leaves out members that are undefined', () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
  });
});
