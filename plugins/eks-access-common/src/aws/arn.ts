/**
 * The parts of an EKS cluster ARN. `name` is spelled exactly as EKS spells it.
 *
 * @public
 */
export interface ClusterArn {
  partition: string;
  region: string;
  accountId: string;
  name: string;
}

/**
 * The parts of an IAM role ARN; `path` begins and ends with `/`.
 *
 * @public
 */
export interface RoleArn {
  partition: string;
  accountId: string;
  path: string;
  name: string;
}

const PARTITION = 'aws(?:-[a-z]{2,4}){0,3}';

/**
 * Reads `arn:P:eks:R:A:cluster/NAME`; undefined for anything else.
 *
 * @public
 */
export function parseClusterArn(text: string): ClusterArn | undefined {
  const match = new RegExp(
    `^arn:(${PARTITION}):eks:([a-z]{2}(?:-[a-z]+)+-\\d):(\\d{12}):cluster/([0-9A-Za-z][A-Za-z0-9_-]{0,99})$`,
  ).exec(text);
  if (!match) return undefined;
  const [, partition, region, accountId, name] = match;
  return { partition, region, accountId, name };
}

/** @public */
export function formatClusterArn(arn: ClusterArn): string {
  return `arn:${arn.partition}:eks:${arn.region}:${arn.accountId}:cluster/${arn.name}`;
}

/**
 * Reads `arn:P:iam::A:role/[path/]NAME`; undefined for anything else, users, groups and STS sessions included.
 *
 * @public
 */
export function parseRoleArn(text: string): RoleArn | undefined {
  const match = new RegExp(
    `^arn:(${PARTITION}):iam::(\\d{12}):role(/(?:[!-.0-~]+/){0,16})([A-Za-z0-9+=,.@_-]{1,64})$`,
  ).exec(text);
  if (!match) return undefined;
  const [, partition, accountId, path, name] = match;
  return path.length <= 512 ? { partition, accountId, path, name } : undefined;
}

/** @public */
export function formatRoleArn(arn: RoleArn): string {
  return `arn:${arn.partition}:iam::${arn.accountId}:role${arn.path}${arn.name}`;
}

/**
 * ARN of an access policy in a cluster's partition. Source: Service Authorization Reference, resource type access-policy.
 *
 * @public
 */
export function accessPolicyArn(partition: string, policyName: string): string {
  return `arn:${partition}:eks::aws:cluster-access-policy/${policyName}`;
}

/**
 * Name of an access policy by its ARN; undefined where the text is no such ARN.
 *
 * @public
 */
export function accessPolicyName(policyArn: string): string | undefined {
  return new RegExp(
    `^arn:${PARTITION}:eks::aws:cluster-access-policy/([A-Za-z0-9_-]{1,128})$`,
  ).exec(policyArn)?.[1];
}
