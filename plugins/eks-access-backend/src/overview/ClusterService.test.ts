import type { ClusterOverview, ModeChangeInput } from '../reconcile';
import {
  ann,
  bob,
  clusterArn,
  codeOf,
  openServices,
  outsider,
  valueOf,
} from '../requests/__testUtils__';
import { ClusterService } from './ClusterService';

const sam = 'user:default/sam';
const place = {
  accountId: '111122223333',
  region: 'eu-west-1',
  name: 'payments-dev',
};
const overview: ClusterOverview = {
  cluster: { arn: clusterArn, ...place },
  ownerRef: 'group:default/sre',
  mode: 'observe',
  health: { state: 'observed-only', sentence: 'Nothing is changed.' },
  authenticationMode: 'API',
};
const unmapped: ClusterOverview = {
  ...overview,
  cluster: { ...overview.cluster, arn: `${clusterArn}-2`, name: 'other' },
};

async function open() {
  const { state, world, reader, database } = await openServices();
  state.people.set(sam, ['group:default/sre']);
  const changes: ModeChangeInput[] = [];
  const clusters = new ClusterService({
    world,
    reader,
    now: () => database.now(),
    modes: {
      setMode: async input => {
        changes.push(input);
        return input.planHash === 'stale'
          ? { outcome: 'refused', code: 'PLAN_CHANGED' }
          : { outcome: 'changed', at: 0 };
      },
    },
    views: {
      list: async () => [overview, unmapped],
      entriesOf: async () => [],
      planView: async () => undefined,
      modeChangesOf: async () => [],
    },
  });
  const namesFor = async (personRef: string) =>
    valueOf(await clusters.list(personRef)).clusters.map(
      one => `${one.overview.cluster.name} ${one.youOwnIt ? 'own' : 'seen'}`,
    );
  return { state, clusters, changes, namesFor };
}

const toManage = { to: 'manage' as const, reason: 'ready', planHash: 'shown' };

describe('ClusterService', () => {
  it('lists to each person the clusters that concern that one', async () => {
    const { namesFor } = await open();

    expect(await namesFor(sam)).toEqual(['payments-dev own', 'other own']);
    expect(await namesFor(ann)).toEqual(['payments-dev seen']);
    expect(await namesFor(bob)).toEqual(['payments-dev seen']);
    expect(await namesFor(outsider)).toEqual([]);
  });

  it('shows entries and plan to those who own the cluster only', async () => {
    const { clusters } = await open();

    expect(codeOf(await clusters.get(sam, place))).toBe('done');
    expect(codeOf(await clusters.get(ann, place))).toBe('NOT_CLUSTER_OWNER');
    expect(codeOf(await clusters.get(outsider, place))).toBe('NOT_FOUND');
    expect(codeOf(await clusters.get(sam, { ...place, name: 'none' }))).toBe(
      'NOT_FOUND',
    );
  });

  it('lets an owner switch the mode, named by the person’s ref', async () => {
    const { clusters, changes } = await open();

    expect(codeOf(await clusters.setMode(sam, place, toManage))).toBe('done');
    expect(changes).toEqual([{ ...toManage, clusterArn, by: sam }]);
  });

  it('lets nobody else switch the mode', async () => {
    const { clusters, changes } = await open();

    expect(codeOf(await clusters.setMode(ann, place, toManage))).toBe(
      'NOT_CLUSTER_OWNER',
    );
    expect(codeOf(await clusters.setMode(outsider, place, toManage))).toBe(
      'NOT_FOUND',
    );
    expect(changes).toEqual([]);
  });

  it('hands on why the engine refuses', async () => {
    const { clusters } = await open();

    expect(
      codeOf(
        await clusters.setMode(sam, place, { ...toManage, planHash: 'stale' }),
      ),
    ).toBe('PLAN_CHANGED');
  });

  it('shows nothing while the catalog does not say who is who [rule 8]', async () => {
    const { clusters, state } = await open();
    state.catalogAnswers = false;

    expect(codeOf(await clusters.list(sam))).toBe('CATALOG_UNAVAILABLE');
    expect(codeOf(await clusters.setMode(sam, place, toManage))).toBe(
      'CATALOG_UNAVAILABLE',
    );
  });
});
