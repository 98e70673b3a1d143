import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AuditTrail } from '../audit';
import type { AwsAccounts } from '../aws';
import type { CatalogViews } from '../catalog';
import type { EksAccessConfig } from '../config';
import type { EksAccessDatabase } from '../database';
import type { InventoryStore } from '../inventory';
import type { AttemptStore } from './AttemptStore';
import type { ClusterStore } from './ClusterStore';
import type { DueClusters } from './DueClusters';
import type { ManagedEntryStore } from './ManagedEntryStore';
import type { OperationStore } from './OperationStore';
import type { StandingIntentStore } from './StandingIntentStore';
import type { StepExecutor } from './StepExecutor';
import type { GrantSource } from './types';

/** Everything that a cycle reads from and writes to. */
export interface CycleDependencies {
  readonly config: EksAccessConfig;
  readonly database: EksAccessDatabase;
  readonly due: DueClusters;
  readonly clusters: ClusterStore;
  readonly managed: ManagedEntryStore;
  readonly operations: OperationStore;
  readonly attempts: AttemptStore;
  readonly standing: StandingIntentStore;
  readonly executor: StepExecutor;
  readonly inventory: InventoryStore;
  readonly aws: AwsAccounts;
  readonly catalog: Pick<CatalogViews, 'current'>;
  readonly grants: GrantSource;
  readonly audit: Pick<AuditTrail, 'append'>;
  readonly logger: LoggerService;
  /** In [0, 1): spreads retries and looks. */
  readonly spread: () => number;
  readonly monotonicMs: () => number;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}
