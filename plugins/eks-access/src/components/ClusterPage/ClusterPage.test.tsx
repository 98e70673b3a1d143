import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { setupServer } from 'msw/node';
import {
  ClusterDetail,
  eksAccessClusterModePermission,
} from '@eks-access/backstage-plugin-eks-access-common';
import {
  aClusterDetail,
  aClusterSummary,
  anEntry,
  aPlan,
  grace,
  minutesFrom,
} from '../../__fixtures__';
import { answer, FakeRefusal, fill, renderPage } from '../../__testUtils__';
import { ClusterPage } from './ClusterPage';

const server = setupServer();
registerMswTestHooks(server);

function show(
  detail: ClusterDetail = aClusterDetail(),
  options: Parameters<typeof renderPage>[1] = {},
) {
  server.use(answer('getCluster', () => detail));
  renderPage(<ClusterPage />, {
    mountPath: '/eks-access/clusters/:accountId/:region/:name',
    path: '/eks-access/clusters/111122223333/eu-west-1/payments-dev',
    ...options,
  });
}

const managed = aClusterDetail({
  summary: aClusterSummary({ mode: 'manage' }),
});

describe('ClusterPage', () => {
  it('says in words what would be done in observe, and because of what', async () => {
    show();
    const plan = within(
      await screen.findByRole('region', { name: 'What would be done' }),
    );
    expect(
      plan.getByText('Create the access entry of role payments-viewer.'),
    ).toBeInTheDocument();
    expect(
      plan.getAllByText('Because of standing level view of mapping payments'),
    ).toHaveLength(2);
  });

  it('says in manage what is about to be done', async () => {
    show(managed);
    expect(
      await screen.findByRole('region', { name: 'What is about to be done' }),
    ).toBeInTheDocument();
  });

  it('shows what is left alone and what stops the plan', async () => {
    show(
      aClusterDetail({
        plan: aPlan({
          steps: [],
          remarks: [
            {
              kind: 'dead-entry',
              sentence: 'Its role no longer exists.',
              next: 'Ask whoever made it.',
            },
          ],
          refusals: [
            {
              guard: 'awsAuthUnread',
              sentence: 'aws-auth has not been read.',
            },
          ],
        }),
      }),
    );
    expect(await screen.findByText('Dead entry')).toBeInTheDocument();
    expect(
      screen.getByText('Its role no longer exists. Ask whoever made it.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent(
      'aws-auth has not been read.',
    );
  });

  it('says that a plan is missing, and not that it is empty', async () => {
    show(aClusterDetail({ plan: undefined }));
    expect(await screen.findByText(/There is no plan yet/)).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Switch to manage' }),
    );
    await fill(
      await screen.findByRole('textbox', { name: /^Why/ }),
      'We are ready.',
    );
    expect(
      screen.getByRole('button', { name: 'Switch payments-dev to manage' }),
    ).toBeDisabled();
  });

  it('lists entries with whose they are and what is notable', async () => {
    show(
      aClusterDetail({
        entries: [
          anEntry({
            owner: { kind: 'tool', tool: 'Terraform' },
            remarks: ['covers level view of mapping payments'],
          }),
          anEntry({
            principalArn: 'arn:aws:iam::111122223333:role/ours',
            owner: {
              kind: 'managed',
              mappingRef: 'eksaccessmapping:default/payments',
            },
          }),
        ],
      }),
    );
    const table = within(
      await screen.findByRole('table', { name: 'Access entries' }),
    );
    const covered = table.getByRole('row', { name: /payments-viewer/ });
    expect(covered).toHaveTextContent('Terraform');
    expect(covered).toHaveTextContent('covers level view of mapping payments');
    expect(table.getByRole('row', { name: /ours/ })).toHaveTextContent('Ours');
    await fill(
      screen.getByRole('searchbox', { name: 'Search entries' }),
      'terraform',
    );
    expect(table.queryByRole('row', { name: /ours/ })).toBeNull();
  });

  it('shows who switched the mode and why', async () => {
    show(
      aClusterDetail({
        modeChanges: [
          {
            to: 'manage',
            by: grace.ref,
            at: minutesFrom(-60),
            reason: 'The first team is ready.',
          },
        ],
      }),
    );
    expect(
      await screen.findByText('The first team is ready.'),
    ).toBeInTheDocument();
  });
});

describe('switching the mode', () => {
  const openDialog = async (button = 'Switch to manage') => {
    await userEvent.click(await screen.findByRole('button', { name: button }));
    return within(await screen.findByRole('dialog'));
  };

  it('shows the plan first, wants a reason, and sends the hash of what was shown', async () => {
    const sent = jest.fn();
    server.use(
      answer('setClusterMode', ({ body }) => {
        sent(body);
        server.use(answer('getCluster', () => managed));
        return managed;
      }),
    );
    show();
    const dialog = await openDialog();
    expect(
      dialog.getByText('Create the access entry of role payments-viewer.'),
    ).toBeInTheDocument();
    const act = dialog.getByRole('button', {
      name: 'Switch payments-dev to manage and do 2 steps',
    });
    expect(act).toBeDisabled();
    await fill(
      dialog.getByRole('textbox', { name: /^Why/ }),
      'The first team is ready.',
    );
    await userEvent.click(act);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent).toHaveBeenCalledWith({
      mode: 'manage',
      reason: 'The first team is ready.',
      planHash: aPlan().hash,
    });
    expect(
      await screen.findByRole('button', { name: 'Back to observe' }),
    ).toBeInTheDocument();
  });

  it('shows the new plan when it has changed meanwhile, before it can be sent', async () => {
    const changed = aClusterDetail({
      plan: aPlan({
        hash: 'sha256:plan0002',
        steps: aPlan().steps.slice(0, 1),
      }),
    });
    server.use(
      answer('setClusterMode', () => {
        server.use(answer('getCluster', () => changed));
        return new FakeRefusal('PLAN_CHANGED');
      }),
    );
    show();
    const dialog = await openDialog();
    await fill(
      dialog.getByRole('textbox', { name: /^Why/ }),
      'The first team is ready.',
    );
    await userEvent.click(dialog.getByRole('button', { name: /do 2 steps$/ }));
    expect(
      await dialog.findByText('Look at the new plan, then switch again.'),
    ).toBeInTheDocument();
    expect(dialog.getByRole('button', { name: /do 2 steps$/ })).toBeDisabled();
    await userEvent.click(
      dialog.getByRole('button', { name: 'Show the new plan' }),
    );
    expect(dialog.getByRole('button', { name: /do 1 step$/ })).toBeEnabled();
  });

  it('goes back to observe without a plan, and says that grants still end', async () => {
    const sent = jest.fn();
    server.use(
      answer('setClusterMode', ({ body }) => {
        sent(body);
        return aClusterDetail();
      }),
    );
    show(managed);
    const dialog = await openDialog('Back to observe');
    expect(
      dialog.getByText(/live still end in their time/),
    ).toBeInTheDocument();
    await fill(dialog.getByRole('textbox', { name: /^Why/ }), 'An incident.');
    await userEvent.click(
      dialog.getByRole('button', { name: 'Switch payments-dev to observe' }),
    );
    await waitFor(() =>
      expect(sent).toHaveBeenCalledWith({
        mode: 'observe',
        reason: 'An incident.',
      }),
    );
  });

  it('is not offered to whom the permission policy denies it', async () => {
    show(aClusterDetail(), { denied: [eksAccessClusterModePermission] });
    expect(
      await screen.findByText(/does not let you switch the mode/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Switch to manage' }),
    ).toBeNull();
  });
});
