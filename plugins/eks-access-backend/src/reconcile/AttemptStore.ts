import type { Knex } from 'knex';
import type { PlanStep } from '../access';
import type { Instant } from '../access';
import { readInstant } from '../database';
import type { LeasedTransaction } from './DueClusters';
import type { IntentTrouble } from './types';

/** Giving and taking away fail apart: an end is not made to wait because the grant before it was refused. */
export type AttemptPurpose = 'give' | 'take';

export function attemptPurpose(step: PlanStep): AttemptPurpose {
  return step.purpose === 'grant' ? 'give' : 'take';
}

/** Failures in a row for one principal, and when to try again. */
export interface Attempt {
  readonly principalArn: string;
  readonly purpose: AttemptPurpose;
  readonly failures: number;
  readonly firstFailedAt: Instant;
  readonly nextTryAt: Instant;
  readonly trouble: IntentTrouble;
}

/** What does not work at the moment, principal by principal. */
export class AttemptStore {
  async listOf(
    knex: Knex | Knex.Transaction,
    clusterArn: string,
  ): Promise<readonly Attempt[]> {
    const rows = await knex('eks_access_attempts').where(
      'cluster_arn',
      clusterArn,
    );
    return rows.map(row => ({
      principalArn: row.principal_arn,
      purpose: row.purpose,
      failures: row.failures,
      firstFailedAt: readInstant(row.first_failed_at),
      nextTryAt: readInstant(row.next_try_at),
      trouble: { kind: row.trouble_kind, sentence: row.sentence },
    }));
  }

  async recordFailure(
    { trx, clusterArn }: LeasedTransaction,
    attempt: Attempt,
  ): Promise<void> {
    await trx('eks_access_attempts')
      .insert({
        cluster_arn: clusterArn,
        principal_arn: attempt.principalArn,
        purpose: attempt.purpose,
        failures: attempt.failures,
        first_failed_at: attempt.firstFailedAt,
        next_try_at: attempt.nextTryAt,
        trouble_kind: attempt.trouble.kind,
        sentence: attempt.trouble.sentence,
      })
      .onConflict(['cluster_arn', 'principal_arn', 'purpose'])
      .merge();
  }

  async recordSuccess(
    { trx, clusterArn }: LeasedTransaction,
    principalArn: string,
    purpose: AttemptPurpose,
  ): Promise<void> {
    await trx('eks_access_attempts')
      .where({
        cluster_arn: clusterArn,
        principal_arn: principalArn,
        purpose,
      })
      .delete();
  }

  /** Forgets every failure on the cluster. */
  async clear({ trx, clusterArn }: LeasedTransaction): Promise<void> {
    await trx('eks_access_attempts').where('cluster_arn', clusterArn).delete();
  }
}
