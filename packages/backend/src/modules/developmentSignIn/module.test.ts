import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import developmentSignIn from '.';

const entities: Entity[] = [
  aGroup('payments', 'Payments'),
  aGroup('platform', 'Platform'),
  aUser('pia', 'Pia', 'platform'),
  aUser('ben', 'Ben', 'payments'),
  aUser('anna', 'Anna', 'payments'),
  aUser('max', 'Max'),
];

async function startBackend(providers: object) {
  const { server } = await startTestBackend({
    features: [
      authPlugin,
      developmentSignIn,
      catalogServiceMock.factory({ entities }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          backend: { baseUrl: 'http://localhost:7007' },
          auth: { providers },
        },
      }),
    ],
  });
  return request(server);
}

async function signIn(
  backend: Awaited<ReturnType<typeof startBackend>>,
  entityRef: string,
) {
  return backend
    .get('/api/auth/development/refresh')
    .set('x-development-user', entityRef);
}

describe('developmentSignIn', () => {
  const nodeEnv = process.env.NODE_ENV;
  const setNodeEnv = (value: string | undefined) => {
    Object.assign(process.env, { NODE_ENV: value });
  };

  beforeEach(() => setNodeEnv('development'));
  afterEach(() => setNodeEnv(nodeEnv));

  it.each(['production', 'test', ''])(
    'stops the start where NODE_ENV is "%s"',
    async environment => {
      setNodeEnv(environment);
      await expect(startBackend({ development: {} })).rejects.toThrow(
        /auth.providers.development lets anybody sign in as anybody/,
      );
    },
  );

  it('does nothing where the config does not have it, in production as well', async () => {
    setNodeEnv('production');
    const backend = await startBackend({});

    const people = await backend.get('/api/auth/development/people');
    expect(people.status).toBe(404);
    const refresh = await signIn(backend, 'user:default/anna');
    expect(refresh.status).toBe(404);
  });

  it('signs in the person whom the header names, with the groups of the catalog', async () => {
    const backend = await startBackend({ development: {} });

    const { status, body } = await signIn(backend, 'user:default/anna');

    expect(status).toBe(200);
    expect(body.profile).toEqual({ displayName: 'Anna' });
    expect(body.backstageIdentity.identity).toEqual({
      type: 'user',
      userEntityRef: 'user:default/anna',
      ownershipEntityRefs: ['user:default/anna', 'group:default/payments'],
    });
  });

  it('signs in nobody whom the catalog does not know, and nobody unnamed', async () => {
    const backend = await startBackend({ development: {} });

    const unknown = await signIn(backend, 'user:default/nobody');
    expect(unknown.status).toBe(404);
    const unnamed = await backend.get('/api/auth/development/refresh');
    expect(unnamed.status).toBe(401);
  });

  it('lists the people, team by team, to a page where nobody has signed in', async () => {
    const backend = await startBackend({ development: {} });

    const { body } = await backend
      .get('/api/auth/development/people')
      .expect(200);

    const payments = {
      entityRef: 'group:default/payments',
      name: 'Payments',
    };
    expect(body).toEqual({
      people: [
        { entityRef: 'user:default/anna', name: 'Anna', groups: [payments] },
        { entityRef: 'user:default/ben', name: 'Ben', groups: [payments] },
        {
          entityRef: 'user:default/pia',
          name: 'Pia',
          groups: [{ entityRef: 'group:default/platform', name: 'Platform' }],
        },
        { entityRef: 'user:default/max', name: 'Max', groups: [] },
      ],
    });
  });
});

function aGroup(name: string, title: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, title },
    spec: { type: 'team', children: [] },
  };
}

function aUser(name: string, displayName: string, group?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name },
    spec: { profile: { displayName }, memberOf: group ? [group] : [] },
    relations: group
      ? [{ type: 'memberOf', targetRef: `group:default/${group}` }]
      : [],
  };
}
