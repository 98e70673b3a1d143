import { ConfigReader } from '@backstage/config';
import {
  createCredentials,
  readAccounts,
} from '@eks-access/backstage-plugin-eks-access-node';
import {
  RunningSimulator,
  startSimulator,
  WorldSeed,
} from '@eks-access/eks-simulator';
import { listEksClusters } from './listEksClusters';

const CLUSTERS = 120;
const administrator = {
  accessKeyId: 'AKIASIMULATOR0000ADM',
  secretAccessKey: 'simulator-administrator-secret',
};

const seed: WorldSeed = {
  accounts: [
    {
      accountId: '111122223333',
      administrator,
      clusters: Array.from({ length: CLUSTERS }, (_, index) => ({
        name: `Cluster_${String(index).padStart(3, '0')}`,
        region: 'eu-west-1',
        createdAt: '2025-01-01T00:00:00Z',
        authenticationMode: 'API' as const,
      })),
    },
  ],
};

describe('listEksClusters', () => {
  let simulator: RunningSimulator;

  beforeAll(async () => {
    simulator = await startSimulator({ seed, port: 0 });
  });

  afterAll(() => simulator.stop());

  const lister = (key = administrator) => {
    const config = new ConfigReader({
      aws: { accounts: [{ accountId: '111122223333', ...key }] },
      eksAccess: {
        accounts: [
          {
            accountId: '111122223333',
            regions: ['eu-west-1'],
            owner: 'group:default/platform',
            simulated: true,
            endpoint: simulator.url,
          },
        ],
      },
    });
    return listEksClusters(readAccounts(config), createCredentials(config));
  };
  const source = {
    accountId: '111122223333',
    region: 'eu-west-1',
    ownerRef: 'group:default/platform',
  };

  it('reads every page, with names as EKS spells them', async () => {
    const found = await lister()(source);
    expect(found).toHaveLength(CLUSTERS);
    expect(found[CLUSTERS - 1]).toEqual({
      arn: `arn:aws:eks:eu-west-1:111122223333:cluster/Cluster_${CLUSTERS - 1}`,
      createdAt: Date.parse('2025-01-01T00:00:00Z'),
      kubernetesVersion: '1.33',
    });
    const lists = simulator
      .calls()
      .filter(call => call.operation === 'ListClusters');
    expect(lists).toHaveLength(2);
  }, 60_000);

  it('answers no list at all where AWS refuses', async () => {
    await expect(
      lister({ ...administrator, secretAccessKey: 'wrong' })(source),
    ).rejects.toThrow();
  });
});
