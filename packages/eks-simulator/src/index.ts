/**
 * A stand-in for EKS, IAM and STS on loopback, for development and tests only.
 *
 * @packageDocumentation
 */
export type { Call, CallFilter } from './calls';
export {
  createSimulator,
  type Simulator,
  type SimulatorOptions,
} from './createSimulator';
export {
  exampleAccounts,
  exampleCredentials,
  exampleExternalId,
  exampleWorld,
} from './example';
export { mswHandlers } from './msw';
export { domainRows, type DomainRow, type DomainRowId } from './refusals';
export {
  startSimulator,
  type RunningSimulator,
  type StartOptions,
} from './server';
export { defaultSettings, type Settings } from './settings';
export {
  countingIds,
  randomIds,
  worldSeedSchema,
  type Ids,
  type Reach,
  type World,
  type WorldSeed,
} from './world';
