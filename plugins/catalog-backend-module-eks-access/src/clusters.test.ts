import { setTimeout as wait } from 'node:timers/promises';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  startSimulator,
  type RunningSimulator,
  type WorldSeed,
} from '@eks-access/eks-simulator';
import catalogModuleEksAccess from './index';

jest.setTimeout(120_000);

const ACCOUNT = '111122223333';
const OTHER = '444455556666';
const keyOf = (accountId: string) => ({
  accessKeyId: `AKIASIM0${accountId}`,
  secretAccessKey: `secret-${accountId}`,
});

const seed: WorldSeed = {
  accounts: [
    {
      accountId: ACCOUNT,
      administrator: keyOf(ACCOUNT),
      // More than EKS puts on one page.
      clusters: Array.from({ length: 105 }, (_, index) => ({
        name: `Team_${index}`,
        region: 'eu-west-1',
        createdAt: '2025-01-01T00:00:00Z',
        authenticationMode: 'API' as const,
      })),
    },
    {
      accountId: OTHER,
      administrator: keyOf(OTHER),
      clusters: [
        {
          name: 'legacy',
          region: 'us-east-1',
          createdAt: '2024-01-01T00:00:00Z',
          authenticationMode: 'API_AND_CONFIG_MAP' as const,
        },
      ],
    },
  ],
};

/** A catalog whose clusters come from the simulator; the key of the other account is wrong when asked so. */
async function startCatalog(
  simulator: RunningSimulator,
  options: { otherAccountFails?: boolean } = {},
) {
  const { server } = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleEksAccess,
      mockServices.scheduler.factory(),
      mockServices.rootConfig.factory({
        data: {
          catalog: { processingInterval: { seconds: 1 } },
          aws: {
            accounts: [ACCOUNT, OTHER].map(accountId => ({
              accountId,
              ...keyOf(accountId),
              ...(accountId === OTHER && options.otherAccountFails
                ? { secretAccessKey: 'wrong' }
                : {}),
            })),
          },
          eksAccess: {
            accounts: [
              { accountId: ACCOUNT, region: 'eu-west-1' },
              { accountId: OTHER, region: 'us-east-1' },
            ].map(({ accountId, region }) => ({
              accountId,
              regions: [region],
              owner: 'group:default/platform',
              simulated: true,
              endpoint: simulator.url,
            })),
          },
        },
      }),
    ],
  });
  return {
    async clusters(atLeast: number): Promise<Entity[]> {
      const url = `http://localhost:${server.port()}/api/catalog/entities?filter=kind=resource`;
      for (;;) {
        const answer = await fetch(url);
        const entities: Entity[] = answer.ok ? await answer.json() : [];
        if (entities.length >= atLeast) return entities;
        await wait(200);
      }
    },
  };
}

describe('the clusters of the catalog', () => {
  let simulator: RunningSimulator;

  beforeAll(async () => {
    simulator = await startSimulator({ seed, port: 0 });
  });
  afterAll(() => simulator.stop());

  it('are all that EKS lists, over all pages, with exact names and the owner of the config', async () => {
    const catalog = await startCatalog(simulator);

    const clusters = await catalog.clusters(106);

    expect(clusters).toHaveLength(106);
    expect(
      clusters.find(one => one.metadata.name === 'Team_104'),
    ).toMatchObject({
      spec: { type: 'kubernetes-cluster', owner: 'group:default/platform' },
      metadata: {
        annotations: {
          'amazonaws.com/arn': `arn:aws:eks:eu-west-1:${ACCOUNT}:cluster/Team_104`,
          'amazonaws.com/account-id': ACCOUNT,
        },
      },
    });
    expect(clusters.map(one => one.metadata.name)).toContain('legacy');
  });

  it('of one account come although another one refuses [C19]', async () => {
    const catalog = await startCatalog(simulator, { otherAccountFails: true });

    const clusters = await catalog.clusters(105);

    expect(clusters.map(one => one.metadata.name)).not.toContain('legacy');
  });
});
