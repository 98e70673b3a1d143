import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import VpnKeyIcon from '@material-ui/icons/VpnKey';
import { PageBody } from './PageBody';
import { createEksAccessApi, eksAccessApiRef } from './api';
import {
  eksAccessClusterRouteRef,
  eksAccessRequestRouteRef,
  eksAccessRootRouteRef,
} from './routes';

const eksAccessApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: eksAccessApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: createEksAccessApi,
    }),
});

const eksAccessPage = PageBlueprint.make({
  params: {
    path: '/eks-access',
    title: 'EKS access',
    icon: <VpnKeyIcon />,
    routeRef: eksAccessRootRouteRef,
  },
});

const toApprovePage = SubPageBlueprint.make({
  name: 'to-approve',
  params: {
    path: 'to-approve',
    title: 'To approve',
    loader: async () => {
      const { ToApprovePage } = await import('./components/ToApprovePage');
      return (
        <PageBody>
          <ToApprovePage />
        </PageBody>
      );
    },
  },
});

const requestsPage = SubPageBlueprint.make({
  name: 'requests',
  params: {
    path: 'requests',
    title: 'My requests',
    loader: async () => {
      const { RequestsSection } = await import('./components/EksAccessPage');
      return (
        <PageBody>
          <RequestsSection />
        </PageBody>
      );
    },
  },
});

const clustersPage = SubPageBlueprint.make({
  name: 'clusters',
  params: {
    path: 'clusters',
    title: 'Clusters',
    loader: async () => {
      const { ClustersSection } = await import('./components/EksAccessPage');
      return (
        <PageBody>
          <ClustersSection />
        </PageBody>
      );
    },
  },
});

const clusterAccessContent = EntityContentBlueprint.make({
  name: 'cluster-access',
  params: {
    path: '/cluster-access',
    title: 'Cluster access',
    group: 'operation',
    filter: { kind: 'group' },
    loader: async () => {
      const { EntityGroupClusterAccess } = await import(
        './components/ClusterAccess'
      );
      return <EntityGroupClusterAccess />;
    },
  },
});

const mappingCard = EntityCardBlueprint.make({
  name: 'mapping',
  params: {
    type: 'content',
    filter: { kind: 'eksaccessmapping' },
    loader: async () => {
      const { MappingCheckCard } = await import('./components/MappingCheck');
      return <MappingCheckCard />;
    },
  },
});

/**
 * EKS access for apps of the new frontend system.
 *
 * @alpha
 */
export default createFrontendPlugin({
  pluginId: 'eks-access',
  title: 'EKS access',
  icon: <VpnKeyIcon />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: eksAccessRootRouteRef,
    request: eksAccessRequestRouteRef,
    cluster: eksAccessClusterRouteRef,
  },
  extensions: [
    eksAccessApi,
    eksAccessPage,
    toApprovePage,
    requestsPage,
    clustersPage,
    clusterAccessContent,
    mappingCard,
  ],
});
