import { AwsFault } from '../aws';
import { describeOnEachDatabase } from '../database/__testUtils__';
import {
  aMapping,
  aStandingLevel,
  devArn,
  editPolicy,
  editorRole,
  EngineBench,
  FakeCatalog,
  paymentsRole,
  shopArn,
  terms,
  viewPolicy,
  type Engine,
} from './__testUtils__';

jest.setTimeout(120_000);

const payments = aMapping('payments', devArn, [
  aStandingLevel(paymentsRole, terms(viewPolicy, 'payments')),
]);

describeOnEachDatabase('Reconciler under faults', engine => {
  let bench: EngineBench;

  beforeEach(async () => {
    bench = await EngineBench.create(engine, new FakeCatalog(payments));
    await bench.manage();
  });
  afterEach(() => bench.stop());

  it('one principal that is refused keeps no other waiting, and is tried again for ever [C29, C30]', async () => {
    const poisoned = bench.start({
      eks: real => ({
        createEntry: async (name, entry) => {
          if (entry.principalArn === editorRole) {
            throw new AwsFault('denied', 'CreateAccessEntry', 'AWS says no.');
          }
          return await real.createEntry(name, entry);
        },
      }),
    });
    const bad = await bench.grant(editorRole, terms(editPolicy, 'payments'));
    const good = await bench.grant(
      'arn:aws:iam::111122223333:role/teams/shop-editor',
      terms(editPolicy, 'shop'),
    );
    await bench.look(poisoned);

    expect(bench.grants.get(good).state).toBe('active');
    expect(bench.grants.get(bad).trouble).toEqual({
      kind: 'needs-a-person',
      sentence: 'AWS says no.',
    });
    for (let look = 0; look < 12; look++) {
      await bench.age(360_000);
      await bench.look(poisoned);
    }
    const attempt = await bench.database
      .knex('eks_access_attempts')
      .where('principal_arn', editorRole)
      .first('failures');
    // Once a look; on a slow machine the first wait, of two seconds, may be over within one.
    expect(attempt.failures).toBeGreaterThanOrEqual(13);

    await bench.age(360_000);
    await bench.look();
    expect(bench.grants.get(bad).state).toBe('active');
  });

  it('writes nothing more once the lease is lost in the middle of a cycle [C15]', async () => {
    const id = await bench.grant(editorRole, terms(editPolicy, 'payments'));
    const stolen = bench.start({
      observer: {
        onPoint: async point => {
          if (point !== 'after-call') return;
          await bench.database
            .knex('eks_access_clusters')
            .where('cluster_arn', devArn)
            .update({ lease_until: 0 });
          const thief = await bench.main.due.claim();
          expect(thief?.clusterArn).toBe(devArn);
        },
      },
    });
    const auditBefore = (await bench.auditActions()).length;
    bench.aws.simulator.resetCalls();
    await bench.look(stolen);

    // The call had left; what the late holder knows of it is no longer written down.
    expect(bench.writes()).toEqual(['CreateAccessEntry']);
    expect((await bench.auditActions()).slice(auditBefore)).toEqual([
      'operation-begun',
    ]);
    expect(bench.grants.get(id).state).toBe('starting');
    expect(await bench.openOperations()).toHaveLength(1);

    // The thief dies; whoever comes next finds the entry by its tags.
    await bench.age(31_000);
    await bench.look();
    expect(bench.grants.get(id).state).toBe('active');
    expect(await bench.openOperations()).toEqual([]);
  });

  it('makes one entry when two replicas race [C15]', async () => {
    const there = await bench.startReplica();
    for (let round = 0; round < 3; round++) {
      const id = await bench.grant(editorRole, terms(editPolicy, 'payments'));
      bench.aws.simulator.resetCalls();
      await bench.database.transaction(trx =>
        bench.main.due.makeDue(trx, devArn),
      );
      await Promise.all([
        bench.main.reconciler.tick(),
        there.reconciler.tick(),
        bench.main.reconciler.tick(),
        there.reconciler.tick(),
      ]);
      expect(bench.writes()).toEqual([
        'CreateAccessEntry',
        'AssociateAccessPolicy',
      ]);
      expect(bench.grants.get(id).state).toBe('active');
      bench.grants.end(id, 'given-back', await bench.database.now());
      await bench.look(round % 2 ? bench.main : there);
      expect(bench.grants.get(id).state).toBe('ended');
    }
  });

  it('waits until AWS shows a change, and takes no stale read for the truth [C9]', async () => {
    bench.aws.simulator.changeSettings({ visibilityDelayMs: 1_900 });
    const untilState = async (id: string, state: string) => {
      const states: string[] = [];
      for (let look = 0; look < 100 && !states.includes(state); look++) {
        await new Promise(resolve => setTimeout(resolve, 200));
        await bench.look();
        states.push(bench.grants.get(id).state);
      }
      return [...new Set(states)];
    };
    const id = await bench.grant(editorRole, terms(editPolicy, 'payments'));
    expect(await untilState(id, 'active')).toEqual(['starting', 'active']);

    // What is just given is not shown yet either: the end does not rest on it.
    bench.aws.simulator.resetCalls();
    bench.grants.end(id, 'given-back', await bench.database.now());
    expect(await untilState(id, 'ended')).toEqual(['ending', 'ended']);
    expect(bench.writes()).toEqual(['DeleteAccessEntry']);
    expect(await bench.entry(editorRole)).toBeUndefined();

    // And an entry that AWS still shows after its delete is not taken for a foreign one.
    const again = await bench.grant(editorRole, terms(editPolicy, 'payments'));
    expect(await untilState(again, 'active')).toEqual(['starting', 'active']);
  });

  it('calls nothing in AWS that the audit trail did not take first [C33]', async () => {
    const id = await bench.grant(editorRole, terms(editPolicy, 'payments'));
    const mute = bench.start({
      audit: {
        append: async () => {
          throw new Error('the disk is full');
        },
      },
    });
    bench.aws.simulator.resetCalls();
    await bench.look(mute);

    expect(bench.writes()).toEqual([]);
    expect(await bench.openOperations()).toEqual([]);
    expect(bench.grants.get(id).state).toBe('starting');
    expect(await bench.main.views.overviewOf(devArn)).toMatchObject({
      health: { state: 'unreachable' },
    });

    await bench.look();
    expect(bench.grants.get(id).state).toBe('active');
  });

  it('a hanging account leaves room for the others [C19]', async () => {
    let release = () => {};
    const hangs = new Promise<void>(resolve => {
      release = resolve;
    });
    const process = bench.start({
      eks: real => ({
        describeCluster: async name => {
          if (name.startsWith('payments')) await hangs;
          return await real.describeCluster(name);
        },
      }),
    });
    await bench.database.transaction(async trx => {
      for (const arn of [devArn, devArn.replace('dev', 'prod'), shopArn]) {
        await process.due.makeDue(trx, arn);
      }
    });
    await process.reconciler.startDue();
    await bench.untilTrue(async () => {
      const row = await bench.database
        .knex('eks_access_clusters')
        .where('cluster_arn', shopArn)
        .first();
      return row.swept_at !== null && row.lease_until === null;
    });

    release();
    await process.reconciler.tick();
  });

  it('concludes nothing from a cluster that does not answer, and ends what is due once it does [C18]', async () => {
    const id = await bench.grant(editorRole, terms(editPolicy, 'payments'));
    await bench.look();
    bench.grants.end(id, 'expired', await bench.database.now());
    const away = bench.start({
      eks: () => ({
        describeCluster: async () => {
          throw new AwsFault('unreachable', 'DescribeCluster', 'No answer.');
        },
      }),
    });
    bench.aws.simulator.resetCalls();
    await bench.look(away);

    expect(bench.grants.get(id)).toMatchObject({
      state: 'ending',
      trouble: { kind: 'retrying' },
    });
    expect(bench.writes()).toEqual([]);
    expect(await bench.main.views.overviewOf(devArn)).toMatchObject({
      health: { state: 'unreachable' },
    });
    expect(await bench.main.views.standingOf(devArn)).toMatchObject([
      { standing: { state: 'unknown' } },
    ]);

    await bench.look();
    expect(bench.grants.get(id).state).toBe('ended');
  });

  it('gives the clusters back when it stops, within its ten seconds [C32]', async () => {
    await bench.grant(editorRole, terms(editPolicy, 'payments'));
    let stopped: Promise<void> | undefined;
    const process: Engine = bench.start({
      observer: {
        onPoint: point => {
          if (point === 'after-call') stopped = process.reconciler.stop();
        },
      },
    });
    await bench.look(process);
    await stopped;

    expect(
      await bench.database
        .knex('eks_access_clusters')
        .whereNotNull('lease_until'),
    ).toEqual([]);
    // The step that was under way is finished and written down, and no further one was begun.
    expect(await bench.openOperations()).toEqual([]);
    expect(await bench.entry(editorRole)).toMatchObject({ policies: [] });
    // Due at once for whoever is left.
    expect(await bench.main.due.claim()).toMatchObject({ clusterArn: devArn });
  });
});
