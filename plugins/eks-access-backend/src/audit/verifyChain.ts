import type { Knex } from 'knex';
import type { AuditHead } from './appendAudit';
import { readAuditRows } from './auditRows';
import { breakAt, GENESIS_HASH } from './chain';

const ROWS_AT_ONCE = 1000;

/** What reading the whole trail showed. */
export type ChainVerdict =
  | { readonly outcome: 'intact'; readonly head: AuditHead }
  | { readonly outcome: 'broken'; readonly because: string };

/**
 * Reads the trail from its first row and reports the first row that was changed, removed, added or moved, the last ones included. Whoever
 * rewrites every row and the head is found only by comparing the head with one that the portal's auditor logged.
 */
export async function verifyChain(knex: Knex): Promise<ChainVerdict> {
  // One statement, so that an append in between cannot make the two disagree.
  const row = await knex('eks_access_audit_head')
    .select({
      seq: 'seq',
      hash: 'hash',
      last: knex('eks_access_audit').max('seq'),
    })
    .first();
  if (!row) return { outcome: 'broken', because: 'the head row is missing' };
  const head: AuditHead = { seq: Number(row.seq), hash: row.hash };
  if (Number(row.last ?? 0) > head.seq) {
    return { outcome: 'broken', because: 'there are rows after the head' };
  }

  let before: AuditHead = { seq: 0, hash: GENESIS_HASH };
  while (before.seq < head.seq) {
    const rows = await readAuditRows(knex, {
      after: before.seq,
      upTo: head.seq,
      limit: ROWS_AT_ONCE,
    });
    if (rows.length === 0) {
      return {
        outcome: 'broken',
        because: `row ${before.seq + 1} is missing`,
      };
    }
    for (const next of rows) {
      const because = breakAt(before, next);
      if (because) return { outcome: 'broken', because };
      before = next;
    }
  }
  if (before.hash !== head.hash) {
    return {
      outcome: 'broken',
      because: `row ${head.seq} is not the one that the head tells of`,
    };
  }
  return { outcome: 'intact', head };
}
