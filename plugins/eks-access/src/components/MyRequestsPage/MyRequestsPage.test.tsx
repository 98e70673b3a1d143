import { screen } from '@testing-library/react';
import { registerMswTestHooks } from '@backstage/test-utils';
import { setupServer } from 'msw/node';
import { anApprovedRequest, NOW } from '../../__fixtures__';
import { answer, renderPage } from '../../__testUtils__';
import { MyRequestsPage } from './MyRequestsPage';

const server = setupServer();
registerMswTestHooks(server);

describe('MyRequestsPage', () => {
  it('lists what I asked for, with what I can do with it', async () => {
    server.use(
      answer('listRequests', ({ query }) => ({
        asOf: NOW,
        requests: query.view === 'mine' ? [anApprovedRequest()] : [],
      })),
    );
    renderPage(<MyRequestsPage />);
    expect(
      await screen.findByRole('link', { name: 'Edit in payments' }),
    ).toHaveAttribute('href', `/eks-access/requests/${anApprovedRequest().id}`);
    expect(
      screen.getByRole('button', { name: 'Give back Edit on payments-dev' }),
    ).toBeInTheDocument();
  });

  it('says where to ask when there is nothing', async () => {
    server.use(answer('listRequests', () => ({ asOf: NOW, requests: [] })));
    renderPage(<MyRequestsPage />);
    expect(
      await screen.findByText(/on its tab Cluster access/),
    ).toBeInTheDocument();
  });
});
