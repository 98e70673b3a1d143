import { screen } from '@testing-library/react';
import { Route } from 'react-router-dom';
import { FlatRoutes } from '@backstage/core-app-api';
import { catalogPlugin, EntityLayout } from '@backstage/plugin-catalog';
import {
  AsyncEntityProvider,
  catalogApiRef,
  entityRouteRef,
  MockStarredEntitiesApi,
  starredEntitiesApiRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { RouteRef } from '@backstage/core-plugin-api';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  registerMswTestHooks,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { setupServer } from 'msw/node';
import { EksAccessClient } from '@eks-access/backstage-plugin-eks-access-common';
import { aClusterSummary, aGroupAccess, aStatus, NOW } from './__fixtures__';
import { answer, FAKE_BASE_URL } from './__testUtils__';
import * as everything from '.';

const server = setupServer();
registerMswTestHooks(server);

const {
  EksAccessPage,
  EntityGroupClusterAccessContent,
  eksAccessApiRef,
  eksAccessRootRouteRef,
  isGroupClusterAccessAvailable,
} = everything;

const group = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'payments', namespace: 'default' },
  spec: { type: 'team', children: [] },
};

const renderLegacy = (
  element: JSX.Element,
  path: string,
  mountedRoutes: Record<string, RouteRef> = {},
) =>
  renderInTestApp(
    <TestApiProvider
      apis={[
        [
          eksAccessApiRef,
          new EksAccessClient({
            baseUrl: async () => FAKE_BASE_URL,
            fetch: (...input) => fetch(...input),
          }),
        ],
        [catalogApiRef, catalogApiMock()],
        [permissionApiRef, mockApis.permission()],
        [starredEntitiesApiRef, new MockStarredEntitiesApi()],
      ]}
    >
      {element}
    </TestApiProvider>,
    {
      routeEntries: [path],
      mountedRoutes: {
        ...mountedRoutes,
        '/catalog': catalogPlugin.routes.catalogIndex,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );

describe('the legacy exports', () => {
  // With a default export here too, an app that discovers features would install the plugin twice.
  it('have no default among them', () => {
    expect(Object.keys(everything)).not.toContain('default');
  });

  it('tell groups from other kinds', () => {
    expect(isGroupClusterAccessAvailable(group)).toBe(true);
    expect(isGroupClusterAccessAvailable({ ...group, kind: 'Component' })).toBe(
      false,
    );
  });

  it('draw the tab in a route of EntityLayout', async () => {
    server.use(answer('getGroupAccess', () => aGroupAccess()));
    await renderLegacy(
      <AsyncEntityProvider entity={group} loading={false}>
        <EntityLayout>
          <EntityLayout.Route
            path="/cluster-access"
            title="Cluster access"
            if={isGroupClusterAccessAvailable}
          >
            <EntityGroupClusterAccessContent />
          </EntityLayout.Route>
        </EntityLayout>
      </AsyncEntityProvider>,
      '/cluster-access',
      { '/eks-access': eksAccessRootRouteRef },
    );
    expect(
      await screen.findByRole('row', { name: /payments-dev/ }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('tab', { name: 'Cluster access' }),
    ).toBeInTheDocument();
  });

  it('draw the pages with a shell of their own', async () => {
    server.use(
      answer('listClusters', () => ({
        asOf: NOW,
        clusters: [aClusterSummary()],
      })),
      answer('getStatus', () => aStatus()),
    );
    await renderLegacy(
      <FlatRoutes>
        <Route path="/eks-access" element={<EksAccessPage />} />
      </FlatRoutes>,
      '/eks-access/clusters',
    );
    expect(
      await screen.findByRole('heading', { name: 'EKS access' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('row', { name: /payments-dev/ }),
    ).toBeInTheDocument();
  });
});
