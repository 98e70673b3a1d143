import { isLive, type Instant, type Intent } from '../access';
import type { ClusterSnapshot } from '../inventory';
import type { CycleDependencies } from './CycleDependencies';
import type { Leased } from './DueClusters';
import { nextDueAt } from './nextDue';
import type { ClusterLease, ObservedIntent } from './types';

/** A cycle that could not read the cluster. */
export interface UnreadCycle {
  readonly intents: readonly Intent[];
  readonly snapshot: ClusterSnapshot;
  readonly because: string;
  /** In a row, this one included. */
  readonly failures: number;
}

/**
 * Writes down that nothing is known: nothing is concluded about what is live, and nothing about what has ended, unless AWS says that the
 * cluster itself is gone, with everything on it. Answers when to try again.
 */
export async function concludeUnread(
  dependencies: CycleDependencies,
  lease: ClusterLease,
  cycle: UnreadCycle,
): Promise<Leased<Instant>> {
  const { due, clusters, inventory, grants, standing, spread } = dependencies;
  const { snapshot } = cycle;
  return await due.withLease(lease, async leased => {
    const { trx, at } = leased;
    await inventory.saveCluster(snapshot, trx);
    const facts = cycle.intents.map(intent => observe(intent, cycle, at));
    const isGrant = new Map(
      cycle.intents.map(intent => [intent.id, intent.kind === 'grant']),
    );
    await grants.recordObserved(
      trx,
      facts.filter(({ intentId }) => isGrant.get(intentId)),
    );
    for (const row of await standing.openOf(trx, lease.clusterArn)) {
      await standing.recordObserved(leased, {
        id: row.id,
        state: row.state,
        shown: {
          state: row.end ? 'ending' : 'unknown',
          sentence: `The cluster could not be read: ${cycle.because}`,
        },
      });
    }
    await clusters.recordCycle(leased, {
      plan: undefined,
      sweptAt: undefined,
      failures: cycle.failures,
      trouble: cycle.because,
    });
    return nextDueAt({
      at,
      sweptAt: undefined,
      sweepMs: 0,
      failures: cycle.failures,
      intents: [],
      waits: [],
      recheckAt: undefined,
      spread: spread(),
    });
  });
}

function observe(
  intent: Intent,
  { snapshot, because }: UnreadCycle,
  at: Instant,
): ObservedIntent {
  const isGone = snapshot.presence === 'gone';
  if (isGone && !isLive(intent, at)) {
    return { intentId: intent.id, observed: 'absent', at };
  }
  return {
    intentId: intent.id,
    observed: 'unknown',
    at,
    trouble: {
      kind: isGone ? 'needs-a-person' : 'retrying',
      sentence: isGone
        ? 'AWS says that the cluster no longer exists.'
        : `The cluster could not be read: ${because} It is tried again by itself.`,
    },
  };
}
