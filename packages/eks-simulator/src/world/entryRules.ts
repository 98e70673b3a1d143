import { accept, refuse, type Outcome } from '../refusals';
import {
  formatPrincipalArn,
  isServiceLinkedRole,
  parsePrincipalArn,
  type PrincipalArn,
} from './arns';
import { policyNameOf } from './policies';
import type { AccessScope, Cluster } from './schema';

/** Types an access entry can have. They cannot be changed later. Source: DOMAIN 2.1. */
export const accessEntryTypes = [
  'STANDARD',
  'EC2_LINUX',
  'EC2_WINDOWS',
  'FARGATE_LINUX',
  'HYBRID_LINUX',
  'EC2',
  'HYPERPOD_LINUX',
] as const;

export type AccessEntryType = (typeof accessEntryTypes)[number];

/** The type a caller asked for. Source: E9. */
export function checkType(type: string): Outcome<AccessEntryType> {
  const known = accessEntryTypes.find(name => name === type);
  return known
    ? accept(known)
    : refuse('E9', { types: accessEntryTypes.join(', ') });
}

/** Shape of the principal, before IAM is asked whether it lives. Source: DOMAIN 2.1, 2.2. */
export function checkPrincipal(
  principalArn: string,
  type: AccessEntryType,
  cluster: Pick<Cluster, 'accountId' | 'partition'>,
): Outcome<PrincipalArn> {
  const principal = parsePrincipalArn(principalArn);
  if (!principal || principal.partition !== cluster.partition) {
    return refuse('E3');
  }
  if (isServiceLinkedRole(principal)) return refuse('E7');
  const nodeRole =
    principal.kind === 'role' && principal.accountId === cluster.accountId;
  if (type !== 'STANDARD' && !nodeRole) {
    return refuse('2.1/node-principal', { type });
  }
  return accept(principal);
}

const reservedUsernamePrefixes = ['system:', 'eks:', 'aws:', 'amazon:', 'iam:'];
const sessionTemplate = '{{SessionName}}';

/** A username a caller may give. Source: DOMAIN 2.3, E6. */
export function checkUsername(username: string): Outcome<string> {
  const prefix = reservedUsernamePrefixes.find(reserved =>
    username.startsWith(reserved),
  );
  if (prefix) return refuse('E6', { prefix });
  const template = username.indexOf(sessionTemplate);
  const colon = username.indexOf(':');
  const colonBefore = colon >= 0 && colon < template;
  return template >= 0 && !colonBefore
    ? refuse('2.3/session-name', { template: sessionTemplate })
    : accept(username);
}

/** The username EKS gives when the caller gives none. Source: DOMAIN 2.3. */
export function defaultUsername(
  principal: PrincipalArn,
  type: AccessEntryType,
): string {
  switch (type) {
    case 'STANDARD':
      return principal.kind === 'user'
        ? formatPrincipalArn(principal)
        : `arn:${principal.partition}:sts::${principal.accountId}:assumed-role/${principal.name}/${sessionTemplate}`;
    case 'EC2_LINUX':
    case 'EC2_WINDOWS':
    case 'EC2':
      return 'system:node:{{EC2PrivateDNSName}}';
    case 'FARGATE_LINUX':
    case 'HYBRID_LINUX':
    case 'HYPERPOD_LINUX':
      return 'system:node:{{SessionName}}';
    default: {
      const unknown: never = type;
      return unknown;
    }
  }
}

/** Kubernetes groups a caller may give; nothing checks that a binding names them. Source: DOMAIN 2.4, E5. */
export function checkGroups(
  groups: readonly string[],
): Outcome<readonly string[]> {
  const group = groups.find(name => name.startsWith('system:'));
  return group === undefined ? accept(groups) : refuse('E5', { group });
}

/** The groups EKS itself gives to an entry of this type. Source: DOMAIN 1.1, node entry. */
export function serviceGroups(type: AccessEntryType): readonly string[] {
  return type === 'STANDARD' ? [] : ['system:nodes'];
}

/** Whether access policies may be associated with an entry of this type. Source: DOMAIN 2.1, E8. */
export function checkTakesPolicies(type: string): Outcome<void> {
  return type === 'STANDARD' || type === 'EC2'
    ? accept(undefined)
    : refuse('E8');
}

/** The policy and its scope. Namespaces may hold wildcards; whether they exist is not checked. Source: DOMAIN 2.5. */
export function checkAssociation(
  partition: string,
  policyArn: string,
  scope: AccessScope,
): Outcome<AccessScope> {
  if (!policyNameOf(partition, policyArn)) return refuse('2.5/unknown-policy');
  if (scope.type === 'cluster' && scope.namespaces.length > 0) {
    return refuse('2.5/cluster-with-namespaces');
  }
  if (scope.type === 'namespace' && scope.namespaces.length === 0) {
    return refuse('2.5/namespaces-missing');
  }
  return accept(scope);
}
