import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type { EksAccessDatabase } from '../database';
import { describeOnEachDatabase } from '../database/__testUtils__';
import { appendAudit, AuditTrail, verifyChain, type AuditEvent } from '.';

jest.setTimeout(60_000);

function anEvent(over: Partial<AuditEvent> = {}): AuditEvent {
  return {
    at: 1_800_000_000_000,
    actor: 'user:default/alice',
    action: 'request-created',
    subject: { type: 'request', id: 'r-1' },
    details: { level: 'edit', reason: 'deploy "it"', nested: { b: 1, a: [2] } },
    ...over,
  };
}

async function appendMany(database: EksAccessDatabase, count: number) {
  for (let index = 1; index <= count; index++) {
    await database.transaction(trx =>
      appendAudit(
        trx,
        anEvent({ subject: { type: 'request', id: `r-${index}` } }),
      ),
    );
  }
}

/** What an administrator of the database can do, and our own code cannot. */
async function tamper(
  database: EksAccessDatabase,
  change: (knex: Knex) => Promise<unknown>,
) {
  if (database.dialect === 'postgresql') {
    await database.knex.raw('ALTER TABLE eks_access_audit DISABLE TRIGGER ALL');
  } else {
    await database.knex.raw('DROP TRIGGER eks_access_audit_no_update');
    await database.knex.raw('DROP TRIGGER eks_access_audit_no_delete');
  }
  await change(database.knex);
}

