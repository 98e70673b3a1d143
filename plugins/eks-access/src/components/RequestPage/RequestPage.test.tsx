import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { setupServer } from 'msw/node';
import {
  alan,
  anApprovedRequest,
  aRequest,
  grace,
  minutesFrom,
} from '../../__fixtures__';
import { answer, FakeRefusal, renderPage } from '../../__testUtils__';
import { RequestPage } from './RequestPage';

const server = setupServer();
registerMswTestHooks(server);

const show = () =>
  renderPage(<RequestPage />, {
    mountPath: '/eks-access/requests/:id',
    path: `/eks-access/requests/${aRequest().id}`,
  });

describe('RequestPage', () => {
  it('shows to whom may not decide it who does, and no buttons for it', async () => {
    server.use(answer('getRequest', () => aRequest({ requester: alan })));
    show();
    expect(
      await screen.findByRole('heading', { name: 'Who decides' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: grace.title })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Approve/ })).toBeNull();
  });

  it('lets its requester take it back', async () => {
    server.use(
      answer('getRequest', () => aRequest()),
      answer('cancelRequest', () => {
        server.use(
          answer('getRequest', () =>
            aRequest({ state: 'cancelled', canCancel: false }),
          ),
        );
        return aRequest({ state: 'cancelled', canCancel: false });
      }),
    );
    show();
    await userEvent.click(
      await screen.findByRole('button', { name: /^Take back the request/ }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Take the request back' }),
    );
    expect(await screen.findByText('Cancelled')).toBeInTheDocument();
  });

  it('tells when access was removed from when it is surely without effect', async () => {
    server.use(
      answer('getRequest', () =>
        anApprovedRequest({
          state: 'ended',
          endedBecause: 'expired',
          removedAtApiAt: minutesFrom(-2),
          surelyWithoutEffectBy: minutesFrom(13),
          connect: undefined,
        }),
      ),
    );
    show();
    expect(
      await screen.findByText('Ended: its time was over'),
    ).toBeInTheDocument();
    expect(screen.getAllByText(/Removed at AWS/)).not.toHaveLength(0);
    expect(screen.getAllByText(/Surely without effect/)).not.toHaveLength(0);
  });

  it('says the same of a request that is not there and of one that is not yours', async () => {
    server.use(answer('getRequest', () => new FakeRefusal('NOT_FOUND')));
    show();
    expect(
      await screen.findByText(/There is no such thing, or it is not yours/),
    ).toBeInTheDocument();
  });
});
