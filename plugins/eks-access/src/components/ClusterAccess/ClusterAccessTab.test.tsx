import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { setupServer } from 'msw/node';
import {
  eksAccessRequestCreatePermission,
  GroupAccess,
} from '@eks-access/backstage-plugin-eks-access-common';
import {
  aClusterId,
  aClusterRow,
  aClusterSummary,
  ada,
  aGroupAccess,
  alan,
  anApprovedRequest,
  aPreview,
  aRequest,
  aStandingLevel,
  NOW,
  platform,
} from '../../__fixtures__';
import { answer, FakeRefusal, fill, renderPage } from '../../__testUtils__';
import { ClusterAccessTab } from './ClusterAccessTab';

const server = setupServer();
registerMswTestHooks(server);

function showTab(
  access: GroupAccess | FakeRefusal,
  options: Parameters<typeof renderPage>[1] = {},
) {
  server.use(answer('getGroupAccess', () => access));
  renderPage(
    <ClusterAccessTab group={{ namespace: 'default', name: 'payments' }} />,
    options,
  );
}

const theRow = () => screen.findByRole('row', { name: /payments-dev/ });

describe('ClusterAccessTab', () => {
  it('says that it is reading until the first answer', async () => {
    showTab(aGroupAccess());
    expect(
      screen.getByRole('progressbar', { name: /cluster access/ }),
    ).toBeInTheDocument();
    expect(await theRow()).toBeInTheDocument();
  });

  it('shows on one row what the team has, is granted and waits for', async () => {
    const granted = anApprovedRequest({ connect: undefined });
    const waiting = aRequest({
      id: '6d0a6f0e-2c7b-4f57-8d0e-5f2f3b7a0002',
      requester: alan,
      canCancel: false,
    });
    showTab(
      aGroupAccess({
        clusters: [aClusterRow({ requests: [waiting, granted] })],
      }),
    );
    const row = within(await theRow());
    expect(row.getByText('111122223333 · eu-west-1')).toBeInTheDocument();
    expect(row.getByText('AmazonEKSViewPolicy @ payments')).toBeInTheDocument();
    expect(row.getAllByText('Active')).toHaveLength(2);
    expect(row.getByText('in 42 min')).toBeInTheDocument();
    expect(row.getByText('Waiting for a decision')).toBeInTheDocument();
    expect(row.getByText(/Asked by Alan Turing/)).toBeInTheDocument();
    expect(row.getByText('Live')).toBeInTheDocument();
  });

  it('names the tool that provides a level', async () => {
    const covered = aStandingLevel({
      standing: {
        state: 'covered',
        sentence: 'Nothing is written.',
        providedBy: 'Terraform',
      },
    });
    showTab(aGroupAccess({ clusters: [aClusterRow({ levels: [covered] })] }));
    expect(
      within(await theRow()).getByText('Provided by Terraform'),
    ).toBeInTheDocument();
  });

  it('opens a row into levels, who can assume the roles, and history', async () => {
    showTab(
      aGroupAccess({
        clusters: [aClusterRow({ requests: [aRequest({ state: 'denied' })] })],
      }),
    );
    const toggle = await screen.findByRole('button', {
      name: 'Details of payments-dev',
    });
    expect(toggle).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(toggle);
    expect(toggle).toHaveAttribute('aria-expanded', 'true');
    expect(
      screen.getByText('Edit (on request, up to 8 hours)'),
    ).toBeInTheDocument();
    expect(
      screen.getAllByText(/everyone in account 111122223333/),
    ).not.toHaveLength(0);
    expect(screen.getByText('Denied')).toBeInTheDocument();
  });

  it('leads to the page of the request for whom may decide it', async () => {
    const request = aRequest({ youMayDecideBecause: 'member of Platform' });
    showTab(aGroupAccess({ clusters: [aClusterRow({ requests: [request] })] }));
    expect(await screen.findByRole('link', { name: 'Decide' })).toHaveAttribute(
      'href',
      `/eks-access/requests/${request.id}`,
    );
  });

  it('says why a standing level is only planned', async () => {
    const planned = aStandingLevel({
      standing: {
        state: 'planned',
        sentence: 'Would be made: the cluster is in mode observe.',
      },
    });
    showTab(aGroupAccess({ clusters: [aClusterRow({ levels: [planned] })] }));
    expect(
      await screen.findByText('Would be made: the cluster is in mode observe.'),
    ).toBeInTheDocument();
  });

  it('narrows by search and by chips, and says when nothing is left', async () => {
    const other = aClusterRow({ cluster: aClusterId({ name: 'ledger-prod' }) });
    showTab(
      aGroupAccess({
        clusters: [
          aClusterRow({ requests: [aRequest({ requester: ada })] }),
          other,
        ],
      }),
    );
    await theRow();
    const mine = await screen.findByRole('button', { name: 'Mine (1)' });
    await userEvent.click(mine);
    expect(mine).toHaveAttribute('aria-pressed', 'true');
    expect(screen.queryByRole('row', { name: /ledger-prod/ })).toBeNull();
    await userEvent.click(mine);
    await fill(
      screen.getByRole('searchbox', { name: 'Search clusters and levels' }),
      'nowhere',
    );
    expect(screen.getByText('No cluster matches.')).toBeInTheDocument();
  });

  it('shows why nothing can be asked anywhere', async () => {
    showTab(
      aGroupAccess({
        notice: {
          code: 'PERMISSIONS_OFF',
          happened: 'The permission framework is off.',
          next: 'Set permission.enabled.',
        },
      }),
    );
    expect(
      await screen.findByText('The permission framework is off.'),
    ).toBeInTheDocument();
    expect(screen.getByText('Code PERMISSIONS_OFF')).toBeInTheDocument();
  });

  it('offers no request to whom the permission policy denies it, and says so', async () => {
    showTab(aGroupAccess(), { denied: [eksAccessRequestCreatePermission] });
    expect(
      await screen.findByText(/does not let you ask for access/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Request/ })).toBeNull();
  });

  it('offers no request to those outside the group', async () => {
    showTab(aGroupAccess({ youAreMember: false }));
    await theRow();
    expect(
      screen.getByText('Only members of Payments can ask for access here.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Request/ })).toBeNull();
  });

  it('explains a failure with next step, code and reference id, and reads again on demand', async () => {
    showTab(new FakeRefusal('INTERNAL', 'ref-42'));
    expect(
      await screen.findByText(/Something went wrong on our side/),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Code INTERNAL · Reference id ref-42'),
    ).toBeInTheDocument();
    server.use(answer('getGroupAccess', () => aGroupAccess()));
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await theRow()).toBeInTheDocument();
  });

  it('keeps what it knew when a later read fails', async () => {
    showTab(aGroupAccess());
    await theRow();
    server.use(answer('getGroupAccess', () => new FakeRefusal('INTERNAL')));
    await userEvent.click(screen.getByRole('button', { name: 'Read again' }));
    expect(
      await screen.findByText(/below is what was read before/),
    ).toBeInTheDocument();
    expect(await theRow()).toBeInTheDocument();
  });
});

