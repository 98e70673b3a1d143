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

const none: ReadonlyMap<string, string> = new Map();

describe('entityNamesOf', () => {
  it('keeps the exact name of a cluster without a namesake', () => {
    expect(
      entityNamesOf([{ arn: arn('Shop_Legacy'), createdAt: 1 }], none).get(
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
    const names = entityNamesOf([younger, older], none);
    expect(names.get(older.arn)).toBe('prod');
    expect(names.get(younger.arn)).toBe('Prod-111122223333-eu-west-1');
  });

  it('never gives one name twice, compared without case', () => {
    fc.assert(
      fc.property(clusters, all => {
        const names = [...entityNamesOf(all, none).values()].map(name =>
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
        for (const name of entityNamesOf(all, none).values()) {
          expect(name.length).toBeLessThanOrEqual(63);
          expect(name).toMatch(/^[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?$/);
        }
      }),
    );
  });

  it('does not depend on the order of the clusters', () => {
    fc.assert(
      fc.property(clusters, all => {
        expect(entityNamesOf([...all].reverse(), none)).toEqual(
          entityNamesOf(all, none),
        );
      }),
    );
  });

  it('never gives a name that another cluster has, even to an older one', () => {
    const held = new Map([['prod', arn('prod', '444455556666')]]);
    const older = { arn: arn('Prod'), createdAt: 0 };
    expect(entityNamesOf([older], held).get(older.arn)).toBe(
      'Prod-111122223333-eu-west-1',
    );
  });

  it('lets a cluster keep its name after the namesake is gone', () => {
    const younger = { arn: arn('prod'), createdAt: 2 };
    const held = new Map([['prod-111122223333-eu-west-1', younger.arn]]);
    expect(entityNamesOf([younger], held).get(younger.arn)).toBe(
      'prod-111122223333-eu-west-1',
    );
  });

  it('never moves a name from one cluster to another, whichever of them are seen', () => {
    fc.assert(
      fc.property(clusters, clusters, (first, second) => {
        const held = new Map(
          [...entityNamesOf(first, none)].map(([key, name]) => [name, key]),
        );
        for (const [key, name] of entityNamesOf(second, held)) {
          const holder = [...held].find(
            ([other]) => other.toLowerCase() === name.toLowerCase(),
          );
          expect(holder === undefined || holder[1] === key).toBe(true);
        }
      }),
    );
  });
});
