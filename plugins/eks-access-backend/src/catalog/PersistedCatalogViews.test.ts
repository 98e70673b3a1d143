import { mockServices } from '@backstage/backend-test-utils';
import type { EksAccessDatabase } from '../database';
import { describeOnEachDatabase } from '../database/__testUtils__';
import {
  FakeCatalog,
  clusterEntity,
  groupEntity,
  mappingEntity,
  userEntity,
} from './__testUtils__/FakeCatalog';
import { aSpec, aTrustItem } from './__testUtils__/builders';
import {
  PersistedCatalogViews,
  type CatalogViewsOptions,
} from './PersistedCatalogViews';

const ref = 'eksaccessmapping:default/payments';

function someEntities() {
  return [
    groupEntity('platform', { members: ['pia'] }),
    groupEntity('payments', { members: ['anna'] }),
    userEntity('pia', ['platform']),
    userEntity('anna', ['payments']),
    clusterEntity('payments-dev'),
    mappingEntity('payments', aSpec()),
  ];
}

function optionsFor(
  catalog: FakeCatalog,
  database: EksAccessDatabase,
): CatalogViewsOptions {
  return {
    catalog: catalog.service,
    auth: mockServices.auth(),
    database,
    config: { trust: [aTrustItem()], protectedPrincipals: [] },
    knownPolicies: async () => ({ kind: 'unknown', because: 'not asked' }),
    warnings: [],
    logger: mockServices.logger.mock(),
  };
}

const start = (
  catalog: FakeCatalog,
  database: EksAccessDatabase,
  more: Partial<CatalogViewsOptions> = {},
) =>
  PersistedCatalogViews.create({ ...optionsFor(catalog, database), ...more });

