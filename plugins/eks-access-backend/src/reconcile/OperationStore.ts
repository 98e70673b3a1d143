import type { Knex } from 'knex';
import type { PlanStep } from '../access';
import type { Instant } from '../access';
import { readInstant } from '../database';
import type { LeasedTransaction } from './DueClusters';
import { storedStepSchema } from './storedShapes';

/**
 * What became of a call.
 *
 * - `done`: AWS answered that it did it, or showed it when read back.
 * - `already-so`: there was nothing to take away any more.
 * - `refused`: AWS answered that it did not do it.
 * - `not-done`: nobody heard the answer, and AWS was read back without the effect.
 */
export type OperationOutcome = 'done' | 'already-so' | 'refused' | 'not-done';

/** One step that was begun. The call goes out only after this stands in the database (DESIGN rule 9). */
export interface Operation {
  /** Also the client token of the call: a repetition by a restarted process is the same call for EKS. */
  readonly id: string;
  readonly rowId: string;
  readonly step: PlanStep;
  readonly intendedAt: Instant;
}

/** Every write to AWS, its intent before its effect. */
export class OperationStore {
  /** Operations whose outcome nobody knows, oldest first. */
  async openOf(
    knex: Knex | Knex.Transaction,
    clusterArn: string,
  ): Promise<readonly Operation[]> {
    const rows = await knex('eks_access_operations')
      .where('cluster_arn', clusterArn)
      .whereNull('outcome')
      .orderBy('intended_at');
    return rows.map(row => ({
      id: row.id,
      rowId: row.row_id,
      step: storedStepSchema.parse(JSON.parse(row.step)),
      intendedAt: readInstant(row.intended_at),
    }));
  }

  /** When something was last given to each principal since `since`, answered or not. */
  async lastGivenAt(
    knex: Knex | Knex.Transaction,
    clusterArn: string,
    since: Instant,
  ): Promise<ReadonlyMap<string, Instant>> {
    const rows = await knex('eks_access_operations')
      .where('cluster_arn', clusterArn)
      .andWhere('gives', true)
      .andWhere('intended_at', '>=', since)
      .andWhere(happened =>
        happened.whereNull('outcome').orWhere('outcome', 'done'),
      )
      .orderBy('intended_at')
      .select('principal_arn', 'intended_at');
    return new Map(
      rows.map(row => [row.principal_arn, readInstant(row.intended_at)]),
    );
  }

  /**
   * ARNs of entries that we deleted since `since`. A read that still shows one is from before (DOMAIN 2.8): without this it would be taken for
   * a foreign entry, as our row is gone.
   */
  async deletedEntries(
    knex: Knex | Knex.Transaction,
    clusterArn: string,
    since: Instant,
  ): Promise<ReadonlySet<string>> {
    const rows = await knex('eks_access_operations')
      .where('cluster_arn', clusterArn)
      .andWhere('kind', 'delete-entry')
      .andWhere('intended_at', '>=', since)
      .whereIn('outcome', ['done', 'already-so'])
      .whereNotNull('access_entry_arn')
      .select('access_entry_arn');
    return new Set(rows.map(row => row.access_entry_arn));
  }

  /** Writes the intent; the same operation again when its call is sent once more. */
  async begin(
    { trx, clusterArn, fence, at }: LeasedTransaction,
    operation: {
      id: string;
      rowId: string;
      step: PlanStep;
      accessEntryArn: string | undefined;
    },
  ): Promise<void> {
    await trx('eks_access_operations')
      .insert({
        id: operation.id,
        cluster_arn: clusterArn,
        principal_arn: operation.step.principalArn,
        row_id: operation.rowId,
        access_entry_arn: operation.accessEntryArn ?? null,
        kind: operation.step.kind,
        step: JSON.stringify(operation.step),
        gives: operation.step.purpose === 'grant',
        fence,
        intended_at: at,
      })
      .onConflict('id')
      .merge(['step', 'fence', 'intended_at']);
  }

  async settle(
    { trx, clusterArn, at }: LeasedTransaction,
    id: string,
    outcome: OperationOutcome,
    code?: string,
  ): Promise<void> {
    await trx('eks_access_operations')
      .where({ id, cluster_arn: clusterArn })
      .whereNull('outcome')
      .update({ outcome, outcome_code: code ?? null, outcome_at: at });
  }
}
