import { stringify } from 'yaml';
import { DEFAULT_NAMESPACE, parseEntityRef } from '@backstage/catalog-model';
import {
  ClusterSummary,
  EKS_ACCESS_API_VERSION,
  EKS_ACCESS_MAPPING_KIND,
  MappingSpec,
} from '@eks-access/backstage-plugin-eks-access-common';

/**
 * A first mapping for a group, as YAML to paste beside the group's other declarations: its own names filled in, a role name to replace.
 * Made from data and not from text, so that no name can break out of its place.
 */
export function mappingExample(
  groupRef: string,
  cluster: ClusterSummary,
): string {
  const { name, namespace } = parseEntityRef(groupRef);
  const { accountId, arn, entityRef } = cluster.cluster;
  const partition = arn.split(':')[1];
  const role = (suffix: string) =>
    `arn:${partition}:iam::${accountId}:role/teams/${name}${suffix}`;
  const spec: MappingSpec = {
    owner: cluster.owner.ref,
    group: groupRef,
    clusters: [entityRef ?? `resource:default/${cluster.cluster.name}`],
    iamRole: role('-viewer'),
    levels: {
      view: {
        mode: 'standing',
        accessPolicies: [{ policy: 'AmazonEKSViewPolicy', namespaces: [name] }],
      },
      edit: {
        mode: 'on-request',
        iamRole: role('-editor'),
        accessPolicies: [{ policy: 'AmazonEKSEditPolicy', namespaces: [name] }],
        maxDuration: 'PT8H',
        approval: { steps: [{ by: [cluster.owner.ref] }] },
      },
    },
  };
  return stringify(
    {
      apiVersion: EKS_ACCESS_API_VERSION,
      kind: EKS_ACCESS_MAPPING_KIND,
      metadata: {
        name,
        ...(namespace !== DEFAULT_NAMESPACE && { namespace }),
      },
      spec,
    },
    { lineWidth: 0 },
  );
}
