import { isLive } from './intents';
import { unionScopes } from './scope';
import { byKey, narrowTerms, sortedUnique, termsAreEmpty } from './terms';
import type { DesiredEntry, DesiredPolicy, Instant, Intent } from './types';

/**
 * What should stand for these intents: for each principal and role id the union of the terms of its live intents, each narrowed to what
 * is still allowed of it. Groups are united; a policy stands once, with the union of its namespaces or the whole cluster.
 *
 * Sorted by principal and without duplicates; the order of the intents does not matter. An intent whose narrowed terms are empty does not
 * count. All intents are taken to be of one cluster. A role made again under its old name is another principal, so its intents never
 * mix with those of the old one (DESIGN section 3, rules 3 and 12).
 */
export function projectEntries(
  intents: readonly Intent[],
  at: Instant,
): readonly DesiredEntry[] {
  const entries = new Map<string, DesiredEntry>();
  for (const intent of intents) {
    const terms = narrowTerms(intent.terms, intent.allowed);
    if (!isLive(intent, at) || termsAreEmpty(terms)) continue;
    const { principalArn, roleId } = intent;
    const key = JSON.stringify([principalArn, roleId]);
    const before = entries.get(key);
    entries.set(key, {
      principalArn,
      roleId,
      policies: unitePolicies([
        ...(before?.policies ?? []),
        ...terms.policies.map(policy => ({ ...policy, because: [intent.id] })),
      ]),
      kubernetesGroups: sortedUnique([
        ...(before?.kubernetesGroups ?? []),
        ...terms.kubernetesGroups,
      ]),
      because: sortedUnique([...(before?.because ?? []), intent.id]),
    });
  }
  return [...entries].sort(byKey(([key]) => key)).map(([, entry]) => entry);
}

function unitePolicies(
  policies: readonly DesiredPolicy[],
): readonly DesiredPolicy[] {
  const byArn = new Map<string, DesiredPolicy>();
  for (const policy of policies) {
    const before = byArn.get(policy.policyArn);
    byArn.set(
      policy.policyArn,
      before
        ? {
            policyArn: policy.policyArn,
            scope: unionScopes(before.scope, policy.scope),
            because: sortedUnique([...before.because, ...policy.because]),
          }
        : policy,
    );
  }
  return [...byArn.values()].sort(byKey(policy => policy.policyArn));
}
