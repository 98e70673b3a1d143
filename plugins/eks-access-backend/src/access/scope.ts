import type { AccessScope } from '@eks-access/backstage-plugin-eks-access-common';
import { globCovers, globMayOverlap } from './glob';

/** What is left of a scope: nothing, a scope, or something that EKS has no words for (everything but one namespace). */
export type ScopeRest =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'scope'; readonly scope: AccessScope }
  | { readonly kind: 'not-representable' };

const CLUSTER: AccessScope = { type: 'cluster' };

/** The whole cluster. */
export function clusterScope(): AccessScope {
  return CLUSTER;
}

/** These namespaces, sorted and without duplicates; undefined for none, as EKS refuses an empty list (DOMAIN 2.5). */
export function namespaceScope(
  namespaces: Iterable<string>,
): AccessScope | undefined {
  const sorted = [...new Set(namespaces)].sort();
  return sorted.length > 0
    ? { type: 'namespace', namespaces: sorted }
    : undefined;
}

/**
 * Union of two scopes of one policy. Cluster scope absorbs namespaces; namespaces are sorted and unique. Never narrows either.
 * Source: DOMAIN 1.1, a policy appears once per entry and its scope is replaced as a whole.
 */
export function unionScopes(
  left: AccessScope,
  right: AccessScope,
): AccessScope {
  if (left.type === 'cluster' || right.type === 'cluster') return CLUSTER;
  return {
    type: 'namespace',
    namespaces: [...new Set([...left.namespaces, ...right.namespaces])].sort(),
  };
}

/** Union of all that are given; undefined for none. */
export function unionOf(
  scopes: readonly (AccessScope | undefined)[],
): AccessScope | undefined {
  return scopes.reduce<AccessScope | undefined>(
    (left, right) => (left && right ? unionScopes(left, right) : left ?? right),
    undefined,
  );
}

/**
 * What lies in both scopes; undefined for nothing. Where two wildcards overlap without one holding the other, their common part has
 * no name and is left out: the answer never gives more than either side.
 */
export function intersectScopes(
  left: AccessScope,
  right: AccessScope,
): AccessScope | undefined {
  if (left.type === 'cluster') return right;
  if (right.type === 'cluster') return left;
  return namespaceScope([
    ...left.namespaces.filter(one =>
      right.namespaces.some(two => globCovers(two, one)),
    ),
    ...right.namespaces.filter(two =>
      left.namespaces.some(one => globCovers(one, two)),
    ),
  ]);
}

/** What is left of `from` once `taken` is gone from it. */
export function subtractScope(
  from: AccessScope,
  taken: AccessScope,
): ScopeRest {
  if (taken.type === 'cluster') return { kind: 'nothing' };
  if (from.type === 'cluster') return { kind: 'not-representable' };
  const left: string[] = [];
  for (const namespace of from.namespaces) {
    if (taken.namespaces.some(one => globCovers(one, namespace))) continue;
    // `team-*` without `team-a` is no scope that EKS can hold.
    if (taken.namespaces.some(one => globMayOverlap(one, namespace))) {
      return { kind: 'not-representable' };
    }
    left.push(namespace);
  }
  const scope = namespaceScope(left);
  return scope ? { kind: 'scope', scope } : { kind: 'nothing' };
}

/** True when everything in `inner` lies in `outer`; a wildcard counts for all that it matches. */
export function scopeCovers(outer: AccessScope, inner: AccessScope): boolean {
  if (outer.type === 'cluster') return true;
  if (inner.type === 'cluster') return false;
  return inner.namespaces.every(one =>
    outer.namespaces.some(two => globCovers(two, one)),
  );
}

/** True when both hold the same namespaces in any order, or both are the whole cluster. */
export function sameScope(
  left: AccessScope | undefined,
  right: AccessScope | undefined,
): boolean {
  if (left === undefined || right === undefined) return left === right;
  if (left.type === 'cluster' || right.type === 'cluster') {
    return left.type === right.type;
  }
  const one = [...new Set(left.namespaces)].sort();
  const two = [...new Set(right.namespaces)].sort();
  return one.length === two.length && one.every((name, i) => name === two[i]);
}
