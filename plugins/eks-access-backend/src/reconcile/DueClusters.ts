import { randomUUID } from 'node:crypto';
import { parseClusterArn } from '@eks-access/backstage-plugin-eks-access-common';
import type { Knex } from 'knex';
import type { Instant } from '../access';
import type { EksAccessDatabase } from '../database';
import type { ClusterLease, LeasedOutcome } from './types';

declare const leasedBrand: unique symbol;

/**
 * A transaction in which the lease was found to hold, and in which nobody else can claim the cluster until it ends. Stores take one for each
 * write of a cycle, so that no write of a fenced-out holder can be forgotten. Only `DueClusters.withLease` makes one.
 */
export interface LeasedTransaction {
  readonly [leasedBrand]: true;
  readonly trx: Knex.Transaction;
  readonly clusterArn: string;
  readonly fence: number;
  /** Database time at its start. */
  readonly at: Instant;
}

/** Result of work under a lease. */
export type Leased<T> =
  | { readonly outcome: 'done'; readonly value: T }
  | { readonly outcome: 'lease-lost' };

export interface DueClustersOptions {
  readonly database: EksAccessDatabase;
  /** How long a holder that says nothing keeps a cluster. Longer than any one AWS request may take. */
  readonly leaseMs: number;
  /** Name of this process among its replicas; unique by default. */
  readonly owner?: string;
}

/**
 * Which cluster is due, and who holds it.
 *
 * A claim takes the earliest due cluster that nobody holds, under `FOR UPDATE SKIP LOCKED` on PostgreSQL, so that replicas do not wait for one
 * another, and under the write lock of the file on SQLite. The due time is left in the past until the release: a holder that dies leaves a
 * cluster that is due as soon as its lease is over.
 */
export class DueClusters {
  readonly #database: EksAccessDatabase;
  readonly #owner: string;
  readonly leaseMs: number;

  constructor(options: DueClustersOptions) {
    this.#database = options.database;
    this.#owner = options.owner ?? randomUUID();
    this.leaseMs = options.leaseMs;
  }

  /** Adds clusters that are not known yet, due now and in mode observe. */
  async register(clusterArns: readonly string[]): Promise<void> {
    if (clusterArns.length === 0) return;
    await this.#database.transaction(async trx => {
      const now = await this.#database.now(trx);
      await trx('eks_access_clusters')
        .insert(
          clusterArns.map(clusterArn => ({
            cluster_arn: clusterArn,
            account_id: parseClusterArn(clusterArn)?.accountId ?? '',
            mode: 'observe',
            due_at: now,
            fence: 0,
            failures: 0,
          })),
        )
        .onConflict('cluster_arn')
        .ignore();
    });
  }

  /**
   * Has the cluster looked at as soon as `trx` has committed, even where a cycle runs now. Locks nothing, so it may stand anywhere in `trx`.
   * Without effect for a cluster that is not registered.
   */
  async makeDue(trx: Knex.Transaction, clusterArn: string): Promise<void> {
    await trx('eks_access_wakes').insert({
      id: randomUUID(),
      cluster_arn: clusterArn,
    });
  }

  /** Takes the earliest due cluster that nobody holds and that is in none of `exceptAccounts`; undefined when there is none. */
  async claim(
    exceptAccounts: readonly string[] = [],
  ): Promise<ClusterLease | undefined> {
    return await this.#database.transaction(async trx => {
      const now = await this.#database.now(trx);
      const due = trx('eks_access_clusters')
        .whereNotIn('account_id', [...exceptAccounts])
        .andWhere(free =>
          free.whereNull('lease_until').orWhere('lease_until', '<=', now),
        )
        .andWhere(late =>
          late
            .where('due_at', '<=', now)
            .orWhereIn(
              'cluster_arn',
              trx('eks_access_wakes').select('cluster_arn'),
            ),
        )
        .orderBy('due_at')
        .first('cluster_arn', 'fence', 'due_at');
      // SQLite has no row locks; the transaction holds the write lock of the whole file there.
      const row = await (this.#database.dialect === 'postgresql'
        ? due.forUpdate().skipLocked()
        : due);
      if (!row) return undefined;
      const fence = Number(row.fence) + 1;
      await trx('eks_access_clusters')
        .where('cluster_arn', row.cluster_arn)
        .update({
          lease_owner: this.#owner,
          lease_until: now + this.leaseMs,
          fence,
          // A wake is consumed here; should the holder die, the cluster must still be due.
          due_at: Math.min(Number(row.due_at), now),
        });
      await trx('eks_access_wakes')
        .where('cluster_arn', row.cluster_arn)
        .delete();
      const lease = {
        clusterArn: row.cluster_arn,
        owner: this.#owner,
        fence,
      };
      return lease as ClusterLease;
    });
  }

  /**
   * Runs `work` in one transaction if the lease still holds, and renews the lease with it. The row of the cluster stays locked until the end
   * of the transaction: nobody claims it in between.
   */
  async withLease<T>(
    lease: ClusterLease,
    work: (leased: LeasedTransaction) => Promise<T>,
  ): Promise<Leased<T>> {
    return await this.#database.transaction(async trx => {
      const at = await this.#database.now(trx);
      const held = await this.#held(trx, lease, at).update({
        lease_until: at + this.leaseMs,
      });
      if (held === 0) return { outcome: 'lease-lost' as const };
      const leased = {
        trx,
        clusterArn: lease.clusterArn,
        fence: lease.fence,
        at,
      };
      return {
        outcome: 'done' as const,
        value: await work(leased as LeasedTransaction),
      };
    });
  }

  /** Keeps the lease for its full length from now. */
  async renew(lease: ClusterLease): Promise<LeasedOutcome> {
    const { outcome } = await this.withLease(lease, async () => undefined);
    return outcome;
  }

  /** Gives the cluster back, to be looked at again at `nextDueAt` or at the next wake. */
  async release(
    lease: ClusterLease,
    nextDueAt: Instant,
  ): Promise<LeasedOutcome> {
    const { outcome } = await this.withLease(lease, async ({ trx }) => {
      await trx('eks_access_clusters')
        .where('cluster_arn', lease.clusterArn)
        .update({ due_at: nextDueAt, lease_owner: null, lease_until: null });
    });
    return outcome;
  }

  #held(trx: Knex.Transaction, lease: ClusterLease, at: Instant) {
    return trx('eks_access_clusters')
      .where({
        cluster_arn: lease.clusterArn,
        lease_owner: lease.owner,
        fence: lease.fence,
      })
      .andWhere('lease_until', '>', at);
  }
}
