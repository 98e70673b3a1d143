import { setTimeout as wait } from 'node:timers/promises';
import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { Instant } from '../access';
import { readOrCreateInstallation, type Installation } from './installation';
import { dialectOf, nowSql, readInstant, type Dialect } from './time';
import { isTransientDatabaseFault } from './transientFaults';

/** Runs of one transaction before its fault is thrown. */
const TRANSACTION_ATTEMPTS = 5;
/** Upper bound of the first wait between two runs; it doubles with each. */
const FIRST_RETRY_DELAY_MS = 40;
/**
 * How long SQLite itself waits for a lock. It waits by blocking the whole process, so it stays short and the retry above, which does not
 * block, takes over (RELIABILITY C14). The driver's own default is 5 s.
 */
const SQLITE_BUSY_TIMEOUT_MS = 250;

/** @internal */
export interface EksAccessDatabaseOptions {
  database: DatabaseService;
  /** A number in [0, 1) for the spread of retries. */
  jitter?: () => number;
}

/**
 * The plugin's own database: migrations, the clock that all deadlines are measured by, and transactions.
 *
 * On SQLite the pool has one connection. Inside `transaction` use the `trx` given and nothing else: a query on `knex` would wait for the
 * connection that the transaction holds, for ever.
 */
export class EksAccessDatabase {
  static async create(
    options: EksAccessDatabaseOptions,
  ): Promise<EksAccessDatabase> {
    const { database, jitter = Math.random } = options;
    const knex = await database.getClient();
    const dialect = dialectOf(knex);
    if (dialect === 'sqlite') await prepareSqlite(knex);
    if (!database.migrations?.skip) {
      await knex.migrate.latest({
        directory: resolvePackagePath(
          '@eks-access/backstage-plugin-eks-access-backend',
          'migrations',
        ),
      });
    }
    const installation = await readOrCreateInstallation(knex, dialect);
    return new EksAccessDatabase(knex, dialect, installation, jitter);
  }

  private constructor(
    readonly knex: Knex,
    readonly dialect: Dialect,
    /** Which installation of the plugin this database is. */
    readonly installation: Installation,
    private readonly jitter: () => number,
  ) {}

  /** The present instant by the database's clock. */
  async now(trx?: Knex.Transaction): Promise<Instant> {
    const row = await (trx ?? this.knex)
      .select({ now: (trx ?? this.knex).raw(nowSql(this.dialect)) })
      .first();
    return readInstant(row?.now);
  }

  /**
   * Runs `work` in one transaction and returns its result once committed. On SQLite the transaction holds the write lock from its first
   * statement. A transaction that the database rolled back for a conflict runs again, up to five times, so `work` must have no effect
   * outside of `trx`.
   */
  async transaction<T>(
    work: (trx: Knex.Transaction) => Promise<T>,
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.knex.transaction(async trx => {
          if (this.dialect === 'sqlite') await takeSqliteWriteLock(trx);
          return await work(trx);
        });
      } catch (error) {
        if (
          attempt >= TRANSACTION_ATTEMPTS ||
          !isTransientDatabaseFault(error)
        ) {
          throw error;
        }
        const longest = FIRST_RETRY_DELAY_MS * 2 ** (attempt - 1);
        await wait(longest * (0.5 + this.jitter() / 2));
      }
    }
  }
}

/**
 * The effect of BEGIN IMMEDIATE. Knex always opens by a plain BEGIN, which takes no lock; a transaction that read first and wrote later
 * would then fail, beyond any waiting, once another process has written in between (SQLITE_BUSY_SNAPSHOT). A statement that may write
 * takes the write lock even when it changes no row, and as the first one it waits for it (sqlite.org/lang_transaction.html).
 */
async function takeSqliteWriteLock(trx: Knex.Transaction): Promise<void> {
  await trx('eks_access_installation').whereRaw('1 = 0').update({ id: '' });
}

/** Settings of the connection; Backstage's pool for SQLite keeps one for the life of the process. */
async function prepareSqlite(knex: Knex): Promise<void> {
  await knex.raw(`PRAGMA busy_timeout = ${SQLITE_BUSY_TIMEOUT_MS}`);
  // With the rollback journal a COMMIT may find the file busy, after which knex leaves the transaction open on the only connection.
  await knex.raw('PRAGMA journal_mode = WAL');
  // In WAL mode the driver's default loses the last commits at a power failure; an operation row must be on disk before AWS is called.
  await knex.raw('PRAGMA synchronous = FULL');
}
