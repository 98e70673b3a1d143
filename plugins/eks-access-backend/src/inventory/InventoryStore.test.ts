import { describeOnEachDatabase } from '../database/__testUtils__';
import { InventoryStore } from './InventoryStore';
import type { ClusterSnapshot, DiscoveredPlace } from './types';

jest.setTimeout(60_000);

const arnOf = (name: string, accountId = '111122223333') =>
  `arn:aws:eks:eu-west-1:${accountId}:cluster/${name}`;

const aSnapshot = (over: Partial<ClusterSnapshot> = {}): ClusterSnapshot => ({
  arn: arnOf('dev'),
  name: 'dev',
  accountId: '111122223333',
  region: 'eu-west-1',
  asOf: 1_800_000_000_000,
  presence: 'present',
  facts: {
    kind: 'known',
    asOf: 1_800_000_000_000,
    value: {
      arn: arnOf('dev'),
      name: 'dev',
      createdAt: 1_700_000_000_000,
      status: 'ACTIVE',
      kubernetesVersion: '1.33',
      authenticationMode: 'API',
    },
  },
  entries: { kind: 'known', asOf: 1_800_000_000_001, value: [] },
  roles: {},
  ...over,
});

const aPlace = (over: Partial<DiscoveredPlace> = {}): DiscoveredPlace => ({
  accountId: '111122223333',
  region: 'eu-west-1',
  askedAt: 1_800_000_000_000,
  clusters: {
    kind: 'known',
    asOf: 1_800_000_000_000,
    value: [arnOf('Dev_1'), arnOf('prod')],
  },
  ...over,
});

const unknown = { kind: 'unknown', because: 'AWS refuses.' } as const;

describeOnEachDatabase('InventoryStore', engine => {
  const open = async () => new InventoryStore(await engine.open());

  it('gives a snapshot back as it was saved', async () => {
    const store = await open();
    expect(await store.getCluster(arnOf('dev'))).toBeUndefined();

    await store.saveCluster(aSnapshot());

    expect(await store.getCluster(arnOf('dev'))).toEqual({
      arn: arnOf('dev'),
      name: 'dev',
      accountId: '111122223333',
      region: 'eu-west-1',
      listed: true,
      snapshot: aSnapshot(),
      lastGood: aSnapshot(),
    });
  });

  it('keeps the last whole read beside one that is not, and says which is which', async () => {
    const store = await open();
    await store.saveCluster(aSnapshot());
    const partial = aSnapshot({
      asOf: 1_800_000_060_000,
      presence: 'unknown',
      facts: unknown,
      entries: unknown,
    });

    await store.saveCluster(partial);

    expect(await store.getCluster(arnOf('dev'))).toMatchObject({
      listed: true,
      snapshot: partial,
      lastGood: aSnapshot(),
    });
  });

  it('lists a cluster no longer once AWS says that it is gone', async () => {
    const store = await open();
    await store.saveCluster(aSnapshot());
    await store.saveCluster(
      aSnapshot({ presence: 'gone', facts: unknown, entries: unknown }),
    );
    expect((await store.getCluster(arnOf('dev')))?.listed).toBe(false);

    await store.saveCluster(aSnapshot());
    expect((await store.getCluster(arnOf('dev')))?.listed).toBe(true);
  });

  it('saves nothing of a transaction that rolls back', async () => {
    const database = await engine.open();
    const store = new InventoryStore(database);
    await expect(
      database.transaction(async trx => {
        await store.saveCluster(aSnapshot(), trx);
        expect(await store.getCluster(arnOf('dev'), trx)).toBeDefined();
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await store.listClusters()).toEqual([]);
  });

  it('takes a snapshot of another form for not read', async () => {
    const database = await engine.open();
    const store = new InventoryStore(database);
    await store.saveCluster(aSnapshot());
    await database
      .knex('eks_access_inventory_clusters')
      .update({ snapshot: '{"form":0}' });

    expect((await store.getCluster(arnOf('dev')))?.snapshot).toBeUndefined();
  });

  it('keeps discovered clusters by their exact names, and what was read of them', async () => {
    const store = await open();
    await store.saveCluster(
      aSnapshot({ arn: arnOf('prod'), name: 'prod', asOf: 5 }),
    );

    await store.saveDiscovery([aPlace()]);

    expect(await store.listClusters()).toMatchObject([
      { arn: arnOf('Dev_1'), name: 'Dev_1', listed: true, snapshot: undefined },
      { arn: arnOf('prod'), listed: true, snapshot: { asOf: 5 } },
    ]);
    expect(await store.listPlaces()).toEqual([
      {
        accountId: '111122223333',
        region: 'eu-west-1',
        askedAt: 1_800_000_000_000,
        listedAt: 1_800_000_000_000,
        trouble: undefined,
      },
    ]);
  });

  it('keeps the clusters of an account that does not answer [C18]', async () => {
    const store = await open();
    await store.saveDiscovery([aPlace()]);

    await store.saveDiscovery([
      aPlace({ askedAt: 1_800_000_060_000, clusters: unknown }),
    ]);

    expect((await store.listClusters()).map(one => one.listed)).toEqual([
      true,
      true,
    ]);
    expect(await store.listPlaces()).toMatchObject([
      {
        askedAt: 1_800_000_060_000,
        listedAt: 1_800_000_000_000,
        trouble: 'AWS refuses.',
      },
    ]);
  });

  it('marks only what a whole list of its own account and Region leaves out', async () => {
    const store = await open();
    const other = '444455556666';
    const place = (value: string[], accountId?: string) =>
      aPlace({
        ...(accountId ? { accountId } : {}),
        clusters: { kind: 'known', asOf: 1, value },
      });
    await store.saveDiscovery([aPlace(), place([arnOf('prod', other)], other)]);

    await store.saveDiscovery([place([arnOf('prod')])]);

    expect(
      (await store.listClusters()).map(one => [one.arn, one.listed]),
    ).toEqual([
      [arnOf('Dev_1'), false],
      [arnOf('prod'), true],
      [arnOf('prod', other), true],
    ]);
  });
});
