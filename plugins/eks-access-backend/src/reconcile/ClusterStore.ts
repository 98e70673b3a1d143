import { randomUUID } from 'node:crypto';
import {
  clusterModeSchema,
  planSchema,
  type ClusterMode,
  type PlanView,
} from '@eks-access/backstage-plugin-eks-access-common';
import type { Knex } from 'knex';
import type { Instant } from '../access';
import { readInstant, readOptionalInstant } from '../database';
import type { LeasedTransaction } from './DueClusters';
import type { ModeChange } from './types';

/** A cluster as the engine keeps it. */
export interface ClusterRow {
  readonly arn: string;
  readonly mode: ClusterMode;
  /** Creation of the cluster that the row is about; undefined until AWS told. */
  readonly createdAt: Instant | undefined;
  readonly sweptAt: Instant | undefined;
  /** Cycles in a row that AWS did not let finish. */
  readonly failures: number;
  /** Why the last cycle did not finish. */
  readonly trouble: string | undefined;
  /** The plan of the last cycle that could make one. */
  readonly plan: PlanView | undefined;
}

/** What a cycle leaves on the cluster's row. */
export interface CycleRecord {
  readonly plan: PlanView | undefined;
  /** Set by a cycle that read every entry. */
  readonly sweptAt: Instant | undefined;
  readonly failures: number;
  readonly trouble: string | undefined;
}

/** Mode, plan and last look of each cluster. */
export class ClusterStore {
  async get(
    knex: Knex | Knex.Transaction,
    clusterArn: string,
  ): Promise<ClusterRow | undefined> {
    const row = await knex('eks_access_clusters')
      .where('cluster_arn', clusterArn)
      .first();
    return row && toClusterRow(row);
  }

  /** Sorted by ARN. */
  async list(knex: Knex): Promise<readonly ClusterRow[]> {
    const rows = await knex('eks_access_clusters').orderBy('cluster_arn');
    return rows.map(toClusterRow);
  }

  /** Newest first. */
  async modeChangesOf(
    knex: Knex,
    clusterArn: string,
  ): Promise<readonly ModeChange[]> {
    const rows = await knex('eks_access_mode_changes')
      .where('cluster_arn', clusterArn)
      .orderBy('at', 'desc');
    return rows.map(row => ({
      to: clusterModeSchema.parse(row.to_mode),
      by: row.by_ref,
      at: readInstant(row.at),
      reason: row.reason,
    }));
  }

  /** Reads the row and keeps others from changing it until the end of `trx`. */
  async lock(
    trx: Knex.Transaction,
    clusterArn: string,
  ): Promise<ClusterRow | undefined> {
    const row = await trx('eks_access_clusters')
      .where('cluster_arn', clusterArn)
      .forUpdate()
      .first();
    return row && toClusterRow(row);
  }

  async recordModeChange(
    trx: Knex.Transaction,
    clusterArn: string,
    change: ModeChange & { readonly planHash?: string },
  ): Promise<void> {
    await trx('eks_access_clusters')
      .where('cluster_arn', clusterArn)
      .update({ mode: change.to });
    await trx('eks_access_mode_changes').insert({
      id: randomUUID(),
      cluster_arn: clusterArn,
      to_mode: change.to,
      by_ref: change.by,
      at: change.at,
      reason: change.reason,
      plan_hash: change.planHash ?? null,
    });
  }

  /** Which creation of the cluster the row is about from now on. */
  async recordCreation(
    { trx, clusterArn }: LeasedTransaction,
    createdAt: Instant,
  ): Promise<void> {
    await trx('eks_access_clusters')
      .where('cluster_arn', clusterArn)
      .update({ created_at: createdAt, plan: null, plan_hash: null });
  }

  async recordCycle(
    { trx, clusterArn }: LeasedTransaction,
    record: CycleRecord,
  ): Promise<void> {
    await trx('eks_access_clusters')
      .where('cluster_arn', clusterArn)
      .update({
        failures: record.failures,
        trouble: record.trouble ?? null,
        ...(record.sweptAt === undefined ? {} : { swept_at: record.sweptAt }),
        ...(record.plan === undefined
          ? {}
          : { plan: JSON.stringify(record.plan), plan_hash: record.plan.hash }),
      });
  }
}

function toClusterRow(row: Record<string, unknown>): ClusterRow {
  return {
    arn: String(row.cluster_arn),
    mode: clusterModeSchema.parse(row.mode),
    createdAt: readOptionalInstant(row.created_at),
    sweptAt: readOptionalInstant(row.swept_at),
    failures: Number(row.failures),
    trouble: typeof row.trouble === 'string' ? row.trouble : undefined,
    plan:
      typeof row.plan === 'string'
        ? planSchema.parse(JSON.parse(row.plan))
        : undefined,
  };
}
