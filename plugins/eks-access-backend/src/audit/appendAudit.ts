import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import type { Instant } from '../access';
import type { AuditAction } from './actions';
import { canonicalJson } from './canonicalJson';
import { hashOf, type AuditContent } from './chain';

/** Something that happened, to be recorded in the transaction that makes it so. */
export interface AuditEvent {
  /** By the database's clock. */
  readonly at: Instant;
  /** Entity ref of the person, or `system:<part>` for what the plugin does by itself. */
  readonly actor: string;
  readonly action: AuditAction;
  readonly subject: { readonly type: string; readonly id: string };
  /** Plain data that tells the rest; no secrets. */
  readonly details: JsonObject;
}

/** The last row of the trail. */
export interface AuditHead {
  readonly seq: number;
  readonly hash: string;
}

/**
 * Adds a row to the trail within `trx`, and returns it as the new head. Appends wait for one another on the head row until their
 * transactions end, so numbers have no gap and no two rows follow the same one. A failure must fail the transaction: what cannot be
 * recorded does not happen (DESIGN rule 10).
 */
export async function appendAudit(
  trx: Knex.Transaction,
  event: AuditEvent,
): Promise<AuditHead> {
  const head = await lockedHead(trx);
  const content: AuditContent = {
    seq: head.seq + 1,
    at: event.at,
    actor: event.actor,
    action: event.action,
    subjectType: event.subject.type,
    subjectId: event.subject.id,
    details: canonicalJson(event.details),
    prevHash: head.hash,
  };
  const hash = hashOf(content);
  await trx('eks_access_audit').insert({
    seq: content.seq,
    at: content.at,
    actor: content.actor,
    action: content.action,
    subject_type: content.subjectType,
    subject_id: content.subjectId,
    details: content.details,
    prev_hash: content.prevHash,
    hash,
  });
  await trx('eks_access_audit_head').update({ seq: content.seq, hash });
  return { seq: content.seq, hash };
}

async function lockedHead(trx: Knex.Transaction): Promise<AuditHead> {
  // SQLite has no FOR UPDATE and knex leaves it out there; the transaction already holds the write lock of the whole file.
  const row = await trx('eks_access_audit_head').forUpdate().first();
  if (!row) throw new Error('the head row of the audit trail is missing');
  return { seq: Number(row.seq), hash: row.hash };
}
