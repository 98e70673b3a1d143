export { ClusterRegister } from './ClusterRegister';
export type { FoundCluster } from './clusterEntity';
export {
  EksClusterEntityProvider,
  type ClusterSource,
  type ListClusters,
} from './EksClusterEntityProvider';
