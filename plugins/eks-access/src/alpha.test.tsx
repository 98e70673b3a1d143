import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { registerMswTestHooks } from '@backstage/test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { setupServer } from 'msw/node';
import {
  aClusterSummary,
  aGroupAccess,
  aMappingCheck,
  aRequest,
  aStatus,
  NOW,
} from './__fixtures__';
import { answer, testApis } from './__testUtils__';
import plugin from './alpha';

const server = setupServer();
registerMswTestHooks(server);

const entityMount = { '/catalog/:namespace/:kind/:name': entityRouteRef };

function showEntity(kind: string) {
  const entity = {
    apiVersion: 'v1',
    kind,
    metadata: { name: 'Payments' },
    spec: {},
  };
  renderTestApp({
    features: [plugin],
    extensions: [createTestEntityPage({ entity })],
    apis: [...testApis({})],
    mountedRoutes: entityMount,
  });
}

function showPage(path: string) {
  server.use(
    answer('listRequests', ({ query }) => ({
      asOf: NOW,
      requests: query.view === 'mine' ? [aRequest()] : [],
    })),
    answer('listClusters', () => ({
      asOf: NOW,
      clusters: [aClusterSummary()],
    })),
    answer('getStatus', () => aStatus()),
    answer('getRequest', () => aRequest()),
  );
  renderTestApp({
    features: [plugin],
    apis: [...testApis({})],
    mountedRoutes: entityMount,
    initialRouteEntries: [path],
  });
}

describe('the plugin in the new frontend system', () => {
  it('adds the tab to groups', async () => {
    server.use(answer('getGroupAccess', () => aGroupAccess()));
    showEntity('Group');
    expect(
      await screen.findByRole('row', { name: /payments-dev/ }),
    ).toBeInTheDocument();
  });

  it('adds the card to mappings, and nothing to other kinds', async () => {
    server.use(answer('checkMapping', () => aMappingCheck()));
    showEntity('EksAccessMapping');
    expect(await screen.findByText('In force')).toBeInTheDocument();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('opens on what waits for one’s approval, with the other pages as tabs', async () => {
    showPage('/eks-access');
    expect(
      await screen.findByText('Nothing waits for your decision.'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'My requests' }));
    const table = await screen.findByRole('table', { name: 'My requests' });
    expect(
      within(table).getByText('Waiting for a decision'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'Clusters' }));
    expect(
      await screen.findByRole('link', { name: 'payments-dev' }),
    ).toHaveAttribute(
      'href',
      '/eks-access/clusters/111122223333/eu-west-1/payments-dev',
    );
  });

  it('opens one request by its link', async () => {
    showPage(`/eks-access/requests/${aRequest().id}`);
    expect(
      await screen.findByRole('heading', {
        name: 'Ada Lovelace asks for Edit in payments on payments-dev for 1 hour, for Payments',
      }),
    ).toBeInTheDocument();
  });
});
