import type { Ceiling } from '../access';
import { Trust } from './trust';

const ceiling: Ceiling = {
  clusters: 'all',
  roles: [{ path: '/teams/', name: '*' }],
  policies: ['AmazonEKSViewPolicy'],
  scope: 'namespace',
  protectedNamespaces: [],
  maxDurationMs: 3_600_000,
  kubernetesGroups: [],
};
const wide: Ceiling = { ...ceiling, scope: 'cluster' };

const trust = new Trust(
  [
    {
      locations: ['https://github.com/acme/platform/blob/main/eks/**'],
      kinds: ['EksAccessMapping'],
      ceiling,
    },
    {
      locations: [
        'https://github.com/acme/platform/blob/main/**',
        'https://github.com/acme/clusters/blob/main/**',
      ],
      kinds: ['EksAccessMapping', 'Resource'],
      ceiling: wide,
    },
  ],
  '/srv',
);
const platform = 'url:https://github.com/acme/platform/blob/main/eks/a.yaml';
const clusters = 'url:https://github.com/acme/clusters/blob/main/a.yaml';
const foreign = 'url:https://github.com/evil/x/blob/main/a.yaml';

describe('Trust', () => {
  it('gives the ceilings of all items that admit the entity, in the order of the config', () => {
    expect(
      trust.ceilingsFor('EksAccessMapping', {
        origin: platform,
        location: platform,
      }),
    ).toEqual([ceiling, wide]);
  });

  it('admits only the kinds that an item names', () => {
    expect(
      trust.ceilingsFor('Resource', { origin: platform, location: platform }),
    ).toEqual([wide]);
  });

  it('takes origin and location from the same item, though from different patterns of it', () => {
    expect(
      trust.ceilingsFor('EksAccessMapping', {
        origin: clusters,
        location: platform,
      }),
    ).toEqual([wide]);
  });

  it.each([
    ['a trusted file that points to a foreign one', platform, foreign],
    ['a foreign location that points to a trusted file', foreign, platform],
    ['an entity without an origin', undefined, platform],
    ['an entity without a location', platform, undefined],
    ['an entity without both', undefined, undefined],
  ])('does not admit %s [rule 5]', (_, origin, location) => {
    expect(trust.ceilingsFor('EksAccessMapping', { origin, location })).toEqual(
      [],
    );
  });

  it('admits nothing where nothing is configured', () => {
    expect(
      new Trust([], '/srv').ceilingsFor('EksAccessMapping', {
        origin: platform,
        location: platform,
      }),
    ).toEqual([]);
  });
});
