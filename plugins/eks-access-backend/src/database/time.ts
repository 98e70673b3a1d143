import type { Knex } from 'knex';
import type { Instant } from '../access';

/** The database engines that the plugin runs on. */
export type Dialect = 'sqlite' | 'postgresql';

/**
 * Dialect of a client.
 *
 * @throws for any other engine: locks, upserts and the clock below are written for these two only.
 */
export function dialectOf(knex: Knex): Dialect {
  const driver = String(knex.client.config.client);
  if (driver.includes('sqlite')) return 'sqlite';
  if (driver === 'pg' || driver.includes('postgres')) return 'postgresql';
  throw new Error(
    `eks-access needs SQLite or PostgreSQL, but backend.database.client is '${driver}'`,
  );
}

/**
 * SQL for the present instant by the database's clock, in milliseconds since the epoch. It goes on within a PostgreSQL transaction
 * (`now()` would stand still at its start), and it is the same clock for all replicas, which the clocks of their hosts are not
 * (RELIABILITY C23).
 */
export function nowSql(dialect: Dialect): string {
  // ROUND: julianday counts whole milliseconds, but as a fraction of a day that a plain CAST would cut to the millisecond before.
  return dialect === 'sqlite'
    ? "CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER)"
    : 'CAST(floor(extract(epoch from clock_timestamp()) * 1000) AS BIGINT)';
}

/** The one mapper of stored instants: PostgreSQL's driver gives a BIGINT as text, SQLite's as a number. */
export function readInstant(value: unknown): Instant {
  const instant = typeof value === 'string' ? Number(value) : value;
  if (typeof instant !== 'number' || !Number.isSafeInteger(instant)) {
    throw new Error(`not an instant from the database: ${String(value)}`);
  }
  return instant;
}

/** As {@link readInstant}, with SQL's NULL as undefined. */
export function readOptionalInstant(value: unknown): Instant | undefined {
  return value === null || value === undefined ? undefined : readInstant(value);
}
