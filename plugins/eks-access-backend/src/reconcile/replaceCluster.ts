import type { ClusterFacts } from '../aws';
import type { ClusterRow } from './ClusterStore';
import type { CycleDependencies } from './CycleDependencies';
import type { Leased } from './DueClusters';
import type { ClusterLease } from './types';

const ACTOR = 'system:reconcile';

/**
 * Takes note of which creation of the cluster AWS shows. A cluster that was made again under its name is another one: our entries went with
 * the old one, so their rows are closed, and the new one is in mode observe until a person has seen its plan.
 */
export async function replaceCluster(
  {
    due,
    clusters,
    managed,
    operations,
    attempts,
    audit,
  }: Pick<
    CycleDependencies,
    'due' | 'clusters' | 'managed' | 'operations' | 'attempts' | 'audit'
  >,
  lease: ClusterLease,
  row: ClusterRow,
  facts: ClusterFacts,
): Promise<Leased<void>> {
  return await due.withLease(lease, async leased => {
    const { trx, at, clusterArn } = leased;
    await clusters.recordCreation(leased, facts.createdAt);
    if (row.createdAt === undefined) return;
    for (const entry of await managed.listOf(trx, clusterArn)) {
      await managed.close(leased, entry.rowId);
    }
    for (const operation of await operations.openOf(trx, clusterArn)) {
      await operations.settle(leased, operation.id, 'not-done');
    }
    await attempts.clear(leased);
    if (row.mode !== 'observe') {
      await clusters.recordModeChange(trx, clusterArn, {
        to: 'observe',
        by: ACTOR,
        at,
        reason: 'The cluster was deleted and created again under its name.',
      });
    }
    await audit.append(trx, {
      at,
      actor: ACTOR,
      action: 'cluster-replaced',
      subject: { type: 'cluster', id: clusterArn },
      details: { before: row.createdAt, now: facts.createdAt },
    });
  });
}
