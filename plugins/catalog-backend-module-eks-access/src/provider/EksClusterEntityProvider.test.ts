import { mockServices } from '@backstage/backend-test-utils';
import type { SchedulerServiceTaskInvocationDefinition } from '@backstage/backend-plugin-api';
import type {
  EntityProviderConnection,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { ClusterRegister } from './ClusterRegister';
import type { FoundCluster } from './clusterEntity';
import {
  EksClusterEntityProvider,
  ListClusters,
} from './EksClusterEntityProvider';

const arn = (name: string, accountId = '111122223333') =>
  `arn:aws:eks:eu-west-1:${accountId}:cluster/${name}`;
const found = (
  name: string,
  createdAt = 1,
  accountId?: string,
): FoundCluster => ({
  arn: arn(name, accountId),
  createdAt,
  kubernetesVersion: '1.33',
});

async function connected(
  listClusters: ListClusters,
  register = new ClusterRegister(async () => new Map()),
  accountId = '111122223333',
) {
  const mutations: EntityProviderMutation[] = [];
  const tasks: SchedulerServiceTaskInvocationDefinition[] = [];
  const provider = new EksClusterEntityProvider({
    source: {
      accountId,
      region: 'eu-west-1',
      ownerRef: 'group:default/platform',
    },
    listClusters,
    register,
    schedule: { run: async task => void tasks.push(task) },
    logger: mockServices.logger.mock(),
  });
  const connection: EntityProviderConnection = {
    applyMutation: async mutation => void mutations.push(mutation),
    refresh: async () => {},
  };
  await provider.connect(connection);
  return { provider, mutations, tasks };
}

const namesIn = (mutation: EntityProviderMutation) =>
  mutation.type === 'full'
    ? mutation.entities.map(({ entity }) => entity.metadata.name)
    : [];

describe('EksClusterEntityProvider', () => {
  it('emits each cluster under its exact name, with its ARN and the owner of the config', async () => {
    const { provider, mutations } = await connected(async () => [
      found('Shop_Legacy'),
    ]);
    await provider.refresh();
    expect(mutations).toEqual([
      {
        type: 'full',
        entities: [
          {
            locationKey: 'eks-access:111122223333/eu-west-1',
            entity: {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Resource',
              metadata: {
                name: 'Shop_Legacy',
                title: 'Shop_Legacy',
                description:
                  'EKS cluster Shop_Legacy in account 111122223333, Region eu-west-1',
                annotations: {
                  'backstage.io/managed-by-location':
                    'eks-access:111122223333/eu-west-1',
                  'backstage.io/managed-by-origin-location':
                    'eks-access:111122223333/eu-west-1',
                  'amazonaws.com/arn': arn('Shop_Legacy'),
                  'amazonaws.com/account-id': '111122223333',
                  'eks-access.io/kubernetes-version': '1.33',
                },
              },
              spec: {
                type: 'kubernetes-cluster',
                owner: 'group:default/platform',
              },
            },
          },
        ],
      },
    ]);
  });

  it('emits nothing where the account could not be read, so that the catalog keeps what it has', async () => {
    const { mutations, tasks } = await connected(async () => {
      throw new Error('denied');
    });
    await tasks[0].fn(new AbortController().signal);
    expect(mutations).toEqual([]);
  });

  it('names the younger of two namesakes by account and Region', async () => {
    const register = new ClusterRegister(async () => new Map());
    const first = await connected(async () => [found('prod', 1)], register);
    const second = await connected(
      async () => [found('prod', 2, '444455556666')],
      register,
      '444455556666',
    );
    await first.provider.refresh();
    await second.provider.refresh();
    expect(namesIn(first.mutations[0])).toEqual(['prod']);
    expect(namesIn(second.mutations[0])).toEqual([
      'prod-444455556666-eu-west-1',
    ]);
  });

  it('removes a cluster that AWS no longer lists', async () => {
    const answers = [[found('a'), found('b')], [found('b')]];
    const { provider, mutations } = await connected(
      async () => answers.shift() ?? [],
    );
    await provider.refresh();
    await provider.refresh();
    expect(mutations.map(namesIn)).toEqual([['a', 'b'], ['b']]);
  });

  it('does not give the name of a cluster that the catalog holds, though its account was not read since the start', async () => {
    const register = new ClusterRegister(
      async () => new Map([['prod', arn('prod', '444455556666')]]),
    );
    const { provider, mutations } = await connected(
      async () => [found('prod', 1)],
      register,
    );
    await provider.refresh();
    expect(namesIn(mutations[0])).toEqual(['prod-111122223333-eu-west-1']);
  });

  it('emits nothing where the catalog cannot say which names are taken', async () => {
    const register = new ClusterRegister(async () => {
      throw new Error('no catalog');
    });
    const { provider, mutations } = await connected(
      async () => [found('prod', 1)],
      register,
    );
    await expect(provider.refresh()).rejects.toThrow('no catalog');
    expect(mutations).toEqual([]);
  });
});
