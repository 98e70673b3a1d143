import { canonicalHash } from './canonicalHash';
import { intersectScopes, namespaceScope, unionScopes } from './scope';
import type { Instant, PolicyTerm, Terms } from './types';

/** What a decision is about: exactly this is applied, or nothing (DESIGN section 3, rule 3). */
export interface DecidedTerms {
  readonly clusterArn: string;
  readonly clusterCreatedAt: Instant;
  readonly principalArn: string;
  readonly roleId: string;
  readonly policies: readonly PolicyTerm[];
  readonly kubernetesGroups: readonly string[];
  /** Undefined for a standing level. */
  readonly durationSeconds: number | undefined;
}

/**
 * SHA-256 in hexadecimal over the decided terms. Order and duplicates of policies, namespaces and groups do not matter; any other
 * difference changes it.
 */
export function hashTerms(input: DecidedTerms): string {
  const { policies, kubernetesGroups } = normaliseTerms(input);
  return canonicalHash({
    clusterArn: input.clusterArn,
    clusterCreatedAt: input.clusterCreatedAt,
    principalArn: input.principalArn,
    roleId: input.roleId,
    policies: policies.map(({ policyArn, scope }) => ({ policyArn, scope })),
    kubernetesGroups,
    durationSeconds: input.durationSeconds ?? null,
  });
}

/**
 * The same terms in their one spelling: policies sorted by ARN and each at most once with the union of its scopes, namespaces and groups
 * sorted and unique. A policy with an empty list of namespaces gives nothing and is left out.
 */
export function normaliseTerms(terms: Terms): Terms {
  return {
    policies: mergePolicies(terms.policies),
    kubernetesGroups: sortedUnique(terms.kubernetesGroups),
  };
}

/**
 * The part of `terms` that `allowed` still allows, normalised: policies by exact ARN, scopes by their common part, groups by name.
 * Undefined `allowed` keeps the terms as decided. Never gives anything that `terms` does not.
 */
export function narrowTerms(terms: Terms, allowed: Terms | undefined): Terms {
  const own = normaliseTerms(terms);
  if (allowed === undefined) return own;
  const limit = normaliseTerms(allowed);
  return {
    policies: own.policies.flatMap(({ policyArn, scope }) => {
      const limiting = limit.policies.find(
        policy => policy.policyArn === policyArn,
      );
      const common = limiting && intersectScopes(scope, limiting.scope);
      return common ? [{ policyArn, scope: common }] : [];
    }),
    kubernetesGroups: own.kubernetesGroups.filter(group =>
      limit.kubernetesGroups.includes(group),
    ),
  };
}

/** True when the terms give nothing at all. */
export function termsAreEmpty(terms: Terms): boolean {
  return terms.policies.length === 0 && terms.kubernetesGroups.length === 0;
}

/** Each policy once, with the union of its scopes; sorted by ARN. */
export function mergePolicies(
  policies: readonly PolicyTerm[],
): readonly PolicyTerm[] {
  const byArn = new Map<string, PolicyTerm>();
  for (const { policyArn, scope: given } of policies) {
    const scope =
      given.type === 'cluster' ? given : namespaceScope(given.namespaces);
    if (!scope) continue;
    const before = byArn.get(policyArn);
    byArn.set(policyArn, {
      policyArn,
      scope: before ? unionScopes(before.scope, scope) : scope,
    });
  }
  return [...byArn.values()].sort(byKey(policy => policy.policyArn));
}

/** Sorted by code unit, so that the order is the same on every machine, and without duplicates. */
export function sortedUnique(texts: Iterable<string>): readonly string[] {
  return [...new Set(texts)].sort();
}

/** Compares by a text key, by code unit. */
export function byKey<T>(key: (item: T) => string) {
  return (left: T, right: T): number => {
    const [one, two] = [key(left), key(right)];
    if (one === two) return 0;
    return one < two ? -1 : 1;
  };
}
