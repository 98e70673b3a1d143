export { discoverClusters } from './discoverClusters';
export { InventoryStore } from './InventoryStore';
export { createKnownPolicies } from './knownPolicies';
export { ownerOfEntry, type EntryOwnership } from './ownerOfEntry';
export {
  readCluster,
  rereadEntries,
  type ReadClusterOptions,
} from './readCluster';
export type {
  ClusterSnapshot,
  DiscoveredPlace,
  KnownCluster,
  KnownPlace,
} from './types';
