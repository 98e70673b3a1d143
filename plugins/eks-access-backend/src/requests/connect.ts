import {
  parseClusterArn,
  parseRoleArn,
} from '@eks-access/backstage-plugin-eks-access-common';
import { shellLine } from './shellQuote';

/** What a person pastes to use a grant, and what that needs, in words. */
export interface ConnectLines {
  readonly lines: readonly string[];
  readonly needs: readonly string[];
}

export interface ConnectInput {
  readonly clusterArn: string;
  readonly principalArn: string;
  readonly level: string;
  /** Another cluster has the same name: account and Region then keep the two contexts apart. */
  readonly nameIsShared: boolean;
}

/**
 * The line that adds a context for the grant to the kubeconfig. Context and user get a name of their own: without, a second role on the same
 * cluster would take the place of the first one's user (DOMAIN 7.1).
 *
 * @throws for ARNs that are none: they were checked before a grant could be.
 */
export function connectLines(input: ConnectInput): ConnectLines {
  const cluster = parseClusterArn(input.clusterArn);
  const role = parseRoleArn(input.principalArn);
  if (!cluster || !role) {
    throw new Error(
      `not a cluster and a role: ${input.clusterArn}, ${input.principalArn}`,
    );
  }
  const alias = [
    cluster.name,
    ...(input.nameIsShared ? [cluster.accountId, cluster.region] : []),
    input.level,
  ].join('-');
  return {
    lines: [
      shellLine([
        'aws',
        'eks',
        'update-kubeconfig',
        ...['--region', cluster.region],
        ...['--name', cluster.name],
        ...['--role-arn', input.principalArn],
        ...['--alias', alias],
        ...['--user-alias', alias],
      ]),
    ],
    needs: [
      'kubectl, and an AWS CLI that knows update-kubeconfig --user-alias',
      `AWS credentials that may assume the role ${role.name} of account ${role.accountId}, and that may call eks:DescribeCluster in account ${cluster.accountId}`,
      'a network path to the endpoint of the cluster',
    ],
  };
}
