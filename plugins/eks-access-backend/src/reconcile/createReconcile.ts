import { setTimeout as waitFor } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AuditTrail } from '../audit';
import type { AwsAccounts } from '../aws';
import type { CatalogViews } from '../catalog';
import type { EksAccessConfig } from '../config';
import type { EksAccessDatabase } from '../database';
import type { InventoryStore } from '../inventory';
import { AttemptStore } from './AttemptStore';
import { ClusterModes } from './ClusterModes';
import { ClusterStore } from './ClusterStore';
import { ClusterViews } from './ClusterViews';
import type { CycleDependencies } from './CycleDependencies';
import type { DueClusters } from './DueClusters';
import { LoggingObserver } from './LoggingObserver';
import { ManagedEntryStore } from './ManagedEntryStore';
import { OperationStore } from './OperationStore';
import { Reconciler } from './Reconciler';
import { StandingIntentStore } from './StandingIntentStore';
import { StepExecutor } from './StepExecutor';
import type { ExecutionObserver, GrantSource } from './types';

export interface ReconcileOptions {
  readonly config: EksAccessConfig;
  readonly database: EksAccessDatabase;
  /** Made first, as the requests that are the source of grants make clusters due. */
  readonly due: DueClusters;
  readonly inventory: InventoryStore;
  readonly aws: AwsAccounts;
  readonly catalog: Pick<CatalogViews, 'current'>;
  readonly grants: GrantSource;
  readonly audit: Pick<AuditTrail, 'append'>;
  readonly logger: LoggerService;
  /** Logs by default. */
  readonly observer?: ExecutionObserver;
}

/** Puts the engine together. `startReconciling` sets it going. */
export function createReconcile(options: ReconcileOptions): {
  readonly reconciler: Reconciler;
  readonly modes: ClusterModes;
  readonly views: ClusterViews;
} {
  const { config, due, audit, logger } = options;
  const stores = {
    clusters: new ClusterStore(),
    managed: new ManagedEntryStore(),
    operations: new OperationStore(),
    attempts: new AttemptStore(),
    standing: new StandingIntentStore(),
  };
  const executor = new StepExecutor({
    ...stores,
    due,
    audit,
    observer: options.observer ?? new LoggingObserver(logger),
    requestTimeoutMs: config.reconcile.awsRequestTimeoutSeconds * 1000,
  });
  const dependencies: CycleDependencies = {
    ...options,
    ...stores,
    executor,
    spread: Math.random,
    monotonicMs: () => performance.now(),
    wait: async (ms, signal) => {
      // A wait that is cut short is over.
      await waitFor(ms, undefined, { signal }).catch(() => undefined);
    },
  };
  return {
    reconciler: new Reconciler(dependencies),
    modes: new ClusterModes({ ...options, ...stores }),
    views: new ClusterViews({ ...options, ...stores }),
  };
}
