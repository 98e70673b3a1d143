import fc from 'fast-check';
import { globCovers, globMayOverlap } from './glob';

/** Few letters, so that patterns and texts meet often. */
const texts = fc.string({ unit: fc.constantFrom('a', 'b', '-'), maxLength: 6 });
const patterns = fc.string({
  unit: fc.constantFrom('a', 'b', '-', '*'),
  maxLength: 5,
});

function asRegExp(pattern: string): RegExp {
  return new RegExp(`^${pattern.split('*').join('[^]*')}$`);
}

describe('globCovers', () => {
  it.each([
    ['team-*', 'team-a', true],
    ['team-*', 'team-', true],
    ['team-*', 'my-team-a', false],
    ['*', '', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-b-c-d', false],
    ['payments', 'payments', true],
    ['payments', 'Payments', false],
    ['a.c', 'abc', false],
  ])('%s covers %s: %s', (pattern, text, expected) => {
    expect(globCovers(pattern, text)).toBe(expected);
  });

  it('agrees with a regular expression on every plain text', () => {
    fc.assert(
      fc.property(patterns, texts, (pattern, text) => {
        expect(globCovers(pattern, text)).toBe(asRegExp(pattern).test(text));
      }),
    );
  });

  it('says of two patterns only that one holds all that the other matches', () => {
    fc.assert(
      fc.property(patterns, patterns, texts, (outer, inner, text) => {
        fc.pre(globCovers(outer, inner) && asRegExp(inner).test(text));
        expect(asRegExp(outer).test(text)).toBe(true);
      }),
    );
  });

  it('takes a hostile pattern in no time [RELIABILITY 47]', () => {
    const pattern = `${'*a'.repeat(500)}b`;
    expect(globCovers(pattern, 'a'.repeat(5000))).toBe(false);
  });
});

describe('globMayOverlap', () => {
  it('is never false where one text matches both', () => {
    fc.assert(
      fc.property(patterns, patterns, texts, (left, right, text) => {
        fc.pre(asRegExp(left).test(text) && asRegExp(right).test(text));
        expect(globMayOverlap(left, right)).toBe(true);
      }),
    );
  });

  it.each([
    ['kube-*', 'kube-system', true],
    ['kube-*', 'kub*', true],
    ['kube-*', '*', true],
    ['kube-*', 'team-*', false],
    ['*-a', '*-b', false],
    ['default', 'default', true],
    ['default', 'd*', true],
    ['default', 'team', false],
  ])('%s and %s: %s', (left, right, expected) => {
    expect(globMayOverlap(left, right)).toBe(expected);
    expect(globMayOverlap(right, left)).toBe(expected);
  });
});
