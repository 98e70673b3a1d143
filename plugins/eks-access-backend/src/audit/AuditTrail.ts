import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { EksAccessDatabase } from '../database';
import { auditActions, isAuditAction } from './actions';
import { appendAudit, type AuditEvent, type AuditHead } from './appendAudit';
import { readAuditRows } from './auditRows';
import type { AuditRow } from './chain';

const ROWS_AT_ONCE = 100;

/** @internal */
export interface AuditTrailOptions {
  database: EksAccessDatabase;
  auditor: AuditorService;
  logger: LoggerService;
}

/**
 * The audit trail of this installation. What is appended reaches the portal's auditor after its transaction has committed, with number
 * and hash, so that a copy of the chain's head lies where the database's administrator cannot change it.
 */
export class AuditTrail {
  readonly #database: EksAccessDatabase;
  readonly #auditor: AuditorService;
  readonly #logger: LoggerService;
  #flushing: Promise<void> = Promise.resolve();

  constructor(options: AuditTrailOptions) {
    this.#database = options.database;
    this.#auditor = options.auditor;
    this.#logger = options.logger;
  }

  /** As {@link appendAudit}; the row goes to the auditor once `trx` has committed, and not at all if it rolls back. */
  async append(trx: Knex.Transaction, event: AuditEvent): Promise<AuditHead> {
    const head = await appendAudit(trx, event);
    trx.executionPromise.then(
      () => void this.flushHead(),
      // Rolled back: whoever ran the transaction has the error, and the row is gone with it.
      () => undefined,
    );
    return head;
  }

  /**
   * Sends the rows that the auditor has not taken yet, in order; call it at start for those that a stop left behind. A row may be sent
   * twice, by two replicas or after a stop in between, never skipped. Never rejects: a failing auditor is logged and asked again at the
   * next row.
   */
  flushHead(): Promise<void> {
    this.#flushing = this.#flushing.then(async () => {
      try {
        await this.#sendWaitingRows();
      } catch (error) {
        this.#logger.warn('The auditor has not taken the audit rows', {
          reason: error instanceof Error ? error.message : String(error),
        });
      }
    });
    return this.#flushing;
  }

  async #sendWaitingRows(): Promise<void> {
    const { knex } = this.#database;
    for (;;) {
      const head = await knex('eks_access_audit_head').first();
      const rows = await readAuditRows(knex, {
        after: Number(head.sent_seq),
        upTo: Number(head.seq),
        limit: ROWS_AT_ONCE,
      });
      if (rows.length === 0) return;
      for (const row of rows) {
        await this.#send(row);
        await knex('eks_access_audit_head')
          .where('sent_seq', '<', row.seq)
          .update({ sent_seq: row.seq });
      }
    }
  }

  async #send(row: AuditRow): Promise<void> {
    const event = await this.#auditor.createEvent({
      eventId: row.action,
      // A row written by a newer version may hold an action that this one does not know.
      severityLevel: isAuditAction(row.action)
        ? auditActions[row.action]
        : 'high',
      meta: {
        seq: row.seq,
        hash: row.hash,
        at: new Date(row.at).toISOString(),
        actor: row.actor,
        subjectType: row.subjectType,
        subjectId: row.subjectId,
        details: JSON.parse(row.details),
      },
    });
    await event.success();
  }
}
