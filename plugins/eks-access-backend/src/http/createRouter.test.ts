import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  eksAccessRoutes,
  errorAnswerSchema,
  type EksAccessRouteName,
} from '@eks-access/backstage-plugin-eks-access-common';
import express from 'express';
import request from 'supertest';
import { refused } from '../requests';
import { createRouter } from './createRouter';
import { routePermissions } from './routePermissions';
import type { RouteHandlers } from './routeHandlers';

const routeNames = Object.keys(eksAccessRoutes) as EksAccessRouteName[];
const ID = '9f4e2c1a-6a0b-4c8e-9d55-0f3f3c1f7a10';
const CLUSTER = 'arn:aws:eks:eu-west-1:111122223333:cluster/payments-dev';

/** What a valid call of each route carries besides its path; a route that is missing here does not compile. */
const validInputs: Readonly<
  Record<EksAccessRouteName, { query?: object; body?: object }>
> = {
  getStatus: {},
  getGroupAccess: {},
  listClusters: {},
  getCluster: {},
  setClusterMode: { body: { mode: 'observe', reason: 'maintenance' } },
  checkMapping: {},
  previewRequest: {
    body: {
      mappingRef: 'eksaccessmapping:default/payments',
      level: 'edit',
      clusterArn: CLUSTER,
    },
  },
  createRequest: {
    body: {
      mappingRef: 'eksaccessmapping:default/payments',
      level: 'edit',
      clusterArn: CLUSTER,
      duration: 'PT1H',
      reason: 'look at a queue',
    },
  },
  listRequests: { query: { view: 'mine' } },
  getRequest: {},
  decideRequest: {
    body: { decision: 'approve', termsHash: 'abc', version: 1 },
  },
  cancelRequest: { body: {} },
  giveBackGrant: { body: {} },
};

function pathOf(name: EksAccessRouteName): string {
  return eksAccessRoutes[name].path
    .replace('{id}', ID)
    .replace('{accountId}', '111122223333')
    .replace('{region}', 'eu-west-1')
    .replace('{namespace}', 'default')
    .replace('{name}', 'payments');
}

function startRouter(
  options: {
    handler?: (name: EksAccessRouteName) => Promise<unknown>;
    result?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
  } = {},
) {
  const handled: { name: EksAccessRouteName; call: unknown }[] = [];
  const handlers = Object.fromEntries(
    routeNames.map(name => [
      name,
      async (call: unknown) => {
        handled.push({ name, call });
        return (
          (await options.handler?.(name)) ?? { outcome: 'done', value: {} }
        );
      },
    ]),
  ) as unknown as RouteHandlers;
  const logger = mockServices.logger.mock();
  const app = express();
  app.use(
    createRouter({
      handlers,
      httpAuth: mockServices.httpAuth(),
      permissions: mockServices.permissions({
        result: options.result ?? AuthorizeResult.ALLOW,
      }),
      logger,
      newReferenceId: () => 'reference-1',
      version: '1.2.3',
    }),
  );
  app.use(mockErrorHandler());
  const call = (
    name: EksAccessRouteName,
    authorization: string,
    input: { query?: object; body?: object } = validInputs[name],
  ) => {
    const { method } = eksAccessRoutes[name];
    const sent = request(app)
      [method](pathOf(name))
      .query(input.query ?? {})
      .set('Authorization', authorization);
    return method === 'post' ? sent.send(input.body ?? {}) : sent;
  };
  return { app, call, handled, logger };
}

const person = mockCredentials.user.header('user:Default/Anna');

