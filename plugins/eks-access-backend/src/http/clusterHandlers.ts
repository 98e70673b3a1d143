import type { ClusterPages } from '../requests';
import type { RouteHandlers } from './routeHandlers';

export function clusterHandlers(
  pages: ClusterPages,
): Pick<RouteHandlers, 'listClusters' | 'getCluster' | 'setClusterMode'> {
  return {
    listClusters: ({ personRef }) => pages.list(personRef),
    getCluster: ({ personRef, params }) => pages.get(personRef, params),
    setClusterMode: ({ personRef, params, body }) =>
      pages.setMode(personRef, params, body),
  };
}
