import type { AccessScope } from '@eks-access/backstage-plugin-eks-access-common';
import fc from 'fast-check';
import {
  applyRecords,
  applySteps,
  inputOf,
  isReadable,
  settled,
  type TrueWorld,
} from './__testUtils__/applyPlan';
import {
  hardCasesOf,
  intentLists,
  PRINCIPALS,
  treatments,
  worlds,
} from './__testUtils__/arbitraries';
import { NOW } from './__testUtils__/builders';
import { checkAgainstCeiling } from './ceiling';
import { checkPlan } from './checkPlan';
import { isSettling } from './entryFacts';
import type { GuardInput } from './guardContext';
import { intentState, isLive, isOrphaned } from './intents';
import { scopeOf } from './needs';
import { observeIntents } from './observeIntents';
import { resolveOwnership } from './ownership';
import type { PlanStep } from './plan';
import { planCluster } from './planCluster';
import { projectEntries } from './projectEntries';
import { intersectScopes, sameScope, scopeCovers, unionScopes } from './scope';
import { narrowTerms } from './terms';
import type { Intent, ManagedEntry, ObservedEntry, PolicyTerm } from './types';

/**
 * The rules of DESIGN section 3 that plan and guards keep, as laws over worlds in which things collide. `EKS_ACCESS_PROPERTY_RUNS` sets how
 * many worlds each law is tried on.
 */
const numRuns = Number(process.env.EKS_ACCESS_PROPERTY_RUNS ?? 1500);
const always = <T>(arbitrary: fc.Arbitrary<T>, law: (value: T) => void) =>
  fc.assert(fc.property(arbitrary, law), { numRuns });

const guarded = fc.record({ world: worlds, treatment: treatments });
type Guarded = typeof guarded extends fc.Arbitrary<infer Value> ? Value : never;

function guardInputOf({ world, treatment }: Guarded): GuardInput {
  return { ...inputOf(world), ...treatment };
}

function allowedSteps(both: Guarded): readonly PlanStep[] {
  const input = guardInputOf(both);
  return checkPlan(planCluster(input), input).allowed;
}

