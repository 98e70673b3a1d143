import type { AccessScope } from '@eks-access/backstage-plugin-eks-access-common';
import fc from 'fast-check';
import { isSettling } from '../entryFacts';
import { intentState } from '../intents';
import { scopeOf } from '../needs';
import type { Plan, PlanStep } from '../plan';
import { intersectScopes, scopeCovers, unionScopes } from '../scope';
import { narrowTerms } from '../terms';
import type { Intent, ManagedEntry, ObservedEntry } from '../types';
import { isReadable, type TrueWorld } from './applyPlan';

/** What the laws ask of a world, answered from what truly stands and from the definitions, and not by the code under test. */

const numRuns = Number(process.env.EKS_ACCESS_PROPERTY_RUNS ?? 1000);

/** Tries a law on many worlds; `EKS_ACCESS_PROPERTY_RUNS` says on how many. */
export function always<T>(
  arbitrary: fc.Arbitrary<T>,
  law: (value: T) => void,
): void {
  fc.assert(fc.property(arbitrary, law), { numRuns });
}

export function entryOf(
  world: TrueWorld,
  principalArn: string,
): ObservedEntry | undefined {
  return world.aws.find(entry => entry.principalArn === principalArn);
}

export function rowOf(
  world: TrueWorld,
  principalArn: string,
): ManagedEntry | undefined {
  return world.managed.find(row => row.principalArn === principalArn);
}

/** The scope in which a policy truly stands. */
export function standing(
  world: TrueWorld,
  principalArn: string,
  policyArn: string,
): AccessScope | undefined {
  const entry = entryOf(world, principalArn);
  return entry && scopeOf(entry, policyArn);
}

/** The scope that our row records. */
export function wrote(
  world: TrueWorld,
  principalArn: string,
  policyArn: string,
): AccessScope | undefined {
  const row = rowOf(world, principalArn);
  return row && scopeOf({ policies: row.parts }, policyArn);
}

export function stateOf(world: TrueWorld, intent: Intent) {
  return intentState(intent, world.cluster, world.at);
}

export function liveIntents(world: TrueWorld): readonly Intent[] {
  return world.intents.filter(intent => stateOf(world, intent) === 'live');
}

/** Live intents for which something may be given now: their role is the one that IAM shows, and they are not withheld. */
export function askingIntents(
  world: TrueWorld,
  principalArn: string,
): readonly Intent[] {
  const role = world.roles.get(principalArn);
  return liveIntents(world).filter(
    intent =>
      intent.principalArn === principalArn &&
      !world.withheld.includes(intent.id) &&
      role?.kind === 'exists' &&
      role.roleId === intent.roleId,
  );
}

/** The scopes in which these intents ask for the policy, as far as they are allowed. */
export function askedScopes(
  intents: readonly Intent[],
  policyArn: string,
): readonly AccessScope[] {
  return intents.flatMap(
    ({ terms, allowed }) =>
      scopeOf(narrowTerms(terms, allowed), policyArn) ?? [],
  );
}

export function covers(
  outer: AccessScope | undefined,
  inner: AccessScope,
): boolean {
  return outer !== undefined && scopeCovers(outer, inner);
}

/** True when the scope lies in the union of the others. */
export function within(
  scope: AccessScope,
  others: readonly AccessScope[],
): boolean {
  return others.length > 0 && scopeCovers(others.reduce(unionScopes), scope);
}

/** What stands now of policies and groups that neither stood before nor were asked for by a live intent that may be given something. */
export function givenUnasked(
  before: TrueWorld,
  after: TrueWorld,
): readonly string[] {
  return after.aws.flatMap(entry => {
    const { principalArn } = entry;
    const asking = askingIntents(before, principalArn);
    const policies = entry.policies.filter(({ policyArn, scope }) => {
      const stood = standing(before, principalArn, policyArn);
      const recorded = wrote(before, principalArn, policyArn);
      return !within(scope, [
        ...askedScopes(asking, policyArn),
        ...(stood ? [stood] : []),
        // What cannot be read is narrowed from what we wrote; if somebody took a share of it away unseen, the upsert sets that again.
        ...(recorded && !isReadable(before, principalArn) ? [recorded] : []),
      ]);
    });
    const groups = entry.kubernetesGroups.filter(
      group =>
        !entryOf(before, principalArn)?.kubernetesGroups.includes(group) &&
        !asking.some(({ terms, allowed }) =>
          narrowTerms(terms, allowed).kubernetesGroups.includes(group),
        ),
    );
    return [
      ...policies.map(({ policyArn }) => `${principalArn} ${policyArn}`),
      ...groups.map(group => `${principalArn} ${group}`),
    ];
  });
}

