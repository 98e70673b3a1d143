import { ClusterSummary } from '@eks-access/backstage-plugin-eks-access-common';
import { holdsEveryWord } from '../../words';

/** The clusters that hold every word of `search` in what the table shows of them. */
export function filterClusters(
  clusters: readonly ClusterSummary[],
  search: string,
): readonly ClusterSummary[] {
  return clusters.filter(({ cluster, owner, mode, authenticationMode }) =>
    holdsEveryWord(
      [
        cluster.name,
        cluster.accountId,
        cluster.region,
        owner.title,
        mode,
        authenticationMode,
      ],
      search,
    ),
  );
}
