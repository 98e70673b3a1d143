import { describeOnEachDatabase } from '../database/__testUtils__';
import {
  ann,
  bob,
  openStores,
  someTerms,
  storesOn,
} from './__testUtils__/stores';

jest.setTimeout(120_000);

const otherCluster = 'arn:aws:eks:eu-west-1:111122223333:cluster/other';

describeOnEachDatabase('GrantStore', engine => {
  it('makes a grant active only when AWS was read back with it [rule 9]', async () => {
    const { approved, observe, recordOf, auditOf } = await openStores(engine);
    const { request, grant } = await approved();

    await observe(grant.id, 'unknown');
    await observe(grant.id, 'absent');
    const before = await recordOf(request.id);
    await observe(grant.id, 'present');
    const after = await recordOf(request.id);

    expect(before.grant).toMatchObject({ state: 'starting' });
    expect(after.grant).toMatchObject({ state: 'active' });
    expect(after.grant?.startedAt).toBeGreaterThanOrEqual(grant.approvedAt);
    expect(await auditOf(grant.id)).toEqual([
      `grant-starting by ${bob}`,
      'grant-active by system:requests',
    ]);
  });

  it('ends a grant only when AWS was read back without it [rule 9]', async () => {
    const { grants, approved, observe, recordOf, auditOf } = await openStores(
      engine,
    );
    const { request, grant } = await approved();
    await observe(grant.id, 'present');
    await grants.recordGiveBack(grant.id, ann);

    await observe(grant.id, 'unknown');
    await observe(grant.id, 'present');
    const before = await recordOf(request.id);
    await observe(grant.id, 'absent');
    const after = await recordOf(request.id);

    expect(before.grant).toMatchObject({
      state: 'ending',
      endedBecause: 'given-back',
      removedAtApiAt: undefined,
    });
    expect(after.grant).toMatchObject({
      state: 'ended',
      endedBecause: 'given-back',
    });
    expect(after.grant?.removedAtApiAt).toEqual(expect.any(Number));
    expect(await auditOf(grant.id)).toEqual([
      `grant-starting by ${bob}`,
      'grant-active by system:requests',
      `grant-ending by ${ann}`,
      'grant-ended by system:requests',
    ]);
  });

  it('keeps a live grant that was taken away outside, and shows the trouble [rule 12]', async () => {
    const { approved, observe, recordOf } = await openStores(engine);
    const { request, grant } = await approved();
    await observe(grant.id, 'present');

    await observe(grant.id, 'absent', {
      kind: 'needs-a-person',
      sentence: 'The entry was removed outside.',
    });

    expect((await recordOf(request.id)).grant).toMatchObject({
      state: 'active',
      trouble: {
        kind: 'needs-a-person',
        sentence: 'The entry was removed outside.',
      },
    });
  });

  it('keeps since when there is trouble, and clears it when it is over', async () => {
    const { approved, observe, recordOf } = await openStores(engine);
    const { request, grant } = await approved();
    const trouble = async () => (await recordOf(request.id)).grant?.trouble;

    await observe(grant.id, 'absent', { kind: 'retrying', sentence: 'One.' });
    const first = await trouble();
    await observe(grant.id, 'absent', { kind: 'retrying', sentence: 'Two.' });
    const second = await trouble();
    await observe(grant.id, 'absent');

    expect(second).toEqual({ ...first, sentence: 'Two.' });
    expect(await trouble()).toBeUndefined();
  });

  it('ends what is due by database time, and nothing else [rule 7]', async () => {
    const { grants, approved, recordOf, auditOf } = await openStores(engine);
    const due = await approved({ durationMs: 1 });
    const live = await approved({ level: 'admin' });
    await new Promise(resolve => setTimeout(resolve, 5));

    expect(await grants.expireDue()).toBe(1);
    expect(await grants.expireDue()).toBe(0);

    expect((await recordOf(due.request.id)).grant).toMatchObject({
      state: 'ending',
      endedBecause: 'expired',
    });
    expect((await recordOf(live.request.id)).grant).toMatchObject({
      state: 'starting',
    });
    expect((await auditOf(due.grant.id)).at(-1)).toBe(
      'grant-ending by system:requests',
    );
  });

  it('wakes the cluster with the end of a grant, in the same transaction', async () => {
    const { grants, approved, wakes } = await openStores(engine);
    const { grant } = await approved();
    const before = await wakes();

    await grants.recordGiveBack(grant.id, ann);

    expect(await wakes()).toBe(before + 1);
  });

  it('answers a second give-back as the first one, and keeps its reason', async () => {
    const { grants, approved, auditOf } = await openStores(engine);
    const { grant } = await approved();

    const answers = [
      await grants.recordGiveBack(grant.id, ann),
      await grants.recordGiveBack(grant.id, ann),
    ];

    expect(answers.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
    expect(await auditOf(grant.id)).toHaveLength(2);
  });

  it('refuses to give back what has ended for another reason', async () => {
    const { grants, approved } = await openStores(engine);
    const { grant } = await approved();
    await grants.end(grant.id, 'requester-left');

    expect(await grants.recordGiveBack(grant.id, ann)).toEqual({
      outcome: 'refused',
      code: 'GRANT_NOT_LIVE',
    });
  });

  it('ends the grant of a cluster that is gone at once', async () => {
    const { grants, approved, recordOf } = await openStores(engine);
    const { request, grant } = await approved();

    await grants.end(grant.id, 'orphan');

    expect((await recordOf(request.id)).grant).toMatchObject({
      state: 'ended',
      endedBecause: 'orphaned',
      removedAtApiAt: undefined,
    });
  });

  it('lets the same be asked for again as soon as the end is decided', async () => {
    const { grants, approved, create } = await openStores(engine);
    const { grant } = await approved();
    await grants.end(grant.id, 'requester-left');

    await expect(create()).resolves.toMatchObject({
      request: { state: 'waiting' },
    });
  });

  it('lists what has not ended on one cluster, oldest first', async () => {
    const { grants, approved, observe } = await openStores(engine);
    const over = await approved();
    await grants.recordGiveBack(over.grant.id, ann);
    await observe(over.grant.id, 'absent');
    const first = await approved();
    const second = await approved({ level: 'admin' });
    await approved({ terms: someTerms({ clusterArn: otherCluster }) });

    const open = await grants.openOn(first.request.clusterArn);

    expect(open.map(({ grant }) => grant.id)).toEqual([
      first.grant.id,
      second.grant.id,
    ]);
    expect(await grants.clustersWithOpenGrants()).toEqual([
      otherCluster,
      first.request.clusterArn,
    ]);
  });

  it('ignores facts about what is no grant', async () => {
    const { observe, wakes } = await openStores(engine);

    await observe('b3f6ad2c-58a6-4d3a-8d1c-0b3f3b0f4d55', 'present');

    expect(await wakes()).toBe(0);
  });

  it('moves a grant once when its end and what AWS shows arrive together', async () => {
    const { database, approved, observe, recordOf, auditOf } = await openStores(
      engine,
    );
    const replica = storesOn(await engine.openReplica(database));
    const rounds = engine.name === 'SQLite' ? 3 : 20;

    for (let round = 0; round < rounds; round++) {
      const { request, grant } = await approved({ level: `level-${round}` });
      await Promise.all([
        observe(grant.id, 'present'),
        replica.grants.recordGiveBack(grant.id, ann),
      ]);

      expect((await recordOf(request.id)).grant?.state).toBe('ending');
      expect((await auditOf(grant.id)).at(-1)).toBe(`grant-ending by ${ann}`);
    }
  });
});
