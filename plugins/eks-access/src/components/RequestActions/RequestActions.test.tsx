import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { setupServer } from 'msw/node';
import { RequestView } from '@eks-access/backstage-plugin-eks-access-common';
import { anApprovedRequest } from '../../__fixtures__';
import { answer, FakeRefusal, renderPage } from '../../__testUtils__';
import { RequestActions } from './RequestActions';

const server = setupServer();
registerMswTestHooks(server);

const onChanged = jest.fn();
afterEach(() => jest.clearAllMocks());

describe('RequestActions', () => {
  const show = (
    request: RequestView = anApprovedRequest(),
    remains?: readonly string[],
  ) =>
    renderPage(
      <section aria-label="page">
        <RequestActions
          request={request}
          remains={remains}
          onChanged={onChanged}
        />
      </section>,
    );

  it('shows the lines to paste and what they need', async () => {
    show();
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Connect with Edit on payments-dev',
      }),
    );
    const dialog = within(
      await screen.findByRole('dialog', {
        name: 'Connect to payments-dev with Edit',
      }),
    );
    expect(
      dialog.getByText(/^aws eks update-kubeconfig .*--alias/),
    ).toBeInTheDocument();
    expect(
      dialog.getByRole('button', { name: 'Copy command 1' }),
    ).toBeInTheDocument();
    expect(dialog.getByText('kubectl')).toBeInTheDocument();
  });

  it('is given back after one has seen what remains', async () => {
    const givenBack = jest.fn();
    server.use(
      answer('giveBackGrant', ({ params }) => {
        givenBack(params.id);
        return anApprovedRequest({ state: 'ending' });
      }),
    );
    show(anApprovedRequest(), ['View in payments, as always.']);
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Give back Edit on payments-dev',
      }),
    );
    const dialog = within(
      await screen.findByRole('dialog', {
        name: 'Give back Edit in payments on payments-dev?',
      }),
    );
    expect(
      dialog.getByText('View in payments, as always.'),
    ).toBeInTheDocument();
    expect(givenBack).not.toHaveBeenCalled();
    await userEvent.click(
      dialog.getByRole('button', { name: 'Give back Edit' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(givenBack).toHaveBeenCalledWith(anApprovedRequest().grant?.id);
    expect(onChanged).toHaveBeenCalled();
  });

  it('keeps the dialog with the reason when giving back is refused', async () => {
    server.use(
      answer('giveBackGrant', () => new FakeRefusal('GRANT_NOT_LIVE')),
    );
    show();
    await userEvent.click(
      await screen.findByRole('button', { name: /^Give back Edit on/ }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Give back Edit' }),
    );
    expect(
      await screen.findByText(/The grant has already ended/),
    ).toBeInTheDocument();
    expect(screen.getByText(/Code GRANT_NOT_LIVE/)).toBeInTheDocument();
  });

  it('says that the team keeps nothing where that is so', async () => {
    show(anApprovedRequest(), []);
    await userEvent.click(
      await screen.findByRole('button', { name: /^Give back Edit on/ }),
    );
    expect(
      await screen.findByText('Nothing else on this cluster.'),
    ).toBeInTheDocument();
  });

  it.each(['ending', 'ended'] as const)(
    'offers nothing for a grant that is %s',
    async state => {
      show(anApprovedRequest({ state, connect: undefined }));
      const page = await screen.findByRole('region', { name: 'page' });
      expect(within(page).queryByRole('button')).toBeNull();
    },
  );
});
