import { randomBytes, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { nowSql, readInstant, type Dialect } from './time';

/**
 * Which installation of the plugin a database belongs to. Both values are made once and live in the database alone: whoever can write
 * there can already decide what is granted, so a key kept elsewhere would protect nothing more. A database that is lost takes the key with
 * it, and entries tagged with it are then foreign until a person adopts them.
 */
export interface Installation {
  /** Goes into the tags of every entry that this installation makes, so that two portals on one cluster tell their entries apart. */
  readonly id: string;
  /** Key of the HMAC in those tags; 64 hexadecimal digits. Never logged, never in an answer. */
  readonly tagSecret: string;
  readonly createdAt: number;
}

/** Reads the one row, or makes it. Of several replicas that start at once, one makes it and all read the same. */
export async function readOrCreateInstallation(
  knex: Knex,
  dialect: Dialect,
): Promise<Installation> {
  await knex('eks_access_installation')
    .insert({
      singleton: 1,
      id: randomUUID(),
      tag_secret: randomBytes(32).toString('hex'),
      created_at: knex.raw(nowSql(dialect)),
    })
    .onConflict('singleton')
    .ignore();
  const row = await knex('eks_access_installation').first();
  return {
    id: row.id,
    tagSecret: row.tag_secret,
    createdAt: readInstant(row.created_at),
  };
}
