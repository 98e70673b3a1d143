import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  coreServices,
  createBackendModule,
  createBackendPlugin,
  type AuthService,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
  type CatalogService,
} from '@backstage/plugin-catalog-node';
import catalogModuleEksAccess from '@eks-access/backstage-plugin-catalog-backend-module-eks-access';
import { EksAccessDatabase } from '../database';
import { aCeiling } from './__testUtils__/builders';
import { CatalogMembership, PersistedCatalogViews } from './index';

const examples = path.resolve(__dirname, '../../../../examples');

/** What the cluster provider makes of the example world, and 600 people more than one page holds. */
function provided(): Entity[] {
  const location = 'eks-access:111122223333/eu-west-1';
  const annotations = {
    'backstage.io/managed-by-location': location,
    'backstage.io/managed-by-origin-location': location,
  };
  return [
    ...[
      'eu-west-1:111122223333:cluster/payments-dev',
      'eu-west-1:111122223333:cluster/payments-prod',
      'us-east-1:444455556666:cluster/Shop_Legacy',
    ].map(
      (arn): Entity => ({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Resource',
        metadata: {
          name: arn.split('/')[1],
          annotations: {
            ...annotations,
            'amazonaws.com/arn': `arn:aws:eks:${arn}`,
          },
        },
        spec: { type: 'kubernetes-cluster', owner: 'group:default/platform' },
      }),
    ),
    ...Array.from(
      { length: 600 },
      (_, at): Entity => ({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'User',
        metadata: { name: `person-${at}`, annotations },
        spec: { memberOf: ['search'] },
      }),
    ),
  ];
}

const providerModule = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'provided',
  register(env) {
    env.registerInit({
      deps: { catalog: catalogProcessingExtensionPoint },
      async init({ catalog }) {
        catalog.addEntityProvider({
          getProviderName: () => 'provided',
          connect: connection =>
            connection.applyMutation({
              type: 'full',
              entities: provided().map(entity => ({
                entity,
                locationKey: 'provided',
              })),
            }),
        });
      },
    });
  },
});

/** Our plugin as far as it reads the catalog, beside a real catalog with the example files. */
async function startPortal() {
  const services: {
    catalog?: CatalogService;
    auth?: AuthService;
    database?: DatabaseService;
  } = {};
  await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleEksAccess,
      providerModule,
      createBackendPlugin({
        pluginId: 'eks-access',
        register(env) {
          env.registerInit({
            deps: {
              catalog: catalogServiceRef,
              auth: coreServices.auth,
              database: coreServices.database,
            },
            async init(given) {
              Object.assign(services, given);
            },
          });
        },
      }),
      mockServices.rootConfig.factory({
        data: {
          catalog: {
            rules: [{ allow: ['Component', 'System', 'EksAccessMapping'] }],
            locations: [
              {
                type: 'file',
                target: path.join(examples, 'org.yaml'),
                rules: [{ allow: ['Group', 'User'] }],
              },
              ...['components.yaml', 'mappings.yaml'].map(name => ({
                type: 'file',
                target: path.join(examples, name),
              })),
            ],
          },
        },
      }),
    ],
  });
  const { catalog, auth } = services;
  if (!catalog || !auth || !services.database) throw new Error('not started');
  const database = await EksAccessDatabase.create({
    database: services.database,
  });
  const views = await PersistedCatalogViews.create({
    catalog,
    auth,
    database,
    config: {
      trust: [
        {
          locations: ['file:./examples/mappings.yaml'],
          kinds: ['EksAccessMapping'],
          ceiling: aCeiling(),
        },
      ],
      protectedPrincipals: [],
    },
    knownPolicies: async () => ({ kind: 'unknown', because: 'not asked' }),
    warnings: [],
    logger: mockServices.logger.mock(),
    root: path.dirname(examples),
  });
  const membership = new CatalogMembership({
    catalog,
    auth,
    now: () => database.now(),
    accepted: () => views.accepted(),
    logger: mockServices.logger.mock(),
  });
  return { views, membership };
}

describe('the example files in a real catalog', () => {
  it('are read in pages, trusted by a relative pattern, and in force', async () => {
    const { views, membership } = await startPortal();
    const processed = () =>
      views.accepted()?.users.length === 600 + 8 &&
      views.accepted()?.users.every(({ memberOf }) => memberOf.length > 0) &&
      views.accepted()?.groups.some(({ parents }) => parents.length > 0) &&
      views.current().mappings.length === 3;
    while (!processed()) {
      await views.refresh();
      await wait(200);
    }

    const view = views.current();
    expect(view.sentence).toBe(
      'The catalog was read whole: 3 mappings, 3 clusters, 5 groups, 608 users.',
    );
    expect([...view.checks.values()].flatMap(check => check.problems)).toEqual(
      [],
    );
    expect(
      view.mappings.map(({ ref, state, clusters }) => [
        ref,
        state,
        ...clusters.map(({ entityRef }) => entityRef),
      ]),
    ).toEqual([
      [
        'eksaccessmapping:default/ledger',
        'in-force',
        'resource:default/payments-dev',
      ],
      [
        'eksaccessmapping:default/payments',
        'in-force',
        'resource:default/payments-dev',
        'resource:default/payments-prod',
      ],
      [
        'eksaccessmapping:default/shop',
        'in-force',
        'resource:default/shop_legacy',
      ],
    ]);
    expect(view.title('user:default/lena')).toBe('Lena Fischer');

    expect(await membership.groupsOf('user:default/lena')).toMatchObject({
      kind: 'known',
      value: new Set([
        'group:default/payments-ledger',
        'group:default/payments',
      ]),
    });
    expect(await membership.membersOf('group:default/payments')).toMatchObject({
      kind: 'known',
      value: [
        { ref: 'user:default/anna', title: 'Anna Lindqvist' },
        { ref: 'user:default/ben', title: 'Ben Tanaka' },
        { ref: 'user:default/lena', title: 'Lena Fischer' },
      ],
    });
    const search = await membership.membersOf('group:default/search');
    expect(search.kind === 'known' && search.value.length).toBe(601);
  }, 120_000);
});
