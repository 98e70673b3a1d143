import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ResourceEntity,
} from '@backstage/catalog-model';
import { parseClusterArn } from '@eks-access/backstage-plugin-eks-access-common';

/** A cluster that AWS listed and described. */
export interface FoundCluster {
  readonly arn: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly kubernetesVersion: string | undefined;
}

/**
 * The catalog entity of a cluster. Only facts that rarely change are in it: what changes by the minute is read from the inventory.
 *
 * @param options - `location` is where the catalog says that the entity comes from, as in `eks-access:111122223333/eu-west-1`
 */
export function clusterEntity(
  cluster: FoundCluster,
  options: { name: string; ownerRef: string; location: string },
): ResourceEntity {
  const parsed = parseClusterArn(cluster.arn);
  if (!parsed) throw new Error(`not the ARN of a cluster: ${cluster.arn}`);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: options.name,
      title: parsed.name,
      description: `EKS cluster ${parsed.name} in account ${parsed.accountId}, Region ${parsed.region}`,
      annotations: {
        [ANNOTATION_LOCATION]: options.location,
        [ANNOTATION_ORIGIN_LOCATION]: options.location,
        'amazonaws.com/arn': cluster.arn,
        'amazonaws.com/account-id': parsed.accountId,
        ...(cluster.kubernetesVersion && {
          'eks-access.io/kubernetes-version': cluster.kubernetesVersion,
        }),
      },
    },
    spec: { type: 'kubernetes-cluster', owner: options.ownerRef },
  };
}
