import { describeOnEachDatabase } from './__testUtils__';
import { isTransientDatabaseFault } from './transientFaults';

jest.setTimeout(60_000);

describeOnEachDatabase('EksAccessDatabase', engine => {
  it('tells the time in whole milliseconds', async () => {
    const database = await engine.open();
    const before = Date.now();
    const now = await database.now();
    const inside = await database.transaction(trx => database.now(trx));

    expect(Number.isSafeInteger(now)).toBe(true);
    // Same machine, so the clocks agree but for their resolution.
    expect(now).toBeGreaterThanOrEqual(before - 2);
    expect(inside).toBeGreaterThanOrEqual(now);
    expect(inside).toBeLessThanOrEqual(Date.now() + 2);
  });

  it('gives a replica the same installation', async () => {
    const database = await engine.open();
    const replica = await engine.openReplica(database);

    expect(replica.installation).toEqual(database.installation);
    expect(database.installation.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(database.installation.tagSecret).toMatch(/^[0-9a-f]{64}$/);
  });

  it('writes nothing of a transaction that throws, and can begin another', async () => {
    const database = await engine.open();

    await expect(
      database.transaction(async trx => {
        await trx('eks_access_installation').update({ id: 'changed' });
        throw new Error('thought better of it');
      }),
    ).rejects.toThrow('thought better of it');

    const row = await database.transaction(trx =>
      trx('eks_access_installation').first(),
    );
    expect(row.id).toBe(database.installation.id);
  });

  it('loses no update when two replicas read and write the same row at once', async () => {
    const database = await engine.open();
    const replica = await engine.openReplica(database);
    await database.knex.schema.createTable('counter', table => {
      table.integer('value').notNullable();
    });
    await database.knex('counter').insert({ value: 0 });
    const increment = (on: typeof database) =>
      on.transaction(async trx => {
        const query = trx('counter');
        const row = await (on.dialect === 'postgresql'
          ? query.forUpdate().first()
          : query.first());
        await trx('counter').update({ value: row.value + 1 });
      });

    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        increment(index % 2 ? database : replica),
      ),
    );

    expect(await database.knex('counter').first()).toEqual({ value: 20 });
  });

  if (engine.name === 'SQLite') {
    it('holds the write lock from its first statement', async () => {
      const database = await engine.open();
      const replica = await engine.openReplica(database);

      await database.transaction(async trx => {
        await trx('eks_access_installation').first();
        await expect(
          replica.knex('eks_access_installation').update({ id: 'other' }),
        ).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
      });
    });
  }

  it('runs a transaction again after a conflict, five times in all', async () => {
    const database = await engine.open();
    const conflict = Object.assign(new Error('conflict'), {
      code: engine.name === 'SQLite' ? 'SQLITE_BUSY' : '40001',
    });
    let runs = 0;

    const result = await database.transaction(async () => {
      runs += 1;
      if (runs < 5) throw conflict;
      return 'done';
    });
    expect([result, runs]).toEqual(['done', 5]);

    runs = 0;
    await expect(
      database.transaction(async () => {
        runs += 1;
        throw conflict;
      }),
    ).rejects.toBe(conflict);
    expect(runs).toBe(5);
  });

  it('undoes and redoes every migration', async () => {
    const database = await engine.open();
    const directory = { directory: `${__dirname}/../../migrations` };

    await database.knex.migrate.rollback(directory, true);
    expect(await database.knex.schema.hasTable('eks_access_installation')).toBe(
      false,
    );
    await database.knex.migrate.latest(directory);
    expect(await database.knex.schema.hasTable('eks_access_installation')).toBe(
      true,
    );
  });
});

describe('isTransientDatabaseFault', () => {
  it.each(['40001', '40P01', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT'])(
    'is true for %s',
    code => {
      expect(isTransientDatabaseFault({ code })).toBe(true);
    },
  );

  it.each([
    ['a lost connection, whose commit may have happened', { code: '08006' }],
    ['a violated constraint', { code: 'SQLITE_CONSTRAINT_UNIQUE' }],
    ['an error without a code', new Error('SQLITE_BUSY')],
    ['no error', undefined],
  ])('is false for %s', (_case, error) => {
    expect(isTransientDatabaseFault(error)).toBe(false);
  });
});
