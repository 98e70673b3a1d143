import {
  describeOnEachDatabase,
  type DatabaseEngine,
} from '../database/__testUtils__';
import { DueClusters } from './DueClusters';
import type { ClusterLease } from './types';

jest.setTimeout(60_000);

const one = 'arn:aws:eks:eu-west-1:111122223333:cluster/one';
const two = 'arn:aws:eks:eu-west-1:444455556666:cluster/two';

async function twoReplicas(engine: DatabaseEngine, leaseMs = 30_000) {
  const database = await engine.open();
  const other = await engine.openReplica(database);
  return {
    database,
    here: new DueClusters({ database, leaseMs, owner: 'here' }),
    there: new DueClusters({ database: other, leaseMs, owner: 'there' }),
  };
}

async function claimed(due: DueClusters): Promise<ClusterLease> {
  const lease = await due.claim();
  if (!lease) throw new Error('nothing was due');
  return lease;
}

describeOnEachDatabase('DueClusters', engine => {
  it('gives a cluster to one holder at a time', async () => {
    const { here, there } = await twoReplicas(engine);
    await here.register([one, two]);

    const leases = await Promise.all([
      here.claim(),
      there.claim(),
      here.claim(),
      there.claim(),
    ]);

    const held = leases.flatMap(lease => (lease ? [lease.clusterArn] : []));
    expect(held.sort()).toEqual([one, two]);
  });

  it('never gives one cluster to both of two replicas that race for it [C15]', async () => {
    // Two connections of one process on one file wait for each other by blocking it, so few rounds there.
    const { here, there } = await twoReplicas(engine);
    await here.register([one]);

    const rounds = engine.name === 'SQLite' ? 5 : 50;
    for (let round = 1; round <= rounds; round++) {
      const leases = await Promise.all([here.claim(), there.claim()]);
      const [lease, ...others] = leases.flatMap(found => found ?? []);
      expect(others).toEqual([]);
      expect(lease.fence).toBe(round);
      const holder = lease.owner === 'here' ? here : there;
      expect(await holder.release(lease, 0)).toBe('done');
    }
  });

  it('registers a cluster once and leaves its due time alone', async () => {
    const { database, here } = await twoReplicas(engine);
    await here.register([one]);
    const lease = await claimed(here);
    const now = await database.now();
    await here.release(lease, now + 3_600_000);

    await here.register([one]);

    expect(await here.claim()).toBeUndefined();
  });

  it('changes nothing for a holder whose lease was taken over, and says so', async () => {
    const { database, here, there } = await twoReplicas(engine);
    await here.register([one]);
    const late = await claimed(here);
    await database
      .knex('eks_access_clusters')
      .where('cluster_arn', one)
      .update({ lease_until: 0 });
    const fresh = await claimed(there);

    const work = jest.fn();
    expect(await here.withLease(late, work)).toEqual({ outcome: 'lease-lost' });
    expect(work).not.toHaveBeenCalled();
    expect(await here.renew(late)).toBe('lease-lost');
    expect(await here.release(late, 0)).toBe('lease-lost');

    expect(fresh.fence).toBe(late.fence + 1);
    expect(await there.renew(fresh)).toBe('done');
  });

  it('takes a lease that ran out for lost even before somebody else claims', async () => {
    const { database, here } = await twoReplicas(engine);
    await here.register([one]);
    const lease = await claimed(here);
    await database
      .knex('eks_access_clusters')
      .where('cluster_arn', one)
      .update({ lease_until: 0 });

    expect(await here.renew(lease)).toBe('lease-lost');
  });

  it('keeps a cluster due whose holder died, wake or not', async () => {
    const { database, here, there } = await twoReplicas(engine);
    await here.register([one]);
    const first = await claimed(here);
    await here.release(first, (await database.now()) + 3_600_000);
    await database.transaction(trx => here.makeDue(trx, one));
    await claimed(here);
    expect(await there.claim()).toBeUndefined();

    await database
      .knex('eks_access_clusters')
      .where('cluster_arn', one)
      .update({ lease_until: 0 });

    expect((await claimed(there)).clusterArn).toBe(one);
  });

  it('does not lose a wake that comes while a cycle runs', async () => {
    const { database, here, there } = await twoReplicas(engine);
    await here.register([one]);
    const lease = await claimed(here);
    await database.transaction(trx => there.makeDue(trx, one));
    expect(await there.claim()).toBeUndefined();

    await here.release(lease, (await database.now()) + 3_600_000);

    expect((await claimed(there)).clusterArn).toBe(one);
  });

  it('makes due only what commits', async () => {
    const { database, here } = await twoReplicas(engine);
    await here.register([one]);
    const lease = await claimed(here);
    await here.release(lease, (await database.now()) + 3_600_000);

    await expect(
      database.transaction(async trx => {
        await here.makeDue(trx, one);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');

    expect(await here.claim()).toBeUndefined();
  });

  it('passes over the accounts that it is told to', async () => {
    const { here } = await twoReplicas(engine);
    await here.register([one, two]);

    expect((await here.claim(['111122223333']))?.clusterArn).toBe(two);
    expect(await here.claim(['111122223333'])).toBeUndefined();
  });
});
