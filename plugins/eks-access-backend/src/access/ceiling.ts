import {
  accessPolicyName,
  msToIsoDuration,
  parseRoleArn,
  type AccessScope,
} from '@eks-access/backstage-plugin-eks-access-common';
import { globCovers, globMayOverlap } from './glob';
import type { Terms } from './types';

/** What a trust item allows at most to the declarations that it admits. */
export interface Ceiling {
  readonly clusters: 'all' | readonly string[];
  /** Path and name of a role are matched apart; `*` never crosses a `/`. */
  readonly roles: readonly { readonly path: string; readonly name: string }[];
  /** Names of access policies, exactly. */
  readonly policies: readonly string[];
  /** `namespace` refuses cluster scope. */
  readonly scope: 'namespace' | 'cluster';
  /** Names and patterns that no declaration may touch, besides those that are always protected. */
  readonly protectedNamespaces: readonly string[];
  readonly maxDurationMs: number;
  /** Kubernetes groups that may be given, exactly; reserved prefixes are refused even when listed. */
  readonly kubernetesGroups: readonly string[];
}

/** Where something lies outside the ceiling: which field, with which value, and what to do. */
export interface CeilingViolation {
  readonly code:
    | 'cluster-not-allowed'
    | 'role-not-allowed'
    | 'policy-not-allowed'
    | 'cluster-scope-not-allowed'
    | 'namespace-protected'
    | 'namespace-pattern'
    | 'namespace-invalid'
    | 'group-not-allowed'
    | 'group-reserved'
    | 'duration-too-long';
  /** The value as declared. */
  readonly value: string;
  /** One sentence of what is wrong. */
  readonly message: string;
  /** One sentence of what to do. */
  readonly fix: string;
}

/** What is to be checked; a part left out is not checked. */
export interface CeilingSubject {
  readonly clusterArn?: string;
  readonly principalArn?: string;
  readonly terms?: Terms;
  /** Namespaces apart from a policy, such as owned ones. */
  readonly namespaces?: readonly string[];
  readonly durationMs?: number;
}

/** Protected whatever a ceiling says. */
export const ALWAYS_PROTECTED_NAMESPACES: readonly string[] = [
  'default',
  'kube-*',
];

const RESERVED_GROUP_PREFIXES = ['system:', 'eks:', 'aws:', 'amazon:', 'iam:'];

/**
 * Everything about the subject that lies outside the ceiling; empty when it fits. Unreadable ARNs and names are outside.
 * Source: DESIGN section 5; RELIABILITY B3 rows 34, 35, 47, 48, 49.
 */
export function checkAgainstCeiling(
  subject: CeilingSubject,
  ceiling: Ceiling,
): readonly CeilingViolation[] {
  return [
    ...clusterViolations(subject.clusterArn, ceiling),
    ...roleViolations(subject.principalArn, ceiling),
    ...(subject.terms?.policies ?? []).flatMap(({ policyArn, scope }) => [
      ...policyViolations(policyArn, ceiling),
      ...scopeViolations(scope, ceiling),
    ]),
    ...(subject.namespaces ?? []).flatMap(namespace =>
      namespaceViolations(namespace, ceiling),
    ),
    ...(subject.terms?.kubernetesGroups ?? []).flatMap(group =>
      groupViolations(group, ceiling),
    ),
    ...durationViolations(subject.durationMs, ceiling),
  ];
}

/**
 * True for groups that Kubernetes or EKS keep for themselves, in any case, and for names outside printable ASCII, so that no look-alike of
 * them passes. EKS itself refuses only `system:` (DOMAIN 2.4); the other prefixes are those it reserves for usernames.
 */
export function isReservedGroup(group: string): boolean {
  const folded = group.toLowerCase();
  return (
    !/^[A-Za-z0-9][A-Za-z0-9:._/@+-]{0,252}$/.test(group) ||
    RESERVED_GROUP_PREFIXES.some(prefix => folded.startsWith(prefix))
  );
}

/**
 * True when the namespace, or anything that the namespace pattern matches, is protected.
 */
export function isProtectedNamespace(
  namespace: string,
  configured: readonly string[],
): boolean {
  return [...ALWAYS_PROTECTED_NAMESPACES, ...configured].some(pattern =>
    globMayOverlap(pattern, namespace),
  );
}

/** True when path and name of the role fit one of the ceiling's roles; `*` stays within one segment of the path. */
export function roleFits(
  principalArn: string,
  roles: Ceiling['roles'],
): boolean {
  const role = parseRoleArn(principalArn);
  if (!role) return false;
  return roles.some(
    allowed =>
      pathFits(allowed.path, role.path) && globCovers(allowed.name, role.name),
  );
}

function pathFits(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const actual = path.split('/');
  return (
    wanted.length === actual.length &&
    wanted.every((segment, at) => globCovers(segment, actual[at]))
  );
}

