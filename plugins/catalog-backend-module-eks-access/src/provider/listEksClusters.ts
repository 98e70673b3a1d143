import {
  DescribeClusterCommand,
  EKSClient,
  paginateListClusters,
  ResourceNotFoundException,
} from '@aws-sdk/client-eks';
import { parseClusterArn } from '@eks-access/backstage-plugin-eks-access-common';
import {
  AccountConfig,
  awsClientsFor,
  CredentialsSource,
} from '@eks-access/backstage-plugin-eks-access-node';
import type { FoundCluster } from './clusterEntity';
import type { ListClusters } from './EksClusterEntityProvider';

/**
 * Lists the clusters of an account and Region through EKS: all pages, each cluster described one after the other, as the request rate of
 * the account is shared with people and other tools.
 *
 * @throws what the SDK throws, for any page or cluster that cannot be read.
 */
export function listEksClusters(
  accounts: readonly AccountConfig[],
  credentials: CredentialsSource,
): ListClusters {
  return async ({ accountId, region }) => {
    const account = accounts.find(one => one.accountId === accountId);
    if (!account) throw new Error(`AWS account ${accountId} is not configured`);
    const { provider } = await credentials.forAccount(account);
    const clients = awsClientsFor({ account, region, credentials: provider });
    try {
      const found: FoundCluster[] = [];
      for await (const page of paginateListClusters(
        { client: clients.eks },
        {},
      )) {
        for (const name of page.clusters ?? []) {
          const cluster = await describe(clients.eks, name);
          if (cluster) found.push(cluster);
        }
      }
      return found;
    } finally {
      clients.destroy();
    }
  };
}

/** Undefined for a cluster that was deleted after it had been listed. */
async function describe(
  eks: EKSClient,
  name: string,
): Promise<FoundCluster | undefined> {
  try {
    const { cluster } = await eks.send(new DescribeClusterCommand({ name }));
    if (!cluster?.arn || !cluster.createdAt || !parseClusterArn(cluster.arn)) {
      throw new Error(
        `EKS described cluster ${name} without its ARN or its date of creation`,
      );
    }
    return {
      arn: cluster.arn,
      createdAt: cluster.createdAt.getTime(),
      kubernetesVersion: cluster.version,
    };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
