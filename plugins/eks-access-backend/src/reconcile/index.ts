/**
 * The only caller of AWS writes: takes a lease on a cluster, compares what should be with what AWS shows, and makes the difference go away
 * step by step.
 */
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
