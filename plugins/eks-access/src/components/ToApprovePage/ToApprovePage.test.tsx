import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { setupServer } from 'msw/node';
import {
  eksAccessRequestDecidePermission,
  RequestView,
} from '@eks-access/backstage-plugin-eks-access-common';
import { aRequest, grace, minutesFrom, NOW } from '../../__fixtures__';
import { answer, FakeRefusal, fill, renderPage } from '../../__testUtils__';
import { ToApprovePage } from './ToApprovePage';

const server = setupServer();
registerMswTestHooks(server);

const toDecide = aRequest({
  canCancel: false,
  youMayDecideBecause: 'you are a member of Platform',
  roleAlsoCarries: ['level deploy of mapping ledger'],
});

function faking(lists: { toDecide: RequestView[]; decided?: RequestView[] }) {
  server.use(
    answer('listRequests', ({ query }) => ({
      asOf: NOW,
      requests:
        query.view === 'to-decide' ? lists.toDecide : lists.decided ?? [],
    })),
  );
}

function show(options: Parameters<typeof renderPage>[1] = {}) {
  renderPage(<ToApprovePage />, { me: grace.ref, ...options });
}

const theCard = async () =>
  within(
    await screen.findByRole('article', {
      name: 'Ada Lovelace asks for Edit in payments on payments-dev for 1 hour, for Payments',
    }),
  );

describe('ToApprovePage', () => {
  it('shows the terms above the reason, who gets it and what else the role carries', async () => {
    faking({ toDecide: [toDecide] });
    show();
    const card = await theCard();
    const text = screen.getByRole('article').textContent ?? '';
    expect(text.indexOf('AmazonEKSEditPolicy @ payments')).toBeGreaterThan(0);
    expect(text.indexOf(toDecide.reason)).toBeGreaterThan(
      text.indexOf('AmazonEKSEditPolicy @ payments'),
    );
    expect(
      card.getByText(/Everyone who can assume the role/),
    ).toBeInTheDocument();
    expect(
      card.getByText('level deploy of mapping ledger'),
    ).toBeInTheDocument();
    expect(
      card.getByText('You may decide it: you are a member of Platform.'),
    ).toBeInTheDocument();
  });

  it('approves with a comment, the hash and the version that were shown, and lists it as decided', async () => {
    const sent = jest.fn();
    faking({ toDecide: [toDecide] });
    server.use(
      answer('decideRequest', ({ body }) => {
        sent(body);
        faking({
          toDecide: [],
          decided: [aRequest({ state: 'approved', canCancel: false })],
        });
        return aRequest({ state: 'approved' });
      }),
    );
    show();
    const card = await theCard();
    await fill(
      card.getByRole('textbox', { name: /^Comment for Ada Lovelace/ }),
      'Go ahead.',
    );
    await userEvent.click(
      card.getByRole('button', {
        name: 'Approve Edit in payments for 1 hour',
      }),
    );
    expect(
      await screen.findByText('Nothing waits for your decision.'),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('table', { name: 'Decided by you' }),
    ).toBeInTheDocument();
    expect(sent).toHaveBeenCalledWith({
      decision: 'approve',
      comment: 'Go ahead.',
      termsHash: toDecide.termsHash,
      version: toDecide.version,
    });
  });

  it('denies without a comment', async () => {
    const sent = jest.fn();
    faking({ toDecide: [toDecide] });
    server.use(
      answer('decideRequest', ({ body }) => {
        sent(body.decision);
        return aRequest({ state: 'denied' });
      }),
    );
    show();
    await userEvent.click(
      (await theCard()).getByRole('button', { name: 'Deny' }),
    );
    await screen.findByRole('button', { name: 'Deny' });
    expect(sent).toHaveBeenCalledWith('deny');
  });

  it('wants changed terms to be looked at before they can be approved [rule 3]', async () => {
    faking({ toDecide: [toDecide] });
    show();
    const card = await theCard();
    faking({
      toDecide: [{ ...toDecide, version: 2, termsHash: 'sha256:other' }],
    });
    await userEvent.click(screen.getByRole('button', { name: 'Read again' }));
    expect(
      await card.findByText(
        'What would be granted has changed since you opened this.',
      ),
    ).toBeInTheDocument();
    const approve = card.getByRole('button', { name: /^Approve/ });
    expect(approve).toBeDisabled();
    await userEvent.click(card.getByRole('button', { name: 'I have seen it' }));
    expect(approve).toBeEnabled();
  });

  it('says why a decision was refused', async () => {
    faking({ toDecide: [toDecide] });
    server.use(answer('decideRequest', () => new FakeRefusal('TERMS_CHANGED')));
    show();
    const card = await theCard();
    await userEvent.click(card.getByRole('button', { name: /^Approve/ }));
    expect(
      await card.findByText('Look at the new terms, then decide again.'),
    ).toBeInTheDocument();
  });

  it('offers no decision to whom the permission policy denies it', async () => {
    faking({ toDecide: [toDecide] });
    show({ denied: [eksAccessRequestDecidePermission] });
    const card = await theCard();
    expect(
      await card.findByText(/does not let you decide requests/),
    ).toBeInTheDocument();
    expect(card.queryByRole('button', { name: /^Approve/ })).toBeNull();
  });

  it('fetches older decisions on demand', async () => {
    const older = aRequest({
      id: '6d0a6f0e-2c7b-4f57-8d0e-5f2f3b7a0009',
      state: 'denied',
      levelTitle: 'Admin',
      createdAt: minutesFrom(-9000),
    });
    server.use(
      answer('listRequests', ({ query }) => {
        if (query.view === 'to-decide') return { asOf: NOW, requests: [] };
        return query.before === 'cursor-1'
          ? { asOf: NOW, requests: [older] }
          : {
              asOf: NOW,
              requests: [aRequest({ state: 'denied' })],
              next: 'cursor-1',
            };
      }),
    );
    show();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show older' }),
    );
    expect(
      await screen.findByRole('link', { name: 'Admin in payments' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Show older' })).toBeNull();
  });

  it('says what failed in either list', async () => {
    server.use(answer('listRequests', () => new FakeRefusal('INTERNAL')));
    show();
    expect(
      await screen.findByText(/Could not read what waits for you/),
    ).toBeInTheDocument();
    expect(
      await screen.findByText(/Could not read what you have decided/),
    ).toBeInTheDocument();
  });
});
