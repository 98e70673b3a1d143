import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { AwsAccounts } from '../aws';
import type { CatalogViews } from '../catalog';
import type { EksAccessConfig } from '../config';
import type { EksAccessDatabase } from '../database';
import { discoverClusters, type InventoryStore } from '../inventory';
import { catalogChanges } from './catalogChanges';
import type { DueClusters } from './DueClusters';
import type { Reconciler } from './Reconciler';

export interface StartReconcilingOptions {
  readonly reconciler: Reconciler;
  readonly due: DueClusters;
  readonly inventory: InventoryStore;
  readonly aws: AwsAccounts;
  readonly catalogViews: Pick<CatalogViews, 'current'>;
  readonly database: EksAccessDatabase;
  readonly config: EksAccessConfig;
  readonly scheduler: SchedulerService;
  readonly logger: LoggerService;
}

/**
 * Has the portal's scheduler tick, and answers the function that stops it all. The scheduler only wakes us up: what is due, and who does it,
 * is in the database, so a tick that comes late or twice changes nothing (RELIABILITY finding 2).
 */
export async function startReconciling(
  options: StartReconcilingOptions,
): Promise<() => Promise<void>> {
  const { reconciler, scheduler, config, database, due, logger } = options;
  const changes = catalogChanges();
  const { tickSeconds, sweepSeconds } = config.reconcile;
  const stopping = new AbortController();
  await scheduler.scheduleTask({
    id: 'eks-access-discover',
    frequency: { seconds: sweepSeconds },
    timeout: { seconds: Math.max(60, sweepSeconds) },
    scope: 'local',
    signal: stopping.signal,
    fn: async signal => {
      await discover(options, signal);
      await reconciler.startDue();
    },
  });
  await scheduler.scheduleTask({
    id: 'eks-access-tick',
    frequency: { seconds: tickSeconds },
    timeout: { seconds: Math.max(60, tickSeconds) },
    scope: 'local',
    signal: stopping.signal,
    fn: async () => {
      const changed = changes(options.catalogViews.current());
      if (changed.length > 0) {
        await database.transaction(async trx => {
          for (const clusterArn of changed) await due.makeDue(trx, clusterArn);
        });
      }
      await reconciler.startDue();
    },
  });
  return async () => {
    logger.info('Giving the clusters back');
    stopping.abort();
    await reconciler.stop();
  };
}

/** Looks for the clusters of the configured accounts; new ones are due at once, in mode observe. */
export async function discover(
  {
    aws,
    config,
    database,
    inventory,
    due,
  }: Pick<
    StartReconcilingOptions,
    'aws' | 'config' | 'database' | 'inventory' | 'due'
  >,
  signal?: AbortSignal,
): Promise<void> {
  const places = await discoverClusters(aws, config.accounts, {
    now: () => database.now(),
    signal,
  });
  if (signal?.aborted) return;
  await inventory.saveDiscovery(places);
  await due.register(
    places.flatMap(({ clusters }) =>
      clusters.kind === 'known' ? clusters.value : [],
    ),
  );
}