describe('arbitrary worlds', () => {
  it('collide often enough to mean something', () => {
    const runs = 3000;
    fc.statistics(worlds, world => [...hardCasesOf(world)], {
      numRuns: runs,
      seed: 1,
    });
    const counts = new Map<string, number>();
    for (const world of fc.sample(worlds, { numRuns: runs, seed: 1 })) {
      for (const name of hardCasesOf(world)) {
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
    }
    const tooRare = Object.entries({
      'two intents on one principal': 0.3,
      'an end beside a live need on one principal': 0.1,
      'foreign parts': 0.1,
      'a foreign entry': 0.1,
      'an unreadable read': 0.1,
      'an intent that just ended': 0.1,
      'an intent that the catalog took back': 0.1,
      'a role that is not as decided': 0.1,
    }).filter(([name, share]) => (counts.get(name) ?? 0) / runs < share);
    expect(tooRare).toEqual([]);
  });
});

describe('projectEntries', () => {
  it('never grants what no live intent asks for [rule 3]', () => {
    always(intentLists, list => {
      for (const entry of projectEntries(list, NOW)) {
        const asking = list.filter(
          intent =>
            isLive(intent, NOW) &&
            intent.principalArn === entry.principalArn &&
            intent.roleId === entry.roleId,
        );
        const terms = asking.map(({ terms: own, allowed }) =>
          narrowTerms(own, allowed),
        );
        for (const { policyArn, scope } of entry.policies) {
          expect(
            within(
              scope,
              terms.flatMap(one => scopeOf(one, policyArn) ?? []),
            ),
          ).toBe(true);
        }
        for (const group of entry.kubernetesGroups) {
          expect(terms.some(one => one.kubernetesGroups.includes(group))).toBe(
            true,
          );
        }
        expect(asking.map(({ id }) => id)).toEqual(
          expect.arrayContaining([...entry.because]),
        );
      }
    });
  });

  it('never takes away what another live intent still needs [rule 3]', () => {
    always(
      intentLists.filter(list => list.length > 0),
      list => {
        const [ended, ...others] = list;
        const entries = projectEntries(
          [{ ...ended, end: { kind: 'revoked', at: NOW } }, ...others],
          NOW,
        );
        for (const other of others.filter(intent => isLive(intent, NOW))) {
          const terms = narrowTerms(other.terms, other.allowed);
          const entry = entries.find(
            one =>
              one.principalArn === other.principalArn &&
              one.roleId === other.roleId,
          );
          for (const { policyArn, scope } of terms.policies) {
            const standing = entry && scopeOf(entry, policyArn);
            expect(standing && scopeCovers(standing, scope)).toBe(true);
          }
          expect(entry?.kubernetesGroups ?? []).toEqual(
            expect.arrayContaining([...terms.kubernetesGroups]),
          );
        }
      },
    );
  });

  it('does not depend on order or duplicates of intents', () => {
    always(withShuffle(intentLists), ([list, shuffled]) => {
      expect(projectEntries(shuffled, NOW)).toEqual(projectEntries(list, NOW));
    });
  });

  it('is the same just before an end as long before it, and never larger at it [rule 7]', () => {
    always(intentLists, list => {
      const end = NOW;
      const future = list.map(intent =>
        intent.endsAt === undefined ? intent : { ...intent, endsAt: end },
      );
      expect(projectEntries(future, end - 1)).toEqual(
        projectEntries(future, end - 3_600_000),
      );
      const before = projectEntries(future, end - 1);
      for (const entry of projectEntries(future, end)) {
        const earlier = before.find(
          one =>
            one.principalArn === entry.principalArn &&
            one.roleId === entry.roleId,
        );
        for (const { policyArn, scope } of entry.policies) {
          const standing = earlier && scopeOf(earlier, policyArn);
          expect(standing && scopeCovers(standing, scope)).toBe(true);
        }
      }
    });
  });

  it('names each principal and role id once, and each policy once, in order', () => {
    always(intentLists, list => {
      const entries = projectEntries(list, NOW);
      const keys = entries.map(one => `${one.principalArn} ${one.roleId}`);
      expect(keys).toEqual([...new Set(keys)].sort());
      for (const { policies } of entries) {
        const arns = policies.map(one => one.policyArn);
        expect(arns).toEqual([...new Set(arns)].sort());
      }
    });
  });
});

describe('planCluster', () => {
  it('never gives what no live intent of that role asks for [rule 3, rule 12]', () => {
    always(worlds, world => {
      const after = applySteps(world, planCluster(inputOf(world)).steps);
      for (const entry of after.aws) {
        for (const { policyArn, scope } of entry.policies) {
          const before = entryOf(world, entry.principalArn);
          const stood = before && scopeOf(before, policyArn);
          const asked = askingIntents(world, entry.principalArn).flatMap(
            ({ terms, allowed }) =>
              scopeOf(narrowTerms(terms, allowed), policyArn) ?? [],
          );
          expect(
            within(scope, [
              ...asked,
              ...(stood ? [stood] : []),
              ...takenOnTrust(world, entry.principalArn, policyArn),
            ]),
          ).toBe(true);
        }
      }
    });
  });

  it('never takes away what a live intent needs, not even between two steps [rule 3]', () => {
    always(worlds, world => {
      const { steps } = planCluster(inputOf(world));
      steps.reduce((before, step) => {
        const after = applySteps(before, [step]);
        for (const intent of liveIntents(world)) {
          for (const term of narrowTerms(intent.terms, intent.allowed)
            .policies) {
            expectKept(before, after, intent.principalArn, term);
          }
        }
        return after;
      }, world);
    });
  });

  it('never takes away and then gives the same policy [DESIGN 7: upserts only]', () => {
    always(worlds, world => {
      const dropped = new Set<string>();
      for (const step of planCluster(inputOf(world)).steps) {
        if (step.kind === 'disassociate-policy') {
          dropped.add(`${step.principalArn} ${step.policyArn}`);
        }
        if (step.kind === 'associate-policy') {
          expect(dropped).not.toContain(
            `${step.principalArn} ${step.policyArn}`,
          );
        }
      }
    });
  });

  it('does not depend on order or duplicates of intents, reads and rows', () => {
    always(
      worlds.chain(world =>
        fc
          .tuple(
            withShuffle(fc.constant(world.intents)),
            fc.shuffledSubarray([...world.aws], {
              minLength: world.aws.length,
            }),
            fc.shuffledSubarray([...world.managed], {
              minLength: world.managed.length,
            }),
          )
          .map(([[, intents], aws, managed]) => [
            world,
            { ...world, intents, aws, managed },
          ]),
      ),
      ([world, shuffled]) => {
        expect(planCluster(inputOf(shuffled))).toEqual(
          planCluster(inputOf(world)),
        );
      },
    );
  });

  it('has nothing to do a second time, at once or when all is visible [rule 9]', () => {
    always(worlds, world => {
      const plan = planCluster(inputOf(world));
      const after = applySteps(world, plan.steps);
      expect(planCluster(inputOf(after)).steps).toEqual([]);
      const later = settled(applyRecords(after, plan));
      // What was too early to judge is judged a minute later, once.
      const second = planCluster(inputOf(later));
      if (settled(world) === world || isAllSettled(world)) {
        expect(second.steps).toEqual([]);
      }
      const third = applySteps(applyRecords(later, second), second.steps);
      expect(planCluster(inputOf(settled(third))).steps).toEqual([]);
    });
  });

  it('leaves nothing undone that it says nothing about', () => {
    always(worlds.map(settled), world => {
      const plan = planCluster(inputOf(world));
      const after = applySteps(world, plan.steps);
      for (const entry of projectEntries(
        world.intents.filter(intent => !isOrphaned(intent, world.cluster)),
        world.at,
      )) {
        const { principalArn } = entry;
        if (
          plan.remarks.some(
            one =>
              one.principalArn === principalArn ||
              one.principalArn === undefined,
          )
        )
          continue;
        const stands = entryOf(after, principalArn);
        expect(
          stands?.policies.map(({ policyArn }) => policyArn).sort(),
        ).toEqual(entry.policies.map(({ policyArn }) => policyArn));
        for (const { policyArn, scope } of entry.policies) {
          expect(stands && sameScope(scopeOf(stands, policyArn), scope)).toBe(
            true,
          );
        }
        expect([...(stands?.kubernetesGroups ?? [])].sort()).toEqual(
          entry.kubernetesGroups,
        );
      }
    });
  });

  it('plans on an unknown read no grant, and no removal but an end that is due [rule 8]', () => {
    always(worlds, world => {
      for (const step of planCluster(inputOf(world)).steps) {
        if (isReadable(world, step.principalArn)) continue;
        expect(step.purpose).toBe('end');
        expect(['associate-policy', 'disassociate-policy']).toContain(
          step.kind,
        );
        expectAllEnded(world, step);
        if (step.kind === 'associate-policy') {
          const wrote = wroteOf(world, step.principalArn, step.policyArn);
          expect(wrote && scopeCovers(wrote, step.scope)).toBe(true);
          expect(sameScope(wrote, step.scope)).toBe(false);
        }
      }
    });
  });

  it('gives nothing to a role that is unknown, gone or made again [rule 12]', () => {
    always(worlds, world => {
      for (const step of planCluster(inputOf(world)).steps) {
        if (step.purpose !== 'grant') continue;
        const role = world.roles.get(step.principalArn);
        expect(role?.kind).toBe('exists');
        for (const id of step.intents) {
          const intent = world.intents.find(one => one.id === id);
          expect(role).toMatchObject({ roleId: intent?.roleId });
        }
      }
    });
  });

  it('calls an end only what intents that are over by time or by a person asked for [rule 8]', () => {
    always(worlds, world => {
      for (const step of planCluster(inputOf(world)).steps) {
        if (step.purpose === 'end') expectAllEnded(world, step);
        if (
          step.kind === 'associate-policy' &&
          step.otherwise?.purpose === 'end'
        ) {
          expectAllEnded(world, step.otherwise);
        }
      }
    });
  });

  it('never touches an entry or a part that is not ours [rule 6]', () => {
    always(worlds, world => {
      const { steps } = planCluster(inputOf(world));
      expectForeignUntouched(world, applySteps(world, steps));
    });
  });

  it('does not give again by itself what was removed outside [rule 12]', () => {
    always(worlds, world => {
      const plan = planCluster(inputOf(world));
      const after = settled(applyRecords(applySteps(world, plan.steps), plan));
      const last = applySteps(after, planCluster(inputOf(after)).steps);
      for (const row of world.managed) {
        const { principalArn } = row;
        const before = entryOf(world, principalArn);
        if (!isReadable(world, principalArn) || isSettling(row, world.at))
          continue;
        if (row.accessEntryArn !== undefined && before === undefined) {
          if (needsAnything(world, principalArn))
            expect(entryOf(last, principalArn)).toBeUndefined();
          continue;
        }
        for (const { policyArn, scope } of row.parts) {
          const stood = before && scopeOf(before, policyArn);
          const stands = entryOf(last, principalArn);
          for (const name of scope.type === 'namespace'
            ? scope.namespaces
            : []) {
            const one: AccessScope = { type: 'namespace', namespaces: [name] };
            const isNeeded = liveIntents(world).some(
              intent =>
                intent.principalArn === principalArn &&
                covers(
                  scopeOf(narrowTerms(intent.terms, intent.allowed), policyArn),
                  one,
                ),
            );
            if (isNeeded && !covers(stood, one)) {
              expect(covers(stands && scopeOf(stands, policyArn), one)).toBe(
                false,
              );
            }
          }
        }
      }
    });
  });
});

describe('checkPlan', () => {
  it('allows no step that touches a foreign or protected object [rule 6]', () => {
    always(guarded, both => {
      const { world, treatment } = both;
      const after = applySteps(world, allowedSteps(both));
      expectForeignUntouched(world, after);
      for (const principalArn of PRINCIPALS) {
        if (
          treatment.protectedPrincipals.includes(principalArn.toUpperCase()) ||
          treatment.ownRoleArns.includes(principalArn)
        ) {
          expect(entryOf(after, principalArn)).toEqual(
            entryOf(world, principalArn),
          );
        }
      }
    });
  });

  it('allows nothing outside the ceiling of any mapping that asks for it [rule 4]', () => {
    always(guarded, both => {
      const { world, treatment } = both;
      const after = applySteps(world, allowedSteps(both));
      for (const entry of after.aws) {
        const { principalArn } = entry;
        if (!isReadable(world, principalArn)) continue;
        const before = entryOf(world, principalArn);
        const ceilings = askingIntents(world, principalArn).map(
          ({ mappingRef }) => treatment.ceilings.get(mappingRef),
        );
        for (const policy of entry.policies) {
          const stood = before && scopeOf(before, policy.policyArn);
          if (covers(stood, policy.scope)) continue;
          const fits = ceilings.some(
            ceiling =>
              ceiling &&
              checkAgainstCeiling(
                {
                  principalArn,
                  terms: { policies: [policy], kubernetesGroups: [] },
                },
                ceiling,
              ).length === 0,
          );
          expect(fits).toBe(true);
        }
      }
    });
  });

  it('changes nothing in mode observe but what is due to end [precedence]', () => {
    always(guarded, both => {
      const steps = allowedSteps({
        ...both,
        treatment: { ...both.treatment, mode: 'observe' },
      });
      for (const step of steps) {
        expect(step.purpose).toBe('end');
        expectAllEnded(both.world, step);
      }
    });
  });

  it('lets everything that is due end, whatever else is refused [precedence, rule 7]', () => {
    always(guarded, both => {
      const hardest: Guarded = {
        world: settled(both.world),
        treatment: {
          ...both.treatment,
          mode: 'observe',
          authenticationMode: undefined,
          clusterStatus: undefined,
          awsAuthAcknowledged: false,
          ceilings: new Map(),
          removalBudget: { max: 0 },
        },
      };
      const { world, treatment } = hardest;
      const after = settled(applySteps(world, allowedSteps(hardest)));
      const seen = observeIntents(
        inputOf({ ...after, unreadable: [], listIsUnreadable: false }),
      );
      for (const intent of world.intents) {
        const { principalArn } = intent;
        const row = rowOf(world, principalArn);
        if (
          intentState(intent, world.cluster, world.at) !== 'ended' ||
          row?.accessEntryArn === undefined ||
          treatment.protectedPrincipals.length > 0 ||
          treatment.ownRoleArns.length > 0
        ) {
          continue;
        }
        const groupsStay = intent.terms.kubernetesGroups.length > 0;
        if (groupsStay) continue;
        expect(seen).toContainEqual({
          intentId: intent.id,
          observed: 'absent',
        });
      }
    });
  });

  it('never takes by the catalog from more entries than the budget allows [rule 8]', () => {
    always(guarded, both => {
      const { world, treatment } = both;
      const after = applySteps(world, allowedSteps(both));
      const losing = PRINCIPALS.filter(principalArn => {
        const row = rowOf(world, principalArn);
        const before = entryOf(world, principalArn);
        if (
          !row ||
          !before ||
          !isReadable(world, principalArn) ||
          isSettling(row, world.at)
        )
          return false;
        return row.parts.some(({ policyArn, scope }) => {
          const stood = scopeOf(before, policyArn);
          const ours = stood && intersectScopes(scope, stood);
          const stands = entryOf(after, principalArn);
          // What an intent that the catalog took back asked for and nobody ended.
          return world.intents.some(intent => {
            const share =
              intent.principalArn === principalArn &&
              intentState(intent, world.cluster, world.at) === 'withdrawn' &&
              ours &&
              scopeOf(intent.terms, policyArn) &&
              intersectScopes(ours, scopeOf(intent.terms, policyArn) ?? ours);
            return (
              share && !covers(stands && scopeOf(stands, policyArn), share)
            );
          });
        });
      });
      expect(losing.length).toBeLessThanOrEqual(treatment.removalBudget.max);
    });
  });

  it('comes to rest within three passes from any state [rule 9]', () => {
    always(guarded, both => {
      let world = settled(both.world);
      for (let pass = 0; pass < 3; pass += 1) {
        const input = guardInputOf({ ...both, world });
        const plan = planCluster(input);
        world = settled(
          applyRecords(applySteps(world, checkPlan(plan, input).allowed), plan),
        );
      }
      expect(allowedSteps({ ...both, world })).toEqual([]);
    });
  });

  it('says of every step either that it may be taken, or why not', () => {
    always(guarded, both => {
      const input = guardInputOf(both);
      const plan = planCluster(input);
      const { allowed, refused } = checkPlan(plan, input);
      for (const step of plan.steps) {
        expect(allowed.includes(step)).not.toBe(
          refused.some(refusal => refusal.step === step),
        );
      }
    });
  });
});

describe('observeIntents', () => {
  it('calls a live intent present once the plan is applied and says nothing against it [rule 9]', () => {
    always(worlds, world => {
      const plan = planCluster(inputOf(world));
      const after = applySteps(world, plan.steps);
      const seen = observeIntents(inputOf(after));
      for (const intent of liveIntents(world)) {
        const terms = narrowTerms(intent.terms, intent.allowed);
        if (
          terms.policies.length + terms.kubernetesGroups.length === 0 ||
          plan.remarks.some(
            ({ principalArn }) =>
              principalArn === undefined ||
              principalArn === intent.principalArn,
          )
        ) {
          continue;
        }
        expect(seen).toContainEqual({
          intentId: intent.id,
          observed: 'present',
        });
      }
    });
  });

  it('never calls an end complete while its own share stands on our entry [rule 9]', () => {
    always(worlds, world => {
      const seen = observeIntents(inputOf(world));
      for (const intent of world.intents) {
        const { principalArn } = intent;
        const observed = seen.find(one => one.intentId === intent.id)?.observed;
        if (
          intentState(intent, world.cluster, world.at) === 'live' ||
          observed !== 'absent'
        )
          continue;
        const entry = entryOf(world, principalArn);
        const row = rowOf(world, principalArn);
        if (
          !entry ||
          !row ||
          resolveOwnership(row, entry, inputOf(world).ownTags) === 'foreign'
        )
          continue;
        const others = world.intents
          .filter(
            one =>
              one.id !== intent.id &&
              one.principalArn === principalArn &&
              intentState(one, world.cluster, world.at) !== 'ended',
          )
          .map(one => one.terms);
        for (const { policyArn, scope } of intent.terms.policies) {
          const ours = scopeOf({ policies: row.parts }, policyArn);
          const stands = scopeOf(entry, policyArn);
          const share =
            ours &&
            stands &&
            intersectScopes(intersectScopes(ours, stands) ?? scope, scope);
          if (!share || !intersectScopes(ours, stands)) continue;
          expect(
            within(
              share,
              others.flatMap(one => scopeOf(one, policyArn) ?? []),
            ),
          ).toBe(true);
        }
      }
    });
  });
});

function withShuffle(
  lists: fc.Arbitrary<readonly Intent[]>,
): fc.Arbitrary<readonly [readonly Intent[], readonly Intent[]]> {
  return lists.chain(list =>
    fc
      .tuple(
        fc.shuffledSubarray([...list], { minLength: list.length }),
        fc.subarray([...list]),
      )
      .map(([shuffled, again]) => [list, [...shuffled, ...again]] as const),
  );
}

function entryOf(
  world: TrueWorld,
  principalArn: string,
): ObservedEntry | undefined {
  return world.aws.find(entry => entry.principalArn === principalArn);
}

function rowOf(
  world: TrueWorld,
  principalArn: string,
): ManagedEntry | undefined {
  return world.managed.find(row => row.principalArn === principalArn);
}

function wroteOf(
  world: TrueWorld,
  principalArn: string,
  policyArn: string,
): AccessScope | undefined {
  const row = rowOf(world, principalArn);
  return row && scopeOf({ policies: row.parts }, policyArn);
}

/** What cannot be read is narrowed from what we wrote; where somebody took a share of it away unseen, the upsert sets that again. */
function takenOnTrust(
  world: TrueWorld,
  principalArn: string,
  policyArn: string,
): readonly AccessScope[] {
  const wrote = wroteOf(world, principalArn, policyArn);
  return wrote && !isReadable(world, principalArn) ? [wrote] : [];
}

function liveIntents(world: TrueWorld): readonly Intent[] {
  return world.intents.filter(
    intent => intentState(intent, world.cluster, world.at) === 'live',
  );
}

/** Live intents whose role is the one that IAM shows. */
function askingIntents(
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

function needsAnything(world: TrueWorld, principalArn: string): boolean {
  return projectEntries(liveIntents(world), world.at).some(
    entry => entry.principalArn === principalArn,
  );
}

function isAllSettled(world: TrueWorld): boolean {
  return world.managed.every(row => !isSettling(row, world.at));
}

function covers(outer: AccessScope | undefined, inner: AccessScope): boolean {
  return outer !== undefined && scopeCovers(outer, inner);
}

/** True when the scope lies in the union of the others. */
function within(scope: AccessScope, others: readonly AccessScope[]): boolean {
  return others.length > 0 && scopeCovers(others.reduce(unionScopes), scope);
}

function expectKept(
  before: TrueWorld,
  after: TrueWorld,
  principalArn: string,
  { policyArn, scope }: PolicyTerm,
) {
  const stood = entryOf(before, principalArn);
  const stands = entryOf(after, principalArn);
  const needed = stood && scopeOf(stood, policyArn);
  const seen = needed && intersectScopes(needed, scope);
  const wrote = wroteOf(before, principalArn, policyArn);
  // Of what cannot be read, what we gave is all that is known to stand.
  const share =
    seen && !isReadable(before, principalArn)
      ? wrote && intersectScopes(seen, wrote)
      : seen;
  if (share) {
    expect(covers(stands && scopeOf(stands, policyArn), share)).toBe(true);
  }
}

function expectAllEnded(world: TrueWorld, step: PlanStep) {
  expect(step.intents.length).toBeGreaterThan(0);
  for (const id of step.intents) {
    const intent = world.intents.find(one => one.id === id);
    expect(intent && intentState(intent, world.cluster, world.at)).toBe(
      'ended',
    );
  }
}

/** Foreign entries stay as they are; so do the policies and groups that somebody else put on ours. */
function expectForeignUntouched(before: TrueWorld, after: TrueWorld) {
  for (const entry of before.aws) {
    const { principalArn } = entry;
    const row = rowOf(before, principalArn);
    const now = entryOf(after, principalArn);
    if (row?.accessEntryArn !== entry.accessEntryArn) {
      expect(now).toEqual(entry);
      continue;
    }
    const foreign = entry.policies.filter(
      ({ policyArn }) =>
        scopeOf({ policies: row.parts }, policyArn) === undefined,
    );
    for (const { policyArn, scope } of foreign) {
      expect(now && scopeOf(now, policyArn)).toEqual(scope);
    }
    const groups = entry.kubernetesGroups.filter(
      group => !row.kubernetesGroups.includes(group),
    );
    expect(now?.kubernetesGroups ?? []).toEqual(expect.arrayContaining(groups));
  }
}