describe('createRouter', () => {
  describe.each(routeNames)('%s', name => {
    it('answers a signed-in person, named by the canonical ref', async () => {
      const { call, handled } = startRouter();
      const response = await call(name, person);
      expect(response.body).toEqual({});
      expect(response.status).toBe(200);
      expect(handled).toEqual([
        {
          name,
          call: expect.objectContaining({ personRef: 'user:default/anna' }),
        },
      ]);
    });

    it('refuses who is not signed in', async () => {
      const { call, handled } = startRouter();
      const response = await call(name, mockCredentials.none.header());
      expect(response.status).toBe(401);
      expect(handled).toEqual([]);
    });

    it('refuses a service, which is nobody', async () => {
      const { call, handled } = startRouter();
      const response = await call(name, mockCredentials.service.header());
      expect(response.status).toBe(403);
      expect(response.body.error.code).toBe('NOT_SIGNED_IN_AS_PERSON');
      expect(handled).toEqual([]);
    });

    it('lets a service that acts in the name of a person look at most [RELIABILITY B6]', async () => {
      const { call, handled } = startRouter();
      const onBehalf = mockCredentials.user.token('user:default/anna', {
        actor: { subject: 'plugin:scaffolder' },
      });
      const response = await call(name, `Bearer ${onBehalf}`);
      const looks = eksAccessRoutes[name].method === 'get';
      expect(response.status).toBe(looks ? 200 : 403);
      expect(handled).toHaveLength(looks ? 1 : 0);
    });

    it('refuses whom the policy of the portal does not allow, and names the permission', async () => {
      const { call, handled } = startRouter({ result: AuthorizeResult.DENY });
      const response = await call(name, person);
      expect(response.status).toBe(403);
      expect(response.body.error).toMatchObject({
        code: 'PERMISSION_DENIED',
        details: [
          { field: 'permission', problem: routePermissions[name].name },
        ],
      });
      expect(handled).toEqual([]);
    });

    it('refuses a key that the contract does not have', async () => {
      const { call, handled } = startRouter();
      const { query, body } = validInputs[name];
      const response = await call(
        name,
        person,
        eksAccessRoutes[name].method === 'post'
          ? { body: { ...body, approvedBy: 'user:default/anna' } }
          : { query: { ...query, status: 'approved' } },
      );
      expect(response.status).toBe(400);
      expect(response.body.error.code).toBe('INPUT_INVALID');
      expect(response.body.error.details).toHaveLength(1);
      expect(handled).toEqual([]);
    });
  });

  it('answers a refusal with code, sentence, next step and reference id', async () => {
    const { call } = startRouter({
      handler: async () => refused('OWN_REQUEST'),
    });
    const response = await call('decideRequest', person);
    expect(response.status).toBe(403);
    expect(errorAnswerSchema.parse(response.body)).toEqual({
      error: {
        name: 'NotAllowedError',
        message: 'Nobody decides a request of their own.',
        code: 'OWN_REQUEST',
        next: 'Ask one of the deciders named on the request.',
        referenceId: 'reference-1',
      },
      response: { statusCode: 403 },
    });
  });

  it('keeps the cause of a fault in the log and out of the answer', async () => {
    const { call, logger } = startRouter({
      handler: async () => {
        throw new Error('password of the database is swordfish');
      },
    });
    const response = await call('getRequest', person);
    expect(response.status).toBe(500);
    expect(response.body.error.code).toBe('INTERNAL');
    expect(JSON.stringify(response.body)).not.toContain('swordfish');
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('reference-1'),
      expect.objectContaining({
        message: 'password of the database is swordfish',
      }),
    );
  });

  it.each([
    ['is longer than 32 KiB', JSON.stringify({ reason: 'x'.repeat(40_000) })],
    ['is no JSON', '{"decision":'],
  ])('refuses a body that %s', async (_case, body) => {
    const { app, handled } = startRouter();
    const response = await request(app)
      .post(pathOf('createRequest'))
      .set('Authorization', person)
      .set('content-type', 'application/json')
      .send(body);
    expect(response.status).toBe(400);
    expect(response.body.error).toMatchObject({
      code: 'INPUT_INVALID',
      details: [{ field: 'body' }],
    });
    expect(handled).toEqual([]);
  });

  it.each(['__proto__', 'constructor', 'requesterRef', 'expiresAt'])(
    'refuses the key %s and pollutes nothing [RELIABILITY B67, B69]',
    async key => {
      const { app, handled } = startRouter();
      const { body } = validInputs.createRequest;
      const response = await request(app)
        .post(pathOf('createRequest'))
        .set('Authorization', person)
        .set('content-type', 'application/json')
        .send(`{"${key}":{"x":1},${JSON.stringify(body).slice(1)}`);
      expect(response.status).toBe(400);
      expect(handled).toEqual([]);
      expect(({} as { x?: number }).x).toBeUndefined();
    },
  );

  it('keeps answers out of caches', async () => {
    const { call } = startRouter();
    const response = await call('getStatus', person);
    expect(response.headers['cache-control']).toBe('no-store');
  });

  it('does not take a missing body for an empty one', async () => {
    const { app, handled } = startRouter();
    const response = await request(app)
      .post(pathOf('decideRequest'))
      .set('Authorization', person);
    expect(response.status).toBe(400);
    expect(handled).toEqual([]);
  });

  it('serves the OpenAPI document of its version', async () => {
    const { app } = startRouter();
    const response = await request(app).get('/v1/openapi.json');
    expect(response.body.info.version).toBe('1.2.3');
    expect(Object.keys(response.body.paths)).toHaveLength(
      new Set(routeNames.map(name => eksAccessRoutes[name].path)).size,
    );
  });
});
