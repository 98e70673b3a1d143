import { screen } from '@testing-library/react';
import { registerMswTestHooks } from '@backstage/test-utils';
import { setupServer } from 'msw/node';
import { parse } from 'yaml';
import {
  ClusterSummary,
  PluginStatus,
} from '@eks-access/backstage-plugin-eks-access-common';
import { aClusterId, aClusterSummary, aStatus, NOW } from '../../__fixtures__';
import { answer, FakeRefusal, fill, renderPage } from '../../__testUtils__';
import { ClustersPage } from './ClustersPage';

const server = setupServer();
registerMswTestHooks(server);

function show(clusters: ClusterSummary[], status: PluginStatus = aStatus()) {
  server.use(
    answer('listClusters', () => ({ asOf: NOW, clusters })),
    answer('getStatus', () => status),
  );
  renderPage(<ClustersPage />);
}

describe('ClustersPage', () => {
  it('shows mode, health, counts and authentication of each cluster', async () => {
    show([aClusterSummary({ authenticationMode: 'API_AND_CONFIG_MAP' })]);
    const row = await screen.findByRole('row', { name: /payments-dev/ });
    expect(row).toHaveTextContent('Observe');
    expect(row).toHaveTextContent('Observed only');
    expect(row).toHaveTextContent('6 entries');
    expect(row).toHaveTextContent('0 ours · 6 foreign');
    expect(row).toHaveTextContent('2 steps would be done');
    expect(row).toHaveTextContent('API_AND_CONFIG_MAP');
  });

  it('links only the clusters that one owns, and calls unread counts unknown', async () => {
    show([
      aClusterSummary({ youOwnIt: false, counts: undefined, asOf: undefined }),
    ]);
    const row = await screen.findByRole('row', { name: /payments-dev/ });
    expect(screen.queryByRole('link', { name: 'payments-dev' })).toBeNull();
    expect(row).toHaveTextContent('Unknown');
    expect(row).toHaveTextContent('Never read in full');
  });

  it('narrows by search', async () => {
    show([
      aClusterSummary(),
      aClusterSummary({ cluster: aClusterId({ name: 'ledger' }) }),
    ]);
    await fill(
      await screen.findByRole('searchbox', { name: 'Search clusters' }),
      'ledger',
    );
    expect(screen.queryByRole('row', { name: /payments-dev/ })).toBeNull();
    expect(screen.getByRole('row', { name: /ledger/ })).toBeInTheDocument();
  });

  it('says what to configure when there is none', async () => {
    show([]);
    const yaml = await screen.findByText(/accountId/);
    expect(parse(yaml.textContent ?? '')).toHaveProperty(
      'eksAccess.accounts[0].accountId',
      '111122223333',
    );
  });

  it('says what is wrong with the plugin as a whole', async () => {
    show(
      [aClusterSummary()],
      aStatus({
        permissionsEnabled: false,
        databaseDurable: false,
        accounts: [
          {
            accountId: '444455556666',
            simulated: false,
            state: 'unreachable',
            sentence: 'The role may not be assumed.',
          },
        ],
      }),
    );
    expect(
      await screen.findByText(/permission framework of this portal is off/),
    ).toBeInTheDocument();
    expect(
      screen.getByText('The database is kept in memory.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('The role may not be assumed.'),
    ).toBeInTheDocument();
  });

  it('shows the clusters also where the status cannot be read', async () => {
    show([aClusterSummary()]);
    server.use(answer('getStatus', () => new FakeRefusal('INTERNAL')));
    expect(
      await screen.findByRole('row', { name: /payments-dev/ }),
    ).toBeInTheDocument();
  });

  it('explains a failure', async () => {
    show([]);
    server.use(
      answer('listClusters', () => new FakeRefusal('PERMISSION_DENIED')),
    );
    expect(
      await screen.findByText(/Could not read the clusters/),
    ).toBeInTheDocument();
  });
});
