import type { ClusterService } from '../overview';
import { mapOutcome } from './mapOutcome';
import type { RouteHandlers } from './routeHandlers';
import { clusterDetailView, clusterListView, type Names } from './toApi';

export interface ClusterHandlersOptions {
  readonly clusters: ClusterService;
  readonly names: () => Names;
}

/** Clusters: list, detail, mode. */
export function clusterHandlers({
  clusters,
  names,
}: ClusterHandlersOptions): Pick<
  RouteHandlers,
  'listClusters' | 'getCluster' | 'setClusterMode'
> {
  return {
    listClusters: async ({ personRef }) =>
      mapOutcome(await clusters.list(personRef), page =>
        clusterListView(page, names()),
      ),

    getCluster: async ({ params, personRef }) =>
      mapOutcome(await clusters.get(personRef, params), page =>
        clusterDetailView(page, names()),
      ),

    setClusterMode: async ({ params, body, personRef }) =>
      mapOutcome(
        await clusters.setMode(personRef, params, {
          to: body.mode,
          reason: body.reason,
          planHash: body.planHash,
        }),
        page => clusterDetailView(page, names()),
      ),
  };
}