describeOnEachDatabase('the audit trail', engine => {
  it('is intact when empty and after appends', async () => {
    const database = await engine.open();
    expect(await verifyChain(database.knex)).toMatchObject({
      outcome: 'intact',
      head: { seq: 0 },
    });

    await appendMany(database, 3);

    expect(await verifyChain(database.knex)).toMatchObject({
      outcome: 'intact',
      head: { seq: 3, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it('stays one chain when two replicas append at once', async () => {
    const database = await engine.open();
    const replica = await engine.openReplica(database);

    await Promise.all([appendMany(database, 8), appendMany(replica, 8)]);

    expect(await verifyChain(database.knex)).toMatchObject({
      outcome: 'intact',
      head: { seq: 16 },
    });
  });

  it('keeps nothing of a transaction that rolls back', async () => {
    const database = await engine.open();
    await appendMany(database, 1);

    await expect(
      database.transaction(async trx => {
        await appendAudit(trx, anEvent());
        throw new Error('no');
      }),
    ).rejects.toThrow('no');

    expect(await verifyChain(database.knex)).toMatchObject({
      outcome: 'intact',
      head: { seq: 1 },
    });
  });

  it('fails the transaction when the row cannot be written [rule 10]', async () => {
    const database = await engine.open();
    await database.knex.schema.createTable('effect', table => {
      table.integer('id');
    });
    await database.knex.schema.renameTable('eks_access_audit', 'elsewhere');

    await expect(
      database.transaction(async trx => {
        await trx('effect').insert({ id: 1 });
        await appendAudit(trx, anEvent());
      }),
    ).rejects.toThrow('eks_access_audit');

    expect(await database.knex('effect')).toEqual([]);
  });

  it.each([
    ['updates', (knex: Knex) => knex('eks_access_audit').update({ actor: '' })],
    ['deletes', (knex: Knex) => knex('eks_access_audit').delete()],
  ])('refuses %s of its rows', async (_case, change) => {
    const database = await engine.open();
    await appendMany(database, 1);

    await expect(change(database.knex)).rejects.toThrow(
      'never changed or removed',
    );
  });

  const rows = (knex: Knex) => knex('eks_access_audit');
  it.each<[string, (knex: Knex) => Promise<unknown>, string]>([
    [
      'a changed detail',
      async knex => rows(knex).where({ seq: 2 }).update({ details: '{}' }),
      'row 2 was changed',
    ],
    [
      'a changed actor in the last row',
      async knex => rows(knex).where({ seq: 4 }).update({ actor: 'x' }),
      'row 4 was changed',
    ],
    [
      'a removed first row',
      async knex => rows(knex).where({ seq: 1 }).delete(),
      'row 1 is missing',
    ],
    [
      'a removed row in between',
      async knex => rows(knex).where({ seq: 3 }).delete(),
      'row 3 is missing',
    ],
    [
      'a removed last row',
      async knex => rows(knex).where({ seq: 4 }).delete(),
      'row 4 is missing',
    ],
    [
      'two rows that changed places',
      async knex => {
        await rows(knex).where({ seq: 2 }).update({ seq: 99 });
        await rows(knex).where({ seq: 3 }).update({ seq: 2 });
        await rows(knex).where({ seq: 99 }).update({ seq: 3 });
      },
      'row 2 does not follow',
    ],
    [
      'a row added behind the head',
      async knex =>
        rows(knex).insert({
          ...(await rows(knex).where({ seq: 4 }).first()),
          seq: 5,
        }),
      'rows after the head',
    ],
    [
      'a head that was set back with the last row removed',
      async knex => {
        await rows(knex).where({ seq: 4 }).delete();
        await knex('eks_access_audit_head').update({ seq: 3 });
      },
      'row 3 is not the one that the head tells of',
    ],
  ])('finds %s', async (_case, change, because) => {
    const database = await engine.open();
    await appendMany(database, 4);

    await tamper(database, change);

    expect(await verifyChain(database.knex)).toEqual({
      outcome: 'broken',
      because: expect.stringContaining(because),
    });
  });

  describe('AuditTrail', () => {
    const trailOf = (
      database: EksAccessDatabase,
      auditor = mockServices.auditor.mock({
        createEvent: async () => ({
          success: async () => {},
          fail: async () => {},
        }),
      }),
    ) => ({
      auditor,
      trail: new AuditTrail({
        database,
        auditor,
        logger: mockServices.logger.mock(),
      }),
    });

    it('tells the auditor of a row after its commit, with number and hash', async () => {
      const database = await engine.open();
      const { auditor, trail } = trailOf(database);

      const head = await database.transaction(async trx => {
        const appended = await trail.append(trx, anEvent());
        expect(auditor.createEvent).not.toHaveBeenCalled();
        return appended;
      });
      await trail.flushHead();

      expect(auditor.createEvent).toHaveBeenCalledTimes(1);
      expect(auditor.createEvent).toHaveBeenCalledWith({
        eventId: 'request-created',
        severityLevel: 'medium',
        meta: expect.objectContaining({
          ...head,
          at: '2027-01-15T08:00:00.000Z',
          actor: 'user:default/alice',
          details: anEvent().details,
        }),
      });
    });

    it('tells the auditor nothing of a transaction that rolls back', async () => {
      const database = await engine.open();
      const { auditor, trail } = trailOf(database);

      await expect(
        database.transaction(async trx => {
          await trail.append(trx, anEvent());
          throw new Error('no');
        }),
      ).rejects.toThrow('no');
      await trail.flushHead();

      expect(auditor.createEvent).not.toHaveBeenCalled();
    });

    it('sends at the next start what a failing auditor did not take, in order', async () => {
      const database = await engine.open();
      const failing = trailOf(
        database,
        mockServices.auditor.mock({
          createEvent: async () => {
            throw new Error('disk full');
          },
        }),
      );
      for (const action of ['request-created', 'request-approved'] as const) {
        await database.transaction(trx =>
          failing.trail.append(trx, anEvent({ action })),
        );
      }
      await failing.trail.flushHead();

      const { auditor, trail } = trailOf(database);
      await trail.flushHead();
      await trail.flushHead();

      expect(
        auditor.createEvent.mock.calls.map(([event]) => event.eventId),
      ).toEqual(['request-created', 'request-approved']);
    });
  });
});
