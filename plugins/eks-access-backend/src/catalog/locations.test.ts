import fc from 'fast-check';
import { compileLocationPattern, locationMatches } from './locations';

const matches = (pattern: string, location: string | undefined) =>
  locationMatches(compileLocationPattern(pattern, '/srv/portal'), location);

const eks = 'https://github.com/acme/platform/blob/main/eks/**';

describe('locationMatches', () => {
  it.each([
    [eks, 'url:https://github.com/acme/platform/blob/main/eks/a.yaml'],
    [eks, 'url:https://github.com/acme/platform/blob/main/eks/a/b/c.yaml'],
    [eks, 'url:https://GitHub.com/acme/platform/blob/main/eks/a.yaml'],
    // What a location with a glob of its own has as origin; the file it found is checked apart.
    [eks, 'url:https://github.com/acme/platform/blob/main/eks/*.yaml'],
    [
      'https://ghe.acme.io:8443/a/*.yaml',
      'url:https://ghe.acme.io:8443/a/b.yaml',
    ],
    ['https://h.io/a/**/c.yaml', 'url:https://h.io/a/c.yaml'],
    ['https://h.io/a/**/c.yaml', 'url:https://h.io/a/b/b/c.yaml'],
    ['https://h.io/a/team-*/x.yaml', 'url:https://h.io/a/team-shop/x.yaml'],
    ['https://h.io/a/[x].yaml', 'url:https://h.io/a/[x].yaml'],
    ['file:/srv/examples/*.yaml', 'file:/srv/examples/a.yaml'],
    ['file:../examples/*.yaml', 'file:/srv/examples/a.yaml'],
    ['file:./eks/**', 'file:/srv/portal/eks/a/b.yaml'],
  ])('finds under %s: %s', (pattern, location) => {
    expect(matches(pattern, location)).toBe(true);
  });

  it.each([
    ['a neighbour with the same beginning', 'blob/main/eks-other/a.yaml'],
    ['the folder itself', 'blob/main/eks'],
    ['the folder with a slash', 'blob/main/eks/'],
    ['another branch', 'blob/feature/eks/a.yaml'],
    ['a branch named to look like the path', 'blob/x/blob/main/eks/a.yaml'],
    ['another letter case', 'blob/main/EKS/a.yaml'],
    ['a way out', 'blob/main/eks/../../../../evil/x/a.yaml'],
    ['a way out, encoded', 'blob/main/eks/%2e%2e/%2e%2e/a.yaml'],
    ['an encoded slash', 'blob/main/eks/a%2fb.yaml'],
    ['a dot segment', 'blob/main/./eks/a.yaml'],
    ['an empty segment', 'blob/main//eks/a.yaml'],
    ['a backslash', 'blob/main/eks/..\\..\\a.yaml'],
    ['a query', 'blob/main/eks/a.yaml?ref=evil'],
    ['a fragment', 'blob/main/eks/a.yaml#evil'],
    ['a line break', 'blob/main/eks/a.yaml\n'],
    ['a zero-width space', 'blob/main/eks/\u200Ba.yaml'],
    ['a text-direction mark', 'blob/main/eks/\u202Elmay.a'],
  ])('does not find %s', (_, rest) => {
    expect(matches(eks, `url:https://github.com/acme/platform/${rest}`)).toBe(
      false,
    );
  });

  it.each([
    'url:http://github.com/acme/platform/blob/main/eks/a.yaml',
    'url:https://github.com.evil.io/acme/platform/blob/main/eks/a.yaml',
    'url:https://evil.io/github.com/acme/platform/blob/main/eks/a.yaml',
    'url:https://github.com@evil.io/acme/platform/blob/main/eks/a.yaml',
    'url:https://github.com:443@evil.io/acme/platform/blob/main/eks/a.yaml',
    'url:https://github.com:8443/acme/platform/blob/main/eks/a.yaml',
    'url:https://raw.github.com/acme/platform/blob/main/eks/a.yaml',
    'url:https://gith\u0443b.com/acme/platform/blob/main/eks/a.yaml',
    'url:https:/github.com/acme/platform/blob/main/eks/a.yaml',
    'url:https:\\\\github.com/acme/platform/blob/main/eks/a.yaml',
    'url: https://github.com/acme/platform/blob/main/eks/a.yaml',
    'https://github.com/acme/platform/blob/main/eks/a.yaml',
    'github-discovery:https://github.com/acme/platform/blob/main/eks/a.yaml',
    'file:/github.com/acme/platform/blob/main/eks/a.yaml',
    'url:https://github.com/acme2/platform/blob/main/eks/a.yaml',
    '',
    undefined,
  ])('does not find another host, scheme or kind: %s', location => {
    expect(matches(eks, location)).toBe(false);
  });

  it.each([
    ['file:/srv/examples/*.yaml', 'file:/srv/examples/deep/a.yaml'],
    ['file:/srv/examples/**', 'file:srv/examples/a.yaml'],
    ['file:/srv/examples/**', 'file:/srv/examples/../secret.yaml'],
    ['file:/srv/examples/**', 'file://srv/examples/a.yaml'],
    ['file:../examples/**', 'file:/srv/portal/examples/a.yaml'],
  ])('under %s does not find %s', (pattern, location) => {
    expect(matches(pattern, location)).toBe(false);
  });

  it('never finds anything whose segments are not those of the pattern, one by one', () => {
    const segment = fc.stringMatching(/^[a-c]{1,3}$/);
    fc.assert(
      fc.property(
        fc.array(fc.oneof(segment, fc.constantFrom('*', '**', 'a*')), {
          minLength: 1,
          maxLength: 5,
        }),
        fc.array(segment, { minLength: 1, maxLength: 7 }),
        (pattern, segments) => {
          // The meaning of a pattern, said as a regular expression.
          const regex = pattern
            .map((part, at) => {
              if (part !== '**') return `/${part.replace('*', '[^/]*')}`;
              return at === pattern.length - 1 ? '(/[^/]+)+' : '(/[^/]+)*';
            })
            .join('');
          const path = `/${segments.join('/')}`;
          expect(
            matches(
              `https://h.io/${pattern.join('/')}`,
              `url:https://h.io${path}`,
            ),
          ).toBe(new RegExp(`^${regex}$`).test(path));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('answers at once for a pattern made to be slow', () => {
    const pattern = `https://h.io/${'**/a*a*a*a*/'.repeat(40)}b`;
    const location = `url:https://h.io/${'aaaaaaaaaaaaaaaa/'.repeat(100)}c`;
    const startedAt = Date.now();
    expect(matches(pattern, location)).toBe(false);
    expect(Date.now() - startedAt).toBeLessThan(1000);
  });
});

describe('compileLocationPattern', () => {
  it.each([
    'github.com/acme/**',
    'https://*.acme.io/**',
    'https://github.com',
    'https://github.com/a**/b',
    'https://github.com/a/../b',
    'https://github.com/a?b',
    'file:examples/*.yaml',
    'ftp://acme.io/**',
    '',
  ])('refuses %s', text => {
    expect(() => compileLocationPattern(text, '/srv')).toThrow(
      'is no location pattern',
    );
  });
});
