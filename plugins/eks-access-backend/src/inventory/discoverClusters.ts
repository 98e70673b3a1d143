import { formatClusterArn } from '@eks-access/backstage-plugin-eks-access-common';
import type { AccountConfig } from '@eks-access/backstage-plugin-eks-access-node';
import type { Instant } from '../access';
import type { AwsAccounts } from '../aws';
import { observe } from './observe';
import type { DiscoveredPlace } from './types';

/** Partitions by the beginning of a Region's code; every other Region is of the partition `aws`. Source: AWS SDK, partitions. */
const partitions: readonly (readonly [string, string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-isob-', 'aws-iso-b'],
  ['us-isof-', 'aws-iso-f'],
  ['us-iso-', 'aws-iso'],
  ['eu-isoe-', 'aws-iso-e'],
];

/**
 * Asks every configured account and Region for its clusters, at the same time. One that does not answer is unknown and keeps no other
 * from being told. Sorted as configured.
 */
export function discoverClusters(
  aws: AwsAccounts,
  accounts: readonly AccountConfig[],
  options: { now: () => Promise<Instant>; signal?: AbortSignal },
): Promise<readonly DiscoveredPlace[]> {
  const { now, signal } = options;
  return Promise.all(
    accounts.flatMap(({ accountId, regions }) =>
      regions.map(async region => ({
        accountId,
        region,
        askedAt: await now(),
        clusters: await observe(now, async () => {
          const eks = await aws.eks(accountId, region, { signal });
          const names = await eks.listClusters();
          const partition = partitionOf(region);
          return names
            .map(name =>
              formatClusterArn({ partition, region, accountId, name }),
            )
            .sort();
        }),
      })),
    ),
  );
}

function partitionOf(region: string): string {
  const found = partitions.find(([beginning]) => region.startsWith(beginning));
  return found ? found[1] : 'aws';
}
