/**
 * Names of the access policies as ListAccessPolicies gives them. The real list grows; nothing outside the simulator may
 * rely on this one. Source: DOMAIN 2.5.
 */
export const accessPolicyNames = [
  'AIDevOpsAgentAccessPolicy',
  'AmazonAIOpsAssistantPolicy',
  'AmazonARCRegionSwitchScalingPolicy',
  'AmazonEKSACKPolicy',
  'AmazonEKSAdminPolicy',
  'AmazonEKSAdminViewPolicy',
  'AmazonEKSArgoCDClusterPolicy',
  'AmazonEKSArgoCDPolicy',
  'AmazonEKSAutoNodePolicy',
  'AmazonEKSBlockStorageClusterPolicy',
  'AmazonEKSBlockStoragePolicy',
  'AmazonEKSClusterAdminPolicy',
  'AmazonEKSComputeClusterPolicy',
  'AmazonEKSComputePolicy',
  'AmazonEKSEditPolicy',
  'AmazonEKSEventPolicy',
  'AmazonEKSHybridPolicy',
  'AmazonEKSKROPolicy',
  'AmazonEKSLoadBalancingClusterPolicy',
  'AmazonEKSLoadBalancingPolicy',
  'AmazonEKSNetworkingClusterPolicy',
  'AmazonEKSNetworkingPolicy',
  'AmazonEKSPodIdentityPolicy',
  'AmazonEKSSecretAdminPolicy',
  'AmazonEKSSecretReaderPolicy',
  'AmazonEKSViewPolicy',
  'AmazonEMRJobPolicy',
  'AmazonSagemakerHyperpodClusterPolicy',
  'AmazonSagemakerHyperpodControllerPolicy',
  'AmazonSagemakerHyperpodSpacePolicy',
  'AmazonSagemakerHyperpodSpaceTemplatePolicy',
  'AmazonSagemakerHyperpodSystemNamespacePolicy',
  'AmazonSagemakerHyperpodUserClusterPolicy',
] as const;

export type AccessPolicyName = (typeof accessPolicyNames)[number];

/** ARN of an access policy in a partition. */
export function formatPolicyArn(
  partition: string,
  name: AccessPolicyName,
): string {
  return `arn:${partition}:eks::aws:cluster-access-policy/${name}`;
}

/** Name of the access policy, or `undefined` when the ARN is not one of that partition. */
export function policyNameOf(
  partition: string,
  policyArn: string,
): AccessPolicyName | undefined {
  return accessPolicyNames.find(
    name => formatPolicyArn(partition, name) === policyArn,
  );
}
