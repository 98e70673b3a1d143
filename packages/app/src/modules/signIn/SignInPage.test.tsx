import { discoveryApiRef } from '@backstage/frontend-plugin-api';
import {
  mockApis,
  registerMswTestHooks,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { SignInPage } from './SignInPage';
import { TRY_AGAIN_AFTER_MS } from './usePeople';

const AUTH_URL = 'http://localhost:7007/api/auth';

const anna = {
  entityRef: 'user:default/anna',
  name: 'Anna',
  groups: [{ entityRef: 'group:default/payments', name: 'Payments' }],
};
const pia = {
  entityRef: 'user:default/pia',
  name: 'Pia',
  groups: [{ entityRef: 'group:default/platform', name: 'Platform' }],
};

const server = setupServer();
registerMswTestHooks(server);

function answerPeople(...answers: HttpResponse<string | object>[]) {
  const remaining = [...answers];
  server.use(
    http.get(`${AUTH_URL}/development/people`, () => {
      const next = remaining.length > 1 ? remaining.shift() : remaining[0];
      return next?.clone();
    }),
  );
}

/** The backend's development sign-in: signs in whoever the header names, and knows only Anna and Pia. */
function answerSignIn() {
  server.use(
    http.get(`${AUTH_URL}/development/refresh`, ({ request }) => {
      const entityRef = request.headers.get('x-development-user');
      const person = [anna, pia].find(known => known.entityRef === entityRef);
      if (!entityRef || !person) {
        return HttpResponse.json(
          { error: { name: 'NotFoundError', message: 'User not found' } },
          { status: 404 },
        );
      }
      return HttpResponse.json({
        profile: { displayName: person.name },
        backstageIdentity: {
          token: aToken(entityRef),
          identity: {
            type: 'user',
            userEntityRef: entityRef,
            ownershipEntityRefs: [entityRef],
          },
        },
      });
    }),
  );
}

function aToken(sub: string): string {
  const payload = { sub, exp: Math.floor(Date.now() / 1000) + 3600 };
  return `e30.${window.btoa(JSON.stringify(payload))}.signature`;
}

function renderPage(onSignInSuccess = jest.fn()) {
  renderInTestApp(<SignInPage onSignInSuccess={onSignInSuccess} />, {
    apis: [
      [
        discoveryApiRef,
        mockApis.discovery({ baseUrl: 'http://localhost:7007' }),
      ],
    ],
    config: { app: { title: 'Example portal' } },
  });
  return onSignInSuccess;
}

describe('SignInPage', () => {
  beforeEach(() => {
    window.sessionStorage.clear();
    answerSignIn();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('offers everybody under the name of their group', async () => {
    answerPeople(HttpResponse.json({ people: [anna, pia] }));
    renderPage();

    const payments = await screen.findByRole('region', { name: 'Payments' });
    expect(payments).toHaveTextContent('Anna');
    expect(payments).not.toHaveTextContent('Pia');
    expect(screen.getByRole('region', { name: 'Platform' })).toHaveTextContent(
      'Pia',
    );
  });

  it('signs in, by keyboard alone, the person chosen', async () => {
    answerPeople(HttpResponse.json({ people: [anna, pia] }));
    const onSignInSuccess = renderPage();
    await screen.findByRole('button', { name: 'Anna' });

    await userEvent.tab();
    await userEvent.tab();
    expect(screen.getByRole('button', { name: 'Pia' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');

    await expect(signedInPerson(onSignInSuccess)).resolves.toBe(
      'user:default/pia',
    );
  });

  it('keeps the choice over a reload, and forgets it at the sign-out', async () => {
    answerPeople(HttpResponse.json({ people: [anna, pia] }));
    window.sessionStorage.setItem(
      'development-sign-in.person',
      'user:default/anna',
    );
    const onSignInSuccess = renderPage();

    await expect(signedInPerson(onSignInSuccess)).resolves.toBe(
      'user:default/anna',
    );
    await onSignInSuccess.mock.calls[0][0].signOut();
    expect(window.sessionStorage).toHaveLength(0);
  });

  it('says why somebody cannot be signed in, and lets one choose again', async () => {
    answerPeople(HttpResponse.json({ people: [anna] }));
    window.sessionStorage.setItem(
      'development-sign-in.person',
      'user:default/gone',
    );
    renderPage();

    expect(
      await screen.findByText(/Could not sign in as user:default\/gone/),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Choose again' }));
    expect(
      await screen.findByRole('button', { name: 'Anna' }),
    ).toBeInTheDocument();
  });

  it('waits for a backend that has just been started', async () => {
    jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'] });
    answerPeople(
      new HttpResponse('', { status: 503 }),
      HttpResponse.json({ people: [] }),
      HttpResponse.json({ people: [anna] }),
    );
    renderPage();

    await screen.findByText(/The backend does not answer yet/);
    act(() => jest.advanceTimersByTime(TRY_AGAIN_AFTER_MS));
    await screen.findByText(/still being read/);
    act(() => jest.advanceTimersByTime(TRY_AGAIN_AFTER_MS));
    expect(
      await screen.findByRole('button', { name: 'Anna' }),
    ).toBeInTheDocument();
  });
});

async function signedInPerson(onSignInSuccess: jest.Mock): Promise<string> {
  await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
  const { userEntityRef } =
    await onSignInSuccess.mock.calls[0][0].getBackstageIdentity();
  return userEntityRef;
}
