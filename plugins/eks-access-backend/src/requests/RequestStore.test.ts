import { describeOnEachDatabase } from '../database/__testUtils__';
import {
  ann,
  aNewRequest,
  bob,
  eve,
  openStores,
  someTerms,
  storesOn,
  withGrant,
} from './__testUtils__/stores';
import { MAX_OPEN_REQUESTS, MAX_REQUESTS_PER_HOUR } from './RequestStore';

jest.setTimeout(120_000);

const changed = someTerms({ roleId: 'AROAMADEAGAIN' });
const unknownTrust = { state: 'unknown', because: 'not asked' } as const;

describeOnEachDatabase('RequestStore', engine => {
  it('keeps what was asked, waiting, with its audit row [rule 10]', async () => {
    const { create, auditOf } = await openStores(engine);

    const { request, decisions, grant } = await create();

    expect(request).toMatchObject({
      state: 'waiting',
      version: 1,
      round: 1,
      requesterRef: ann,
      terms: someTerms(),
      answerBy: request.createdAt + 7 * 24 * 60 * 60 * 1000,
    });
    expect(request.termsHash).toMatch(/^[0-9a-f]{64}$/);
    expect([decisions, grant]).toEqual([[], undefined]);
    expect(await auditOf(request.id)).toEqual([`request-created by ${ann}`]);
  });

  it('takes one of a kind at a time', async () => {
    const { requests, create } = await openStores(engine);
    await create();

    expect(await requests.create(aNewRequest())).toEqual({
      outcome: 'refused',
      code: 'REQUEST_ALREADY_OPEN',
    });
  });

  it('takes the same of another person, level or cluster', async () => {
    const { requests } = await openStores(engine);
    const others = [
      aNewRequest(),
      aNewRequest({ requesterRef: eve }),
      aNewRequest({ level: 'admin' }),
      aNewRequest({ terms: someTerms({ clusterArn: 'arn:other' }) }),
    ];

    for (const other of others) {
      expect(await requests.create(other)).toMatchObject({ outcome: 'done' });
    }
  });

  it('takes one of a kind when two replicas are asked at once [RELIABILITY B10]', async () => {
    const { database, requests } = await openStores(engine);
    const replica = storesOn(await engine.openReplica(database));

    const answers = await Promise.all([
      requests.create(aNewRequest()),
      replica.requests.create(aNewRequest()),
    ]);

    expect(answers.map(({ outcome }) => outcome).sort()).toEqual([
      'done',
      'refused',
    ]);
  });

  it('takes the same again once the one before is over', async () => {
    const { requests, create, decide } = await openStores(engine);
    await decide(await create(), 'deny');

    expect(await requests.create(aNewRequest())).toMatchObject({
      outcome: 'done',
    });
  });

  it('refuses more open requests of one person than the quota [RELIABILITY B78]', async () => {
    const { requests, create } = await openStores(engine);
    for (let count = 0; count < MAX_OPEN_REQUESTS; count++) {
      await create({ level: `level-${count}` });
    }

    expect(await requests.create(aNewRequest())).toMatchObject({
      code: 'QUOTA_REACHED',
    });
    expect(
      await requests.create(aNewRequest({ requesterRef: eve })),
    ).toMatchObject({ outcome: 'done' });
  });

  it('refuses more requests of one person within the hour than the quota [RELIABILITY B78]', async () => {
    const { requests, create } = await openStores(engine);
    for (let count = 0; count < MAX_REQUESTS_PER_HOUR; count++) {
      const { request } = await create();
      await requests.recordCancel(request.id, ann);
    }

    expect(await requests.create(aNewRequest())).toMatchObject({
      code: 'QUOTA_REACHED',
    });
  });

  it('makes one grant of an approval, that ends its duration after it', async () => {
    const { create, decide, recordOf, auditOf, wakes } = await openStores(
      engine,
    );
    const record = await create();

    await decide(record);

    const { request, grant } = withGrant(await recordOf(record.request.id));
    expect(request).toMatchObject({ state: 'approved', version: 2 });
    expect(grant).toMatchObject({ state: 'starting', round: 1 });
    expect(grant.expiresAt).toBe(grant.approvedAt + request.durationMs);
    expect(await auditOf(request.id)).toEqual([
      `request-created by ${ann}`,
      `request-approved by ${bob}`,
    ]);
    expect(await auditOf(grant.id)).toEqual([`grant-starting by ${bob}`]);
    expect(await wakes()).toBe(1);
  });

  it('answers a repeated approval as the first one, and changes nothing [RELIABILITY B13]', async () => {
    const { create, decide, recordOf, auditOf } = await openStores(engine);
    const record = await create();
    await decide(record);
    const first = await recordOf(record.request.id);

    for (let repeat = 0; repeat < 10; repeat++) {
      expect(await decide(record)).toEqual({
        outcome: 'done',
        value: undefined,
      });
    }

    expect(await recordOf(record.request.id)).toEqual(first);
    expect(await auditOf(record.request.id)).toHaveLength(2);
  });

  it('refuses a second approval by somebody else [RELIABILITY B10]', async () => {
    const { create, decide, recordOf } = await openStores(engine);
    const record = await create();
    await decide(record, 'approve', bob);

    expect(await decide(record, 'approve', eve)).toEqual({
      outcome: 'refused',
      code: 'REQUEST_NOT_WAITING',
    });
    expect((await recordOf(record.request.id)).decisions).toHaveLength(1);
  });

  it('gives one grant to two approvals at once [RELIABILITY B10]', async () => {
    const { database, create } = await openStores(engine);
    const replica = storesOn(await engine.openReplica(database));
    const here = storesOn(database);
    const rounds = engine.name === 'SQLite' ? 3 : 30;

    for (let round = 0; round < rounds; round++) {
      const { request } = await create({ level: `level-${round % 20}` });
      const answers = await Promise.all(
        [here, replica].map(({ requests }, index) =>
          requests.recordDecision({
            requestId: request.id,
            version: 1,
            termsHash: request.termsHash,
            byRef: `user:default/decider-${index}`,
            decision: 'approve',
            comment: undefined,
          }),
        ),
      );
      expect(answers.map(({ outcome }) => outcome).sort()).toEqual([
        'done',
        'refused',
      ]);
      const grants = await database
        .knex('eks_access_grants')
        .where('request_id', request.id);
      expect(grants).toHaveLength(1);
      await here.grants.end(grants[0].id, 'requester-left');
    }
  });

  it('never leaves a request approved that somebody denied at the same time [rule 7]', async () => {
    const { database, create, recordOf } = await openStores(engine);
    const replica = storesOn(await engine.openReplica(database));
    const here = storesOn(database);
    const rounds = engine.name === 'SQLite' ? 3 : 30;

    for (let round = 0; round < rounds; round++) {
      const { request } = await create();
      const answer = (decision: 'approve' | 'deny') => ({
        requestId: request.id,
        version: 1,
        termsHash: request.termsHash,
        byRef: decision === 'deny' ? eve : bob,
        decision,
        comment: undefined,
      });
      const [, denied] = await Promise.all([
        here.requests.recordDecision(answer('approve')),
        replica.requests.recordDecision(answer('deny')),
      ]);

      expect(denied.outcome).toBe('done');
      const after = await recordOf(request.id);
      expect(after.request.state).toBe('denied');
      expect(['ending', undefined]).toContain(after.grant?.state);
    }
  });

  it('takes a denial of an approved request while nothing was seen in AWS, and ends the grant [rule 7]', async () => {
    const { create, decide, recordOf } = await openStores(engine);
    const record = await create();
    await decide(record, 'approve', bob);

    expect(await decide(record, 'deny', eve)).toMatchObject({
      outcome: 'done',
    });
    expect(await recordOf(record.request.id)).toMatchObject({
      request: { state: 'denied' },
      grant: { state: 'ending', endedBecause: 'revoked' },
    });
  });

  it('refuses a denial once the grant is active', async () => {
    const { approved, observe, decide } = await openStores(engine);
    const { record, grant } = await approved();
    await observe(grant.id, 'present');

    expect(await decide(record, 'deny', eve)).toEqual({
      outcome: 'refused',
      code: 'REQUEST_NOT_WAITING',
    });
  });

  it('refuses a decision on terms that are not the ones at hand [rule 3]', async () => {
    const { requests, create } = await openStores(engine);
    const { request } = await create();

    expect(
      await requests.recordDecision({
        requestId: request.id,
        version: 1,
        termsHash: 'seen elsewhere',
        byRef: bob,
        decision: 'approve',
        comment: undefined,
      }),
    ).toEqual({ outcome: 'refused', code: 'TERMS_CHANGED' });
  });

  it('refuses an approval of a version that was left behind [rule 3]', async () => {
    const { requests, create, decide } = await openStores(engine);
    const record = await create();
    await requests.sendBack({
      requestId: record.request.id,
      version: 1,
      resolved: { terms: someTerms(), whoCanAssume: unknownTrust },
      because: 'the decider left',
    });

    expect(await decide(record)).toEqual({
      outcome: 'refused',
      code: 'TERMS_CHANGED',
    });
  });

  it('begins a new round on changed terms, voids the approval and ends its grant [rule 3]', async () => {
    const { requests, approved, recordOf, auditOf, database } =
      await openStores(engine);
    const { request, grant } = await approved();

    const sentBack = await requests.sendBack({
      requestId: request.id,
      version: request.version,
      resolved: { terms: changed, whoCanAssume: unknownTrust },
      because: 'the role was created again',
    });

    expect(sentBack.outcome).toBe('done');
    const after = await recordOf(request.id);
    expect(after.request).toMatchObject({
      state: 'waiting',
      round: 2,
      terms: changed,
    });
    expect(after.request.termsHash).not.toBe(request.termsHash);
    expect(after.grant).toBeUndefined();
    expect(after.decisions.map(({ round }) => round)).toEqual([1]);
    expect(
      await database.knex('eks_access_grants').where('id', grant.id).first(),
    ).toMatchObject({ state: 'ending', ended_because: 'superseded' });
    expect((await auditOf(request.id)).at(-1)).toBe(
      'request-sent-back by system:requests',
    );
  });

  it('gives the second round a grant of its own', async () => {
    const { requests, approved, decide, recordOf, database } = await openStores(
      engine,
    );
    const { request, grant } = await approved();
    await requests.sendBack({
      requestId: request.id,
      version: request.version,
      resolved: { terms: changed, whoCanAssume: unknownTrust },
      because: 'the role was created again',
    });

    await decide(await recordOf(request.id));

    const second = withGrant(await recordOf(request.id));
    expect(second.grant).toMatchObject({ round: 2, state: 'starting' });
    expect(second.grant.id).not.toBe(grant.id);
    expect(await database.knex('eks_access_grants')).toHaveLength(2);
  });

  it('does not send back a request that has moved on since it was looked at', async () => {
    const { requests, create, decide, recordOf } = await openStores(engine);
    const { request } = await create();
    await decide(await recordOf(request.id), 'deny');

    expect(
      await requests.sendBack({
        requestId: request.id,
        version: 1,
        resolved: { terms: changed, whoCanAssume: unknownTrust },
        because: 'the role was created again',
      }),
    ).toMatchObject({ outcome: 'refused' });
  });

  it('takes a cancellation once and answers a second one alike', async () => {
    const { requests, create, auditOf } = await openStores(engine);
    const { request } = await create();

    const answers = [
      await requests.recordCancel(request.id, ann),
      await requests.recordCancel(request.id, ann),
    ];

    expect(answers.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
    expect(await auditOf(request.id)).toEqual([
      `request-created by ${ann}`,
      `request-cancelled by ${ann}`,
    ]);
  });

  it('times out what nobody answered by database time, and nothing else', async () => {
    const { requests, create, recordOf, auditOf } = await openStores(engine);
    const late = await create({ answerWithinMs: 0 });
    const early = await create({ level: 'admin' });

    expect(await requests.timeOutDue()).toBe(1);

    expect((await recordOf(late.request.id)).request.state).toBe('timed-out');
    expect((await recordOf(early.request.id)).request.state).toBe('waiting');
    expect((await auditOf(late.request.id)).at(-1)).toBe(
      'request-timed-out by system:requests',
    );
  });

  it('refuses an approval that comes too late, also before the sweep', async () => {
    const { create, decide } = await openStores(engine);
    const record = await create({ answerWithinMs: 0 });

    expect(await decide(record)).toEqual({
      outcome: 'refused',
      code: 'REQUEST_NOT_WAITING',
    });
  });

  it('changes nothing where the audit row cannot be written [rule 10]', async () => {
    const { database, create, decide, recordOf } = await openStores(engine);
    const record = await create();
    await database.knex('eks_access_audit_head').delete();

    await expect(decide(record)).rejects.toThrow();

    expect(await recordOf(record.request.id)).toEqual(record);
  });
});
