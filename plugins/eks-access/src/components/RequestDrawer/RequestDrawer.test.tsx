import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { setupServer } from 'msw/node';
import { GroupLevel } from '@eks-access/backstage-plugin-eks-access-common';
import {
  aClusterId,
  anOnRequestLevel,
  aPreview,
  aRequest,
  payments,
} from '../../__fixtures__';
import { answer, FakeRefusal, fill, renderPage } from '../../__testUtils__';
import { RequestDrawer } from './RequestDrawer';

const server = setupServer();
registerMswTestHooks(server);

const onAsked = jest.fn();
const onClose = jest.fn();
afterEach(() => jest.clearAllMocks());

describe('RequestDrawer', () => {
  async function openForm(
    levels: readonly GroupLevel[] = [anOnRequestLevel()],
  ): Promise<HTMLElement> {
    renderPage(
      <RequestDrawer
        isOpen
        cluster={aClusterId()}
        group={payments}
        levels={levels}
        onAsked={onAsked}
        onClose={onClose}
      />,
    );
    return screen.findByRole('dialog', {
      name: 'Ask for access to payments-dev',
    });
  }

  it('says who decides and why them, and that everyone who can assume the role gets it', async () => {
    server.use(
      answer('previewRequest', () =>
        aPreview({ roleAlsoCarries: ['level deploy of mapping ledger'] }),
      ),
    );
    const form = within(await openForm());
    expect(
      await form.findByText(
        'member of Platform, which decides level edit of mapping payments',
      ),
    ).toBeInTheDocument();
    expect(
      form.getByText(/Everyone who can assume the role/),
    ).toHaveTextContent(
      'Everyone who can assume the role payments-editor gets this access until it ends.',
    );
    expect(
      form.getByText(
        'everyone in account 111122223333 whose IAM policy allows it',
      ),
    ).toBeInTheDocument();
    expect(
      form.getByText(/also carries level deploy of mapping ledger/),
    ).toBeInTheDocument();
  });

  it('says that who can assume the role is unknown, and why', async () => {
    server.use(
      answer('previewRequest', () =>
        aPreview({
          whoCanAssume: {
            state: 'unknown',
            because: 'the role may not be read.',
          },
        }),
      ),
    );
    const form = within(await openForm());
    expect(
      await form.findByText(
        'Who they are is unknown, because the role may not be read.',
      ),
    ).toBeInTheDocument();
  });

  it('sends the answers, with the consequence on the button', async () => {
    const sent = jest.fn();
    server.use(
      answer('previewRequest', () => aPreview()),
      answer('createRequest', ({ body }) => {
        sent(body);
        return aRequest();
      }),
    );
    const form = within(await openForm());
    await userEvent.click(await form.findByRole('button', { name: '4 hours' }));
    await fill(
      form.getByRole('textbox', { name: 'Why?' }),
      ' Payments are stuck. ',
    );
    await userEvent.click(
      form.getByRole('button', {
        name: 'Ask Platform for Edit in payments for 4 hours',
      }),
    );
    expect(
      await form.findByText('Asked Platform for Edit in payments.'),
    ).toBeInTheDocument();
    expect(sent).toHaveBeenCalledWith({
      mappingRef: 'eksaccessmapping:default/payments',
      level: 'edit',
      clusterArn: aClusterId().arn,
      duration: 'PT4H',
      reason: 'Payments are stuck.',
    });
    expect(onAsked).toHaveBeenCalledTimes(1);
    await userEvent.click(form.getByRole('button', { name: 'Done' }));
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it('sends nothing without a reason, and asks for one', async () => {
    server.use(answer('previewRequest', () => aPreview()));
    const form = within(await openForm());
    await userEvent.click(
      await form.findByRole('button', { name: /^Ask Platform/ }),
    );
    expect(
      await form.findByText('Say why: whoever decides reads it.'),
    ).toBeInTheDocument();
  });

  it('cannot be sent while the backend refuses it, and says what to do', async () => {
    server.use(
      answer('previewRequest', () =>
        aPreview({
          deciders: [],
          refusals: [
            {
              code: 'NO_ELIGIBLE_DECIDER',
              happened: 'Nobody but you could decide this request.',
              next: 'Ask the owner of the mapping.',
            },
          ],
        }),
      ),
    );
    const form = within(await openForm());
    expect(
      await form.findByText('Ask the owner of the mapping.'),
    ).toBeInTheDocument();
    expect(form.getByRole('button', { name: /^Ask a decider/ })).toBeDisabled();
  });

  it('lets one choose among levels, and says why one is not possible now', async () => {
    const previewed = jest.fn();
    server.use(
      answer('previewRequest', ({ body }) => {
        previewed(body.level);
        return aPreview();
      }),
    );
    const form = within(
      await openForm([
        anOnRequestLevel(),
        anOnRequestLevel({
          level: 'admin',
          title: 'Admin',
          ask: {
            possible: false,
            whyNot: {
              code: 'REQUEST_ALREADY_OPEN',
              happened: 'You wait for it already.',
              next: 'Wait for the answer.',
            },
          },
        }),
      ]),
    );
    expect(form.getByRole('radio', { name: /^Admin/ })).toBeDisabled();
    expect(form.getByText(/You wait for it already/)).toBeInTheDocument();
    expect(previewed).not.toHaveBeenCalled();
    await userEvent.click(form.getByRole('radio', { name: /^Edit/ }));
    expect(
      await form.findByRole('button', { name: /^Ask Platform/ }),
    ).toBeInTheDocument();
    expect(previewed).toHaveBeenCalledWith('edit');
  });

  it('never calls the access personal', async () => {
    server.use(answer('previewRequest', () => aPreview()));
    const form = await openForm();
    await within(form).findByRole('button', { name: /^Ask Platform/ });
    expect(form).not.toHaveTextContent(/personal|only you|for yourself/i);
  });

  it('takes a duration of one’s own, up to the longest', async () => {
    const sent = jest.fn();
    server.use(
      answer('previewRequest', () => aPreview()),
      answer('createRequest', ({ body }) => {
        sent(body.duration);
        return aRequest();
      }),
    );
    const form = within(await openForm());
    await userEvent.click(await form.findByRole('button', { name: 'Other' }));
    const count = form.getByRole('textbox', { name: 'How many' });
    await fill(count, '9');
    expect(
      form.getByText('The longest this level allows is 8 hours.'),
    ).toBeInTheDocument();
    await fill(count, '2');
    await fill(form.getByRole('textbox', { name: 'Why?' }), 'Repair');
    await userEvent.click(
      form.getByRole('button', {
        name: 'Ask Platform for Edit in payments for 2 hours',
      }),
    );
    await form.findByText('Asked Platform for Edit in payments.');
    expect(sent).toHaveBeenCalledWith('PT2H');
  });

  it('keeps what was typed when the backend refuses it, and says why', async () => {
    server.use(
      answer('previewRequest', () => aPreview()),
      answer('createRequest', () => new FakeRefusal('REQUEST_ALREADY_OPEN')),
    );
    const form = within(await openForm());
    const why = await form.findByRole('textbox', { name: 'Why?' });
    await fill(why, 'Repair');
    await userEvent.click(form.getByRole('button', { name: /^Ask Platform/ }));
    expect(
      await form.findByText(/Code REQUEST_ALREADY_OPEN/),
    ).toBeInTheDocument();
    expect(why).toHaveValue('Repair');
    expect(onAsked).not.toHaveBeenCalled();
  });

  it('says that it could not be worked out, and tries again on demand', async () => {
    server.use(
      answer('previewRequest', () => new FakeRefusal('CATALOG_UNAVAILABLE')),
    );
    const form = within(await openForm());
    const retry = await form.findByRole('button', { name: 'Try again' });
    server.use(answer('previewRequest', () => aPreview()));
    await userEvent.click(retry);
    expect(
      await form.findByRole('button', { name: /^Ask Platform/ }),
    ).toBeInTheDocument();
  });

  it('closes with Escape', async () => {
    server.use(answer('previewRequest', () => aPreview()));
    await openForm();
    await userEvent.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalledTimes(1);
  });
});