/** What stood and no longer stands of what live intents need. */
export function neededAndGone(
  before: TrueWorld,
  after: TrueWorld,
): readonly string[] {
  return liveIntents(before).flatMap(({ principalArn, ...intent }) => {
    const needed = narrowTerms(intent.terms, intent.allowed);
    const policies = needed.policies.filter(({ policyArn, scope }) => {
      const stood = standing(before, principalArn, policyArn);
      const recorded = wrote(before, principalArn, policyArn);
      const seen = stood && intersectScopes(stood, scope);
      // Of what cannot be read, what we gave is all that is known to stand.
      const share =
        seen && !isReadable(before, principalArn)
          ? recorded && intersectScopes(seen, recorded)
          : seen;
      return share && !covers(standing(after, principalArn, policyArn), share);
    });
    const groups = needed.kubernetesGroups.filter(
      group =>
        entryOf(before, principalArn)?.kubernetesGroups.includes(group) &&
        !entryOf(after, principalArn)?.kubernetesGroups.includes(group),
    );
    return [
      ...policies.map(({ policyArn }) => `${intent.id} ${policyArn}`),
      ...groups.map(group => `${intent.id} ${group}`),
    ];
  });
}

/** Entries that are not ours, and what somebody else put on ours, as the rows of `reference` tell them apart. */
export function foreignObjects(world: TrueWorld, reference: TrueWorld) {
  return reference.aws.map(({ principalArn, accessEntryArn }) => {
    const row = rowOf(reference, principalArn);
    const now = entryOf(world, principalArn);
    if (row?.accessEntryArn !== accessEntryArn) return now;
    return {
      principalArn,
      policies: (now?.policies ?? []).filter(
        ({ policyArn }) =>
          wrote(reference, principalArn, policyArn) === undefined &&
          standing(reference, principalArn, policyArn) !== undefined,
      ),
      kubernetesGroups: (now?.kubernetesGroups ?? []).filter(
        group => !row.kubernetesGroups.includes(group),
      ),
    };
  });
}

/** The intents that a step names and that are not over by time or by a person; `nobody` where it names none. */
export function notEnded(world: TrueWorld, step: PlanStep): readonly string[] {
  if (step.intents.length === 0) return ['nobody'];
  return step.intents.filter(id => {
    const intent = world.intents.find(one => one.id === id);
    return !intent || stateOf(world, intent) !== 'ended';
  });
}

/** True where the plan says something of the principal, or of the whole cluster. */
export function saysSomethingOf(plan: Plan, principalArn: string): boolean {
  return plan.remarks.some(
    remark => (remark.principalArn ?? principalArn) === principalArn,
  );
}

export function isSettled(world: TrueWorld, principalArn: string): boolean {
  const row = rowOf(world, principalArn);
  return row === undefined || !isSettling(row, world.at);
}

/** Each namespace that our row records for an entry that could be read a minute after our last write. */
export function recordedNamespaces(world: TrueWorld): readonly {
  principalArn: string;
  policyArn: string;
  scope: AccessScope;
}[] {
  return world.managed
    .filter(
      ({ principalArn }) =>
        isReadable(world, principalArn) && isSettled(world, principalArn),
    )
    .flatMap(({ principalArn, parts }) =>
      parts.flatMap(({ policyArn, scope }) =>
        (scope.type === 'namespace' ? scope.namespaces : []).map(name => ({
          principalArn,
          policyArn,
          scope: { type: 'namespace' as const, namespaces: [name] },
        })),
      ),
    );
}