describe('ClusterAccessTab without a mapping', () => {
  it('gives the YAML to those who own a cluster', async () => {
    server.use(
      answer('listClusters', () => ({
        asOf: NOW,
        clusters: [aClusterSummary()],
      })),
    );
    showTab(aGroupAccess({ clusters: [] }));
    expect(
      await screen.findByText(/kind: EksAccessMapping/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Copy mapping' }),
    ).toBeInTheDocument();
  });

  it('names whom to ask to everyone else', async () => {
    server.use(
      answer('listClusters', () => ({
        asOf: NOW,
        clusters: [aClusterSummary({ youOwnIt: false, owner: platform })],
      })),
    );
    showTab(aGroupAccess({ clusters: [] }));
    expect(
      await screen.findByRole('link', { name: 'Platform' }),
    ).toBeInTheDocument();
    expect(screen.queryByText(/kind: EksAccessMapping/)).toBeNull();
  });

  it('says whom to ask also where the clusters may not be listed', async () => {
    server.use(
      answer('listClusters', () => new FakeRefusal('PERMISSION_DENIED')),
    );
    showTab(aGroupAccess({ clusters: [] }));
    expect(
      await screen.findByText(/Ask the platform team of your portal/),
    ).toBeInTheDocument();
  });
});

describe('asking for a level on the tab', () => {
  it('shows what was asked for as waiting, as soon as it was sent', async () => {
    server.use(
      answer('previewRequest', () => aPreview()),
      answer('createRequest', () => {
        server.use(
          answer('getGroupAccess', () =>
            aGroupAccess({
              clusters: [aClusterRow({ requests: [aRequest()] })],
            }),
          ),
        );
        return aRequest();
      }),
    );
    showTab(aGroupAccess());
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Request access to payments-dev',
      }),
    );
    await fill(
      await screen.findByRole('textbox', { name: 'Why?' }),
      'Payments are stuck.',
    );
    await userEvent.click(
      screen.getByRole('button', { name: /^Ask Platform/ }),
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Done' }));
    expect(
      await screen.findByText('Waiting for a decision'),
    ).toBeInTheDocument();
  });
});
