import type { Knex } from 'knex';
import { readInstant } from '../database';
import type { AuditRow } from './chain';

/** Rows `after < seq <= upTo` in order, at most `limit` of them. */
export async function readAuditRows(
  knex: Knex,
  range: { after: number; upTo: number; limit: number },
): Promise<AuditRow[]> {
  const rows = await knex('eks_access_audit')
    .where('seq', '>', range.after)
    .andWhere('seq', '<=', range.upTo)
    .orderBy('seq')
    .limit(range.limit);
  return rows.map(row => ({
    seq: Number(row.seq),
    at: readInstant(row.at),
    actor: row.actor,
    action: row.action,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    details: row.details,
    prevHash: row.prev_hash,
    hash: row.hash,
  }));
}
