/**
 * What the pages show, put together from catalog, inventory, engine and requests, for one person. Reads only, but for the switch of a
 * cluster's mode, which is refused here to whoever does not own the cluster.
 */
export {
  ClusterService,
  type ClusterDetailPage,
  type ClusterForPerson,
  type ClusterListPage,
} from './ClusterService';
export {
  GroupAccessService,
  type GroupAccessPage,
  type GroupAccessRow,
  type GroupLevelRow,
} from './GroupAccessService';
export { MappingService, type MappingCheckPage } from './MappingService';
export { StatusService, type StatusPage } from './StatusService';