function clusterViolations(
  clusterArn: string | undefined,
  ceiling: Ceiling,
): readonly CeilingViolation[] {
  if (
    clusterArn === undefined ||
    ceiling.clusters === 'all' ||
    ceiling.clusters.includes(clusterArn)
  ) {
    return [];
  }
  return [
    {
      code: 'cluster-not-allowed',
      value: clusterArn,
      message: `The trust item that admits this declaration does not cover the cluster ${clusterArn}.`,
      fix: 'Take the cluster out, or have the platform team add its ARN to the trust item.',
    },
  ];
}

function roleViolations(
  principalArn: string | undefined,
  ceiling: Ceiling,
): readonly CeilingViolation[] {
  if (principalArn === undefined || roleFits(principalArn, ceiling.roles)) {
    return [];
  }
  const allowed = ceiling.roles.map(role => `${role.path}${role.name}`);
  return [
    {
      code: 'role-not-allowed',
      value: principalArn,
      message: `The role ${principalArn} is none that the trust item allows.`,
      fix:
        allowed.length > 0
          ? `Use a role of the form ${allowed.join(' or ')}.`
          : 'Have the platform team name roles in the trust item.',
    },
  ];
}

function policyViolations(
  policyArn: string,
  ceiling: Ceiling,
): readonly CeilingViolation[] {
  const name = accessPolicyName(policyArn);
  if (name !== undefined && ceiling.policies.includes(name)) return [];
  return [
    {
      code: 'policy-not-allowed',
      value: name ?? policyArn,
      message: `The access policy ${
        name ?? policyArn
      } is not among those that the trust item allows.`,
      fix:
        ceiling.policies.length > 0
          ? `Use one of ${ceiling.policies.join(', ')}.`
          : 'Have the platform team name policies in the trust item.',
    },
  ];
}

function scopeViolations(
  scope: AccessScope,
  ceiling: Ceiling,
): readonly CeilingViolation[] {
  if (scope.type === 'cluster') {
    if (ceiling.scope === 'cluster') return [];
    return [
      {
        code: 'cluster-scope-not-allowed',
        value: 'cluster',
        message:
          'The trust item allows namespaces only, not the whole cluster.',
        fix: 'Name the namespaces instead.',
      },
    ];
  }
  return scope.namespaces.flatMap(namespace =>
    namespaceViolations(namespace, ceiling),
  );
}

function namespaceViolations(
  namespace: string,
  ceiling: Ceiling,
): readonly CeilingViolation[] {
  if (isProtectedNamespace(namespace, ceiling.protectedNamespaces)) {
    return [
      {
        code: 'namespace-protected',
        value: namespace,
        message: `The namespace ${namespace} is protected.`,
        fix: 'Name a namespace of your own.',
      },
    ];
  }
  if (namespace.includes('*')) {
    return [
      {
        code: 'namespace-pattern',
        value: namespace,
        message: `${namespace} is a pattern: it would open namespaces that do not exist yet.`,
        fix: 'Name each namespace.',
      },
    ];
  }
  // EKS checks no spelling (DOMAIN 2.5), so a name that no namespace can have would pass silently and give nothing.
  if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(namespace)) {
    return [
      {
        code: 'namespace-invalid',
        value: namespace,
        message: `${namespace} is no name that a Kubernetes namespace can have.`,
        fix: 'Use lower-case letters, digits and hyphens, at most 63.',
      },
    ];
  }
  return [];
}

function groupViolations(
  group: string,
  ceiling: Ceiling,
): readonly CeilingViolation[] {
  if (isReservedGroup(group)) {
    return [
      {
        code: 'group-reserved',
        value: group,
        message: `The Kubernetes group ${group} is reserved or not spelled in plain letters.`,
        fix: `Use a group of your own that does not begin with ${RESERVED_GROUP_PREFIXES.join(
          ', ',
        )}.`,
      },
    ];
  }
  if (ceiling.kubernetesGroups.includes(group)) return [];
  return [
    {
      code: 'group-not-allowed',
      value: group,
      message: `The Kubernetes group ${group} is not among those that the trust item allows.`,
      fix:
        ceiling.kubernetesGroups.length > 0
          ? `Use one of ${ceiling.kubernetesGroups.join(', ')}.`
          : 'Use access policies instead, or have the platform team name the group in the trust item.',
    },
  ];
}

function durationViolations(
  durationMs: number | undefined,
  ceiling: Ceiling,
): readonly CeilingViolation[] {
  if (durationMs === undefined || durationMs <= ceiling.maxDurationMs) {
    return [];
  }
  const longest = msToIsoDuration(ceiling.maxDurationMs);
  return [
    {
      code: 'duration-too-long',
      value: msToIsoDuration(durationMs),
      message: `The trust item allows ${longest} at most.`,
      fix: `Use ${longest} or less.`,
    },
  ];
}
