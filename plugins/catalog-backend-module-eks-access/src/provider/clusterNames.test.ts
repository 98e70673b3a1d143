import fc from 'fast-check';
import { entityNamesOf, NamedCluster } from './clusterNames';

const arn = (name: string, accountId = '111122223333', region = 'eu-west-1') =>
  `arn:aws:eks:${region}:${accountId}:cluster/${name}`;

const clusters = fc.uniqueArray(
  fc.record({
    arn: fc
      .tuple(
        fc.oneof(
          fc.constantFrom(
            'prod',
            'Prod',
            'PROD',
            'prod-111122223333-eu-west-1',
            'x_',
          ),
          fc.stringMatching(/^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/),
        ),
        fc.constantFrom('111122223333', '444455556666'),
        fc.constantFrom('eu-west-1', 'us-east-1'),
      )
      .map(([name, account, region]) => arn(name, account, region)),
    createdAt: fc.integer({ min: 0, max: 3 }),
  }),
  { selector: (cluster: NamedCluster) => cluster.arn, maxLength: 12 },
);

describe('entityNamesOf', () => {
  it('keeps the exact name of a cluster without a namesake', () => {
    expect(
      entityNamesOf([{ arn: arn('Shop_Legacy'), createdAt: 1 }]).get(
        arn('Shop_Legacy'),
      ),
    ).toBe('Shop_Legacy');
  });

  it('lets the oldest of two namesakes keep the name', () => {
    const older = {
      arn: arn('prod', '444455556666', 'us-east-1'),
      createdAt: 1,
    };
    const younger = { arn: arn('Prod'), createdAt: 2 };
    const names = entityNamesOf([younger, older]);
    expect(names.get(older.arn)).toBe('prod');
    expect(names.get(younger.arn)).toBe('Prod-111122223333-eu-west-1');
  });

  it('never gives one name twice, compared without case', () => {
    fc.assert(
      fc.property(clusters, all => {
        const names = [...entityNamesOf(all).values()].map(name =>
          name.toLowerCase(),
        );
        expect(names).toHaveLength(all.length);
        expect(new Set(names).size).toBe(all.length);
      }),
    );
  });

  it('only gives names that the catalog takes', () => {
    fc.assert(
      fc.property(clusters, all => {
        for (const name of entityNamesOf(all).values()) {
          expect(name.length).toBeLessThanOrEqual(63);
          expect(name).toMatch(/^[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?$/);
        }
      }),
    );
  });

  it('does not depend on the order of the clusters', () => {
    fc.assert(
      fc.property(clusters, all => {
        expect(entityNamesOf([...all].reverse())).toEqual(entityNamesOf(all));
      }),
    );
  });
});
