export * from './accessEntries';
export { accessEntryTypes } from './entryRules';
export * from './accessPolicies';
export * from './administration';
export { addSeededCluster, administratorName, buildWorld } from './buildWorld';
export * from './clusters';
export type { Caller, Change, OperationContext } from './context';
export { countingIds, randomIds, type Ids } from './ids';
export { member } from './lookups';
export { slicePage, type Page, type PageRequest } from './paging';
export { accessPolicyNames, formatPolicyArn } from './policies';
export { reachOf, type Reach } from './reach';
export { getRole, rolesUnder } from './roles';
export {
  authenticationModes,
  worldSchema,
  type AccessEntry,
  type AccessScope,
  type Association,
  type Cluster,
  type ClusterUpdate,
  type Role,
  type World,
} from './schema';
export {
  clusterSeedSchema,
  roleSeedSchema,
  worldSeedSchema,
  type WorldSeed,
} from './seed';
export { assumeRole, findCredentials, type Credentials } from './sessions';
export { listTags, tagResource, untagResource } from './tags';
export { createWorldHistory, type WorldHistory } from './visibility';
