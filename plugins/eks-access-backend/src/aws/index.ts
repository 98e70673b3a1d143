export { AwsFault, isAwsFault, type AwsFaultKind } from './AwsFault';
export {
  createAwsAccounts,
  type AwsAccountsOptions,
} from './createAwsAccounts';
export type { CallPurpose } from './TokenBucket';
export {
  describeTrust,
  whoCanAssume,
  type TrustLine,
  type TrustStatement,
} from './trust';
export type {
  AwsAccounts,
  ClusterFacts,
  EksGateway,
  GatewayOptions,
  IamGateway,
  NewEntry,
  ObservedRole,
  RemovalOutcome,
} from './types';
