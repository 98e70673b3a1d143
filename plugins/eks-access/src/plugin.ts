import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createEksAccessApi, eksAccessApiRef } from './api';
import {
  eksAccessClusterRouteRef,
  eksAccessRequestRouteRef,
  eksAccessRootRouteRef,
} from './routes';

/**
 * EKS access for apps of the legacy frontend system.
 *
 * @public
 */
export const eksAccessPlugin = createPlugin({
  id: 'eks-access',
  apis: [
    createApiFactory({
      api: eksAccessApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: createEksAccessApi,
    }),
  ],
  routes: {
    root: eksAccessRootRouteRef,
    request: eksAccessRequestRouteRef,
    cluster: eksAccessClusterRouteRef,
  },
});

/**
 * The pages To approve, My requests and Clusters. The tab and the card link to them, so that an app needs it as a route.
 *
 * @public
 */
export const EksAccessPage = eksAccessPlugin.provide(
  createRoutableExtension({
    name: 'EksAccessPage',
    component: () =>
      import('./components/EksAccessPage').then(m => m.EksAccessPage),
    mountPoint: eksAccessRootRouteRef,
  }),
);

/**
 * The tab Cluster access of a group's page.
 *
 * @public
 */
export const EntityGroupClusterAccessContent = eksAccessPlugin.provide(
  createComponentExtension({
    name: 'EntityGroupClusterAccessContent',
    component: {
      lazy: () =>
        import('./components/ClusterAccess').then(
          m => m.EntityGroupClusterAccess,
        ),
    },
  }),
);

/**
 * The card on the page of an EksAccessMapping: whether it is in force, and what to mend.
 *
 * @public
 */
export const EntityEksAccessMappingCard = eksAccessPlugin.provide(
  createComponentExtension({
    name: 'EntityEksAccessMappingCard',
    component: {
      lazy: () =>
        import('./components/MappingCheck').then(m => m.MappingCheckCard),
    },
  }),
);
