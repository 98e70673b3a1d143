/**
 * Annotations that name the EKS cluster of a `Resource` by its ARN: of `catalog-backend-module-aws`, and of the AWS plugins.
 *
 * @public
 */
export const CLUSTER_ARN_ANNOTATIONS = [
  'amazonaws.com/arn',
  'aws.amazon.com/arn',
] as const;

/**
 * `spec.type` of a `Resource` that is a cluster.
 *
 * @public
 */
export const CLUSTER_RESOURCE_TYPES = [
  'kubernetes-cluster',
  'eks-cluster',
] as const;

/**
 * Type of the location that our cluster provider writes into `backstage.io/managed-by-location` and
 * `backstage.io/managed-by-origin-location`, as in `eks-access:111122223333/eu-west-1`. The backend takes such clusters as trusted: no
 * location that a person can register has this type, because no processor reads it, and the catalog overwrites both annotations of
 * everything that comes from a registered location.
 *
 * @public
 */
export const CLUSTER_PROVIDER_LOCATION_TYPE = 'eks-access';
