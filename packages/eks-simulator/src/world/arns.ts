/** An IAM role or user ARN taken apart. `path` begins and ends with `/`; the name is what stands after the path. */
export interface PrincipalArn {
  readonly partition: string;
  readonly accountId: string;
  readonly kind: 'role' | 'user';
  readonly path: string;
  readonly name: string;
}

const principalPattern =
  /^arn:(aws[a-z-]*):iam::(\d{12}):(role|user)(\/(?:[\x21-\x2e\x30-\x7e]+\/)*)([\w+=,.@-]{1,64})$/;

/**
 * Parts of a role or user ARN. `undefined` for anything else: STS session ARNs, groups, the account root, text with
 * spaces. Case is kept, as EKS compares exactly. Source: DOMAIN 2.2.
 */
export function parsePrincipalArn(arn: string): PrincipalArn | undefined {
  const match = principalPattern.exec(arn);
  if (!match) return undefined;
  const [, partition, accountId, kind, path, name] = match;
  return {
    partition,
    accountId,
    kind: kind === 'role' ? 'role' : 'user',
    path,
    name,
  };
}

/** Whether the ARN is that of a service-linked role, which no caller may use. Source: DOMAIN 2.2, E7. */
export function isServiceLinkedRole(principal: PrincipalArn): boolean {
  return (
    principal.kind === 'role' && principal.path.startsWith('/aws-service-role/')
  );
}

/** ARN of a role or user from its parts. */
export function formatPrincipalArn(principal: PrincipalArn): string {
  const { partition, accountId, kind, path, name } = principal;
  return `arn:${partition}:iam::${accountId}:${kind}${path}${name}`;
}

/** ARN of a cluster. The name keeps its case. */
export function formatClusterArn(cluster: {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  readonly name: string;
}): string {
  const { partition, region, accountId, name } = cluster;
  return `arn:${partition}:eks:${region}:${accountId}:cluster/${name}`;
}

/** ARN of an access entry. It holds the principal's name without its IAM path. Source: DOMAIN 1.1, 3.1. */
export function formatAccessEntryArn(
  cluster: {
    readonly partition: string;
    readonly region: string;
    readonly accountId: string;
    readonly name: string;
  },
  principal: PrincipalArn,
  uuid: string,
): string {
  return (
    `arn:${cluster.partition}:eks:${cluster.region}:${cluster.accountId}:access-entry/` +
    `${cluster.name}/${principal.kind}/${principal.accountId}/${principal.name}/${uuid}`
  );
}

/** ARN that a role's session shows to others. It never holds the role's path. Source: DOMAIN 4.4. */
export function formatSessionArn(
  role: PrincipalArn,
  sessionName: string,
): string {
  return `arn:${role.partition}:sts::${role.accountId}:assumed-role/${role.name}/${sessionName}`;
}
