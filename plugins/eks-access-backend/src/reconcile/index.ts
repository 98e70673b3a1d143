/**
 * The only caller of AWS writes: takes a lease on a cluster, compares what should be with what AWS shows, and makes the difference go away
 * step by step.
 */
export { ClusterModes } from './ClusterModes';
export { ClusterViews } from './ClusterViews';
export { createReconcile, type ReconcileOptions } from './createReconcile';
export { DueClusters } from './DueClusters';
export { createModeReader } from './modeReader';
export { Reconciler } from './Reconciler';
export {
  discover,
  startReconciling,
  type StartReconcilingOptions,
} from './startReconciling';
export type {
  ClusterLease,
  ClusterOverview,
  ExecutionObserver,
  ExecutionPoint,
  GrantSource,
  IntentTrouble,
  LeasedOutcome,
  ModeChange,
  ModeChangeInput,
  ModeChangeOutcome,
  ObservedIntent,
  ObservedStep,
  StandingLevelView,
} from './types';
export { executionPoints } from './types';