describeOnEachDatabase('PersistedCatalogViews', engine => {
  const countingRefs = (views: PersistedCatalogViews) =>
    views.current().mappings.map(mapping => mapping.ref);

  it('knows nothing before the first read, and says so', async () => {
    const views = await start(
      new FakeCatalog(someEntities()),
      await engine.open(),
    );
    expect(views.current()).toMatchObject({
      state: 'never-read',
      sentence: 'The catalog has not been read yet.',
      mappings: [],
    });
    expect(views.accepted()).toBeUndefined();
    expect(views.current().title('group:default/payments')).toBe('payments');
  });

  it('gives what was read, as of the database’s time before the read', async () => {
    const database = await engine.open();
    const before = await database.now();
    const views = await start(new FakeCatalog(someEntities()), database);
    await views.refresh();
    expect(views.current()).toMatchObject({
      state: 'good',
      sentence:
        'The catalog was read whole: 1 mapping, 1 cluster, 2 groups, 2 users.',
    });
    expect(countingRefs(views)).toEqual([ref]);
    expect(views.current().asOf).toBeGreaterThanOrEqual(before);
    expect(views.accepted()?.users).toHaveLength(2);
  });

  it('follows a change of the catalog, a deleted last mapping too', async () => {
    const catalog = new FakeCatalog(someEntities());
    const views = await start(catalog, await engine.open());
    await views.refresh();
    catalog.entities = catalog.entities.filter(
      ({ kind }) => kind !== 'EksAccessMapping',
    );
    await views.refresh();
    expect(views.current()).toMatchObject({ state: 'good', mappings: [] });
    expect(views.current().checks.size).toBe(0);
  });

  it.each([
    ['an empty answer', (catalog: FakeCatalog) => (catalog.entities = [])],
    [
      'an answer without people',
      (catalog: FakeCatalog) =>
        (catalog.entities = catalog.entities.filter(
          ({ kind }) => kind !== 'User',
        )),
    ],
    [
      'a failure half-way',
      (catalog: FakeCatalog) => {
        catalog.failAt = () =>
          catalog.answers % 4 === 3 ? new Error('secret-host:7007') : undefined;
      },
    ],
  ])(
    'removes nothing at %s, and takes it up again after [rule 8]',
    async (_, harm) => {
      const catalog = new FakeCatalog(someEntities());
      const views = await start(catalog, await engine.open());
      await views.refresh();
      const good = views.current();

      harm(catalog);
      await views.refresh();
      expect(views.current()).toMatchObject({
        state: 'stale',
        asOf: good.asOf,
        sentence: expect.stringContaining(
          'What was read before stays as it was, and nothing new is granted',
        ),
      });
      expect(views.current().sentence).not.toContain('secret-host');
      expect(views.current().mappings).toEqual(good.mappings);
      expect(views.current().checks).toEqual(good.checks);
      expect(views.accepted()?.users).toHaveLength(2);

      catalog.entities = someEntities();
      catalog.failAt = () => undefined;
      await views.refresh();
      expect(views.current().state).toBe('good');
    },
  );

  it('removes nothing at an empty answer right after a restart [rule 8]', async () => {
    const database = await engine.open();
    const catalog = new FakeCatalog(someEntities());
    await (await start(catalog, database)).refresh();

    catalog.entities = [];
    const restarted = await start(catalog, await engine.openReplica(database));
    expect(restarted.current()).toMatchObject({
      state: 'stale',
      sentence: expect.stringContaining('has not been read since the start'),
    });
    expect(countingRefs(restarted)).toEqual([ref]);
    await restarted.refresh();
    expect(restarted.current().state).toBe('stale');
    expect(countingRefs(restarted)).toEqual([ref]);
  });

  it('never believes an empty answer, not even as the first one', async () => {
    const views = await start(new FakeCatalog([]), await engine.open());
    await views.refresh();
    expect(views.current().state).toBe('never-read');
    expect(views.accepted()).toBeUndefined();
  });

  it('keeps the last good declaration of a mapping through a restart', async () => {
    const database = await engine.open();
    const catalog = new FakeCatalog(someEntities());
    await (await start(catalog, database)).refresh();

    catalog.entities = [
      ...someEntities().slice(0, -1),
      mappingEntity('payments', aSpec({ iamRole: 'nonsense' })),
    ];
    const restarted = await start(catalog, await engine.openReplica(database));
    await restarted.refresh();
    expect(restarted.current().mappings).toMatchObject([
      { ref, state: 'last-good', levels: [{ name: 'edit' }, { name: 'view' }] },
    ]);
    // And again, from what the refresh has kept.
    const again = await start(catalog, await engine.openReplica(database));
    await again.refresh();
    expect(again.current().mappings).toMatchObject([{ state: 'last-good' }]);
  });

  it('goes by the ceiling of today also for what was read before the restart', async () => {
    const database = await engine.open();
    const catalog = new FakeCatalog(someEntities());
    await (await start(catalog, database)).refresh();
    const restarted = await start(catalog, await engine.openReplica(database), {
      config: { trust: [], protectedPrincipals: [] },
    });
    expect(restarted.current().mappings).toEqual([]);
    expect(restarted.current().checks.get(ref)?.state).toBe('inert');
  });

  it('never goes back to an earlier read when a later one of another replica is kept', async () => {
    const database = await engine.open();
    const slow = new FakeCatalog(someEntities());
    const quick = new FakeCatalog([
      ...someEntities(),
      mappingEntity(
        'later',
        aSpec({
          ownsNamespaces: [],
          iamRole: 'arn:aws:iam::111122223333:role/teams/later',
          levels: { view: aSpec().levels.view },
        }),
      ),
    ]);
    const here = await start(slow, database);
    const there = await start(quick, await engine.openReplica(database));

    let wasRead = () => {};
    let goOn = () => {};
    const reading = new Promise<void>(resolve => (wasRead = resolve));
    const held = new Promise<void>(resolve => (goOn = resolve));
    slow.before = () => {
      wasRead();
      return held;
    };
    const refreshing = here.refresh();
    await reading;
    // The database's clock counts milliseconds; the other read must begin in a later one.
    const began = await database.now();
    while ((await database.now()) === began);
    await there.refresh();
    goOn();
    await refreshing;

    const both = ['eksaccessmapping:default/later', ref];
    expect(countingRefs(there)).toEqual(both);
    expect(countingRefs(here)).toEqual(both);
    const next = await start(slow, await engine.openReplica(database));
    expect(countingRefs(next)).toEqual(both);
  });

  it('reads once for two refreshes at once', async () => {
    const catalog = new FakeCatalog(someEntities());
    const views = await start(catalog, await engine.open());
    await Promise.all([views.refresh(), views.refresh()]);
    expect(catalog.answers).toBe(4);
    await views.refresh();
    expect(catalog.answers).toBe(8);
  });

  it('goes on without what it kept when another version has written it', async () => {
    const database = await engine.open();
    const catalog = new FakeCatalog(someEntities());
    await (await start(catalog, database)).refresh();
    await database
      .knex('eks_access_catalog')
      .update({ digest: 'other', content: '{"version":9}' });
    const views = await start(catalog, await engine.openReplica(database));
    expect(views.current().state).toBe('never-read');
    await views.refresh();
    expect(views.current().state).toBe('good');
  });

  it('believes anything with people in it once its table was emptied, as docs/catalog.md says', async () => {
    const database = await engine.open();
    const catalog = new FakeCatalog(someEntities());
    const views = await start(catalog, database);
    await views.refresh();
    catalog.entities = [groupEntity('platform')];
    await views.refresh();
    expect(views.current().state).toBe('stale');
    await database.knex.raw('DELETE FROM eks_access_catalog');
    await views.refresh();
    expect(views.current()).toMatchObject({ state: 'good', mappings: [] });
  });

  it('is stale, and does not throw, when the database fails', async () => {
    const database = await engine.open();
    const catalog = new FakeCatalog(someEntities());
    const views = await start(catalog, database);
    await views.refresh();
    await database.knex.schema.dropTable('eks_access_catalog');
    await views.refresh();
    expect(views.current().state).toBe('stale');
    expect(countingRefs(views)).toEqual([ref]);
  });

  it('calls no policy unknown when asking for the list fails', async () => {
    const views = await start(
      new FakeCatalog(someEntities()),
      await engine.open(),
      {
        knownPolicies: async () => {
          throw new Error('denied');
        },
      },
    );
    await views.refresh();
    expect(countingRefs(views)).toEqual([ref]);
  });

  it('logs its warnings at the start and puts them behind the sentence of every state', async () => {
    const warning = 'Warning: anybody may join any group.';
    const logger = mockServices.logger.mock();
    const views = await start(
      new FakeCatalog(someEntities()),
      await engine.open(),
      { warnings: [warning], logger },
    );
    expect(logger.warn).toHaveBeenCalledWith(warning);
    expect(views.current().sentence.endsWith(warning)).toBe(true);
    await views.refresh();
    expect(views.current()).toMatchObject({
      state: 'good',
      sentence: expect.stringContaining(` ${warning}`),
    });
  });

  it('does not start with a location that is no pattern', async () => {
    await expect(
      start(new FakeCatalog([]), await engine.open(), {
        config: {
          trust: [aTrustItem({ locations: ['https://acme.org/a?b'] })],
          protectedPrincipals: [],
        },
      }),
    ).rejects.toThrow('is no location pattern');
  });
});
