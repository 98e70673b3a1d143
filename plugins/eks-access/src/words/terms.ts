import {
  AccessScope,
  DeciderView,
  PolicyTermView,
} from '@eks-access/backstage-plugin-eks-access-common';

/** Where a policy holds: "the whole cluster", "payments", "payments and ledger". */
export function scopeWords(scope: AccessScope): string {
  return scope.type === 'cluster'
    ? 'the whole cluster'
    : listWords(scope.namespaces, 'and');
}

/** A policy with its scope on one line: "AmazonEKSViewPolicy @ payments, ledger". */
export function policyAtScope(policy: PolicyTermView): string {
  const where =
    policy.scope.type === 'cluster'
      ? 'whole cluster'
      : policy.scope.namespaces.join(', ');
  return `${policy.policyName} @ ${where}`;
}

/**
 * What one asks for in words: "Edit in payments", "Edit on the whole cluster", or the bare title where Kubernetes groups alone carry it.
 * Cluster scope absorbs namespaces, so that nobody reads less than is asked.
 */
export function levelInScope(
  levelTitle: string,
  policies: readonly PolicyTermView[],
): string {
  if (policies.some(policy => policy.scope.type === 'cluster')) {
    return `${levelTitle} on the whole cluster`;
  }
  const namespaces = policies.flatMap(policy =>
    policy.scope.type === 'namespace' ? policy.scope.namespaces : [],
  );
  const distinct = [...new Set(namespaces)].sort();
  return distinct.length > 0
    ? `${levelTitle} in ${listWords(distinct, 'and')}`
    : levelTitle;
}

/**
 * Whom one asks, for a button: the deciding groups where the backend names them, else the people, else "a decider". At most two names are
 * said; the form lists them all.
 */
export function askedWords(deciders: readonly DeciderView[]): string {
  const groups = deciders.flatMap(decider =>
    decider.via ? [decider.via.title] : [],
  );
  const names =
    groups.length === deciders.length
      ? groups
      : deciders.map(decider => decider.person.title);
  const distinct = [...new Set(names)];
  if (distinct.length === 0) return 'a decider';
  return distinct.length > 2
    ? `one of ${distinct.length} deciders`
    : listWords(distinct, 'or');
}

/** "a", "a and b", "a, b and c". */
export function listWords(
  names: readonly string[],
  joiner: 'and' | 'or',
): string {
  if (names.length < 2) return names[0] ?? '';
  return `${names.slice(0, -1).join(', ')} ${joiner} ${
    names[names.length - 1]
  }`;
}

/** "1 entry", "3 entries". */
export function countWords(
  count: number,
  one: string,
  many = `${one}s`,
): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** The last part of a role's ARN, which is how people name it; the whole text where it is no role ARN. */
export function roleName(principalArn: string): string {
  const match = /^arn:[^:]*:iam::\d{12}:role\/(.+)$/.exec(principalArn);
  return match ? match[1].slice(match[1].lastIndexOf('/') + 1) : principalArn;
}
