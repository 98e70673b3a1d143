import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import knexFactory, { type Knex } from 'knex';

export const engineNames = ['SQLite', 'PostgreSQL'] as const;
export type EngineName = (typeof engineNames)[number];

export const POSTGRESQL_VARIABLE =
  'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING';

/** Databases that are copied: one is prepared, and each run gets a copy of its own. */
export interface CrashDatabases {
  readonly name: EngineName;
  /** A new, empty database. */
  create(): Promise<Knex.Config>;
  /** A copy of one that no process has open any more. */
  copy(of: Knex.Config): Promise<Knex.Config>;
  drop(database: Knex.Config): Promise<void>;
  close(): Promise<void>;
}

export async function openCrashDatabases(
  name: EngineName,
): Promise<CrashDatabases> {
  return name === 'SQLite' ? await sqliteDatabases() : postgresqlDatabases();
}

async function sqliteDatabases(): Promise<CrashDatabases> {
  const directory = await mkdtemp(path.join(tmpdir(), 'eks-access-crash-'));
  const filename = () => path.join(directory, `${randomUUID()}.sqlite`);
  const configOf = (file: string): Knex.Config => ({
    client: 'better-sqlite3',
    connection: { filename: file },
    useNullAsDefault: true,
  });
  const fileOf = ({ connection }: Knex.Config): string => {
    if (
      typeof connection === 'object' &&
      'filename' in connection &&
      typeof connection.filename === 'string'
    ) {
      return connection.filename;
    }
    throw new Error('not a database of these tests');
  };
  return {
    name: 'SQLite',
    create: async () => configOf(filename()),
    copy: async of => {
      // Whoever opens it writes what the killed process left in the journal into the file.
      const knex = knexFactory(of);
      await knex.raw('PRAGMA wal_checkpoint(TRUNCATE)');
      await knex.destroy();
      const file = filename();
      await copyFile(fileOf(of), file);
      return configOf(file);
    },
    drop: async database => {
      for (const suffix of ['', '-wal', '-shm']) {
        await rm(`${fileOf(database)}${suffix}`, { force: true });
      }
    },
    close: () => rm(directory, { recursive: true, force: true }),
  };
}

function postgresqlDatabases(): CrashDatabases {
  const server = process.env[POSTGRESQL_VARIABLE];
  if (!server) throw new Error(`${POSTGRESQL_VARIABLE} is not set`);
  const urlOf = (database: string) => {
    const url = new URL(server);
    url.pathname = `/${database}`;
    return url.toString();
  };
  const configOf = (database: string): Knex.Config => ({
    client: 'pg',
    connection: urlOf(database),
    pool: { min: 0, max: 4 },
  });
  const nameIn = ({ connection }: Knex.Config) => {
    if (typeof connection !== 'string') throw new Error('not of these tests');
    return new URL(connection).pathname.slice(1);
  };
  const newName = () => `crash_${randomUUID().replaceAll('-', '')}`;
  const admin = knexFactory({ client: 'pg', connection: urlOf('postgres') });
  return {
    name: 'PostgreSQL',
    create: async () => {
      const name = newName();
      await admin.raw('CREATE DATABASE ??', [name]);
      return configOf(name);
    },
    copy: async of => {
      const name = newName();
      await admin.raw('CREATE DATABASE ?? TEMPLATE ??', [name, nameIn(of)]);
      return configOf(name);
    },
    drop: async database => {
      await admin.raw('DROP DATABASE IF EXISTS ?? WITH (FORCE)', [
        nameIn(database),
      ]);
    },
    close: () => admin.destroy(),
  };
}
