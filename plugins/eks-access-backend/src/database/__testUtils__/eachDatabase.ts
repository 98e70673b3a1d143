import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import knexFactory, { type Knex } from 'knex';
import { EksAccessDatabase } from '../EksAccessDatabase';

const POSTGRESQL_VARIABLE =
  'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING';

/** An engine under test. */
export interface DatabaseEngine {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** An empty client on a database of its own, without our tables; closed after the tests. */
  openEmpty(): Promise<Knex>;
  /** A migrated, empty database of its own; closed after the tests. */
  open(): Promise<EksAccessDatabase>;
  /** A second connection to a database that `open` gave, as another replica or process has. */
  openReplica(of: EksAccessDatabase): Promise<EksAccessDatabase>;
}

/**
 * Runs a suite on a SQLite file and on PostgreSQL. Without a PostgreSQL to connect to, its half is one skipped test whose name says what
 * is missing.
 */
export function describeOnEachDatabase(
  title: string,
  suite: (engine: DatabaseEngine) => void,
): void {
  describe(`${title} on SQLite`, () => suite(sqliteEngine()));
  if (process.env[POSTGRESQL_VARIABLE]) {
    describe(`${title} on PostgreSQL`, () => suite(postgresqlEngine()));
  } else {
    it.skip(`${title} on PostgreSQL [needs postgresql]`, () => {});
  }
}

export function migrated(knex: Knex): Promise<EksAccessDatabase> {
  return EksAccessDatabase.create({
    database: { getClient: async () => knex },
  });
}

function sqliteEngine(): DatabaseEngine {
  const clients: Knex[] = [];
  const directories: string[] = [];
  const connect = (filename: string) => {
    const knex = knexFactory({
      client: 'better-sqlite3',
      connection: { filename },
      useNullAsDefault: true,
    });
    clients.push(knex);
    return knex;
  };
  afterAll(async () => {
    for (const knex of clients) await knex.destroy();
    for (const directory of directories) {
      await rm(directory, { recursive: true, force: true });
    }
  });
  const openEmpty = async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'eks-access-'));
    directories.push(directory);
    return connect(path.join(directory, 'eks-access.sqlite'));
  };
  return {
    name: 'SQLite',
    openEmpty,
    open: async () => migrated(await openEmpty()),
    openReplica: async of =>
      migrated(connect(of.knex.client.connectionSettings.filename)),
  };
}

function postgresqlEngine(): DatabaseEngine {
  const replicas: Knex[] = [];
  // Before those of TestDatabases: PostgreSQL waits five seconds for the connections to a database that is to be dropped.
  afterAll(async () => {
    for (const knex of replicas) await knex.destroy();
  });
  const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });
  const openEmpty = () => databases.init('POSTGRES_15');
  return {
    name: 'PostgreSQL',
    openEmpty,
    open: async () => migrated(await openEmpty()),
    openReplica: async of => {
      const knex = knexFactory({
        client: 'pg',
        connection: of.knex.client.config.connection,
        pool: { min: 0, max: 5 },
      });
      replicas.push(knex);
      return migrated(knex);
    },
  };
}
