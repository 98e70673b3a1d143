import { createHash } from 'node:crypto';
import type { Instant } from '../access';

/** What stands for the hash before the first row. */
export const GENESIS_HASH = '0'.repeat(64);

/** A row of the audit trail without its hash. `details` is the JSON text exactly as stored. */
export interface AuditContent {
  readonly seq: number;
  readonly at: Instant;
  readonly actor: string;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly details: string;
  readonly prevHash: string;
}

/** A stored row. */
export interface AuditRow extends AuditContent {
  readonly hash: string;
}

/** SHA-256 over the row as a JSON array, in hexadecimal. An array of texts leaves no doubt where one field ends and the next begins. */
export function hashOf(content: AuditContent): string {
  const { seq, at, actor, action, subjectType, subjectId, details, prevHash } =
    content;
  return createHash('sha256')
    .update(
      JSON.stringify([
        seq,
        at,
        actor,
        action,
        subjectType,
        subjectId,
        details,
        prevHash,
      ]),
    )
    .digest('hex');
}

/** Why `row` cannot follow a row with `before`'s number and hash; undefined when it can. */
export function breakAt(
  before: { readonly seq: number; readonly hash: string },
  row: AuditRow,
): string | undefined {
  if (row.seq !== before.seq + 1) {
    return `row ${before.seq + 1} is missing`;
  }
  if (row.prevHash !== before.hash) {
    return `row ${row.seq} does not follow the row before it`;
  }
  if (row.hash !== hashOf(row)) {
    return `row ${row.seq} was changed after it was written`;
  }
  return undefined;
}
