export {
  accessEntryLimit,
  createAccessEntry,
  deleteAccessEntry,
  describeAccessEntry,
  listAccessEntries,
  updateAccessEntry,
} from './accessEntries';
export { accessEntryTypes } from './entryRules';
export {
  associateAccessPolicy,
  disassociateAccessPolicy,
  listAccessPolicies,
  listAssociatedAccessPolicies,
} from './accessPolicies';
export {
  createRole,
  deleteCluster,
  deleteRole,
  recreateRole,
  setTrustPolicy,
  tagEntry,
} from './administration';
export { addSeededCluster, administratorName, buildWorld } from './buildWorld';
export {
  describeCluster,
  describeUpdate,
  listClusters,
  listUpdates,
  settleUpdates,
  statusOf,
  updateClusterConfig,
} from './clusters';
export type { Caller, Change, OperationContext } from './context';
export { countingIds, randomIds, type Ids } from './ids';
export { member } from './lookups';
export { slicePage, type Page } from './paging';
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
export { createWorldHistory } from './visibility';
