import { parseClusterArn } from '@eks-access/backstage-plugin-eks-access-common';
import type { ClusterOverview } from '../reconcile';

/** A cluster that a mapping names and that no configured account has shown, as its row says so. */
export function unknownCluster(
  clusterArn: string,
  ownerRef: string,
): ClusterOverview {
  const parts = parseClusterArn(clusterArn);
  return {
    cluster: {
      arn: clusterArn,
      accountId: parts?.accountId ?? '',
      region: parts?.region ?? '',
      name: parts?.name ?? clusterArn,
    },
    ownerRef,
    mode: 'observe',
    health: {
      state: 'not-yet-read',
      sentence: 'AWS has not shown this cluster yet.',
      next: 'If it stays, have the platform team check eksAccess.accounts and the Region of the cluster.',
    },
    authenticationMode: 'unknown',
  };
}
