import fc from 'fast-check';
import {
  applyRecords,
  applySteps,
  inputOf,
  isReadable,
  settled,
} from './__testUtils__/applyPlan';
import { worlds } from './__testUtils__/arbitraries';
import { intentLists } from './__testUtils__/arbitraryIntents';
import { hardCasesOf } from './__testUtils__/hardCases';
import { NOW } from './__testUtils__/builders';
import {
  always,
  askedScopes,
  covers,
  entryOf,
  foreignObjects,
  givenUnasked,
  liveIntents,
  neededAndGone,
  notEnded,
  recordedNamespaces,
  saysSomethingOf,
  standing,
  within,
  wrote,
} from './__testUtils__/questions';
import { isSettling } from './entryFacts';
import { isLive, isOrphaned } from './intents';
import { scopeOf } from './needs';
import { planCluster } from './planCluster';
import { projectEntries } from './projectEntries';
import { sameScope, scopeCovers } from './scope';
import { narrowTerms } from './terms';
import type { DesiredEntry, Intent } from './types';

/**
 * The rules of DESIGN section 3 that projection and plan keep, as laws over worlds in which things collide. What the guards add to them is
 * in rulesUnderGuards.test.ts.
 */
describe('arbitrary worlds', () => {
  it('collide often enough to mean something', () => {
    const numRuns = 3000;
    fc.statistics(worlds, world => [...hardCasesOf(world)], {
      numRuns,
      seed: 1,
    });
    const counts = new Map<string, number>();
    for (const world of fc.sample(worlds, { numRuns, seed: 1 })) {
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
      'a grant that could not be confirmed': 0.1,
    }).filter(([name, share]) => (counts.get(name) ?? 0) / numRuns < share);
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
        const groups = asking.flatMap(
          ({ terms, allowed }) => narrowTerms(terms, allowed).kubernetesGroups,
        );
        for (const { policyArn, scope } of entry.policies) {
          expect(within(scope, askedScopes(asking, policyArn))).toBe(true);
        }
        expect(groups).toEqual(
          expect.arrayContaining([...entry.kubernetesGroups]),
        );
        expect(asking.map(({ id }) => id)).toEqual(
          expect.arrayContaining([...entry.because]),
        );
      }
    });
  });

  it('never takes away what another live intent still needs [rule 3]', () => {
    always(
      intentLists.filter(list => list.length > 0),
      ([ended, ...others]) => {
        const entries = projectEntries(
          [{ ...ended, end: { kind: 'revoked', at: NOW } }, ...others],
          NOW,
        );
        for (const other of others.filter(intent => isLive(intent, NOW))) {
          const terms = narrowTerms(other.terms, other.allowed);
          const entry = sameEntry(entries, other);
          for (const { policyArn, scope } of terms.policies) {
            expect(covers(entry && scopeOf(entry, policyArn), scope)).toBe(
              true,
            );
          }
          expect(entry?.kubernetesGroups ?? []).toEqual(
            expect.arrayContaining([...terms.kubernetesGroups]),
          );
        }
      },
    );
  });

  it('does not depend on order or duplicates of intents', () => {
    always(
      intentLists.chain(list => fc.tuple(fc.constant(list), shuffled(list))),
      ([list, other]) => {
        expect(projectEntries(other, NOW)).toEqual(projectEntries(list, NOW));
      },
    );
  });

  it('is the same just before an end as long before it, and never larger at it [rule 7]', () => {
    always(intentLists, list => {
      const due = list.map(intent =>
        intent.endsAt === undefined ? intent : { ...intent, endsAt: NOW },
      );
      const before = projectEntries(due, NOW - 1);
      expect(before).toEqual(projectEntries(due, NOW - 3_600_000));
      for (const entry of projectEntries(due, NOW)) {
        const earlier = sameEntry(before, entry);
        for (const { policyArn, scope } of entry.policies) {
          expect(covers(earlier && scopeOf(earlier, policyArn), scope)).toBe(
            true,
          );
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
      const { steps } = planCluster(inputOf(world));
      expect(givenUnasked(world, applySteps(world, steps))).toEqual([]);
    });
  });

  it('never takes away what a live intent needs, not even between two steps [rule 3]', () => {
    always(worlds, world => {
      planCluster(inputOf(world)).steps.reduce((before, step) => {
        const after = applySteps(before, [step]);
        expect(neededAndGone(before, after)).toEqual([]);
        return after;
      }, world);
    });
  });

  it('never takes a policy away and then gives it again [DESIGN 7]', () => {
    always(worlds, world => {
      const dropped = new Set<string>();
      for (const step of planCluster(inputOf(world)).steps) {
        const part =
          'policyArn' in step ? `${step.principalArn} ${step.policyArn}` : '';
        if (step.kind === 'disassociate-policy') dropped.add(part);
        if (step.kind === 'associate-policy') {
          expect(dropped).not.toContain(part);
        }
      }
    });
  });

  it('does not depend on order or duplicates of intents, reads and rows', () => {
    always(
      worlds.chain(world =>
        fc
          .record({
            intents: shuffled(world.intents),
            aws: shuffled(world.aws),
            managed: shuffled(world.managed),
          })
          .map(change => [world, { ...world, ...change }]),
      ),
      ([world, other]) => {
        expect(planCluster(inputOf(other))).toEqual(
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
      const second = planCluster(inputOf(later));
      // What was too early to judge is judged a minute later, and only that.
      const wasEarly = world.managed.some(row => isSettling(row, world.at));
      if (!wasEarly) expect(second.steps).toEqual([]);
      const last = applySteps(applyRecords(later, second), second.steps);
      expect(planCluster(inputOf(settled(last))).steps).toEqual([]);
    });
  });

  it('leaves nothing undone that it says nothing about', () => {
    always(worlds.map(settled), world => {
      const plan = planCluster(inputOf(world));
      const after = applySteps(world, plan.steps);
      const live = world.intents.filter(
        intent => !isOrphaned(intent, world.cluster),
      );
      for (const entry of projectEntries(live, world.at)) {
        if (saysSomethingOf(plan, entry.principalArn)) continue;
        const stands = entryOf(after, entry.principalArn);
        expect(
          stands?.policies.map(({ policyArn }) => policyArn).sort(),
        ).toEqual(entry.policies.map(({ policyArn }) => policyArn));
        for (const { policyArn, scope } of entry.policies) {
          expect(sameScope(stands && scopeOf(stands, policyArn), scope)).toBe(
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
        expect(step.kind).toMatch(/^(dis)?associate-policy$/);
        expect(notEnded(world, step)).toEqual([]);
        if (step.kind === 'associate-policy') {
          const recorded = wrote(world, step.principalArn, step.policyArn);
          expect(covers(recorded, step.scope)).toBe(true);
          expect(sameScope(recorded, step.scope)).toBe(false);
        }
      }
    });
  });

  it('gives nothing to a role that is unknown, gone or made again [rule 12]', () => {
    always(worlds, world => {
      for (const step of planCluster(inputOf(world)).steps) {
        if (step.purpose !== 'grant') continue;
        const role = world.roles.get(step.principalArn);
        for (const id of step.intents) {
          const intent = world.intents.find(one => one.id === id);
          expect(role).toMatchObject({
            kind: 'exists',
            roleId: intent?.roleId,
          });
        }
      }
    });
  });

  it('calls an end only what intents asked for that are over by time or by a person [rule 8]', () => {
    always(worlds, world => {
      const steps = planCluster(inputOf(world)).steps.flatMap(step => [
        step,
        ...(step.kind === 'associate-policy' && step.otherwise
          ? [step.otherwise]
          : []),
      ]);
      for (const step of steps) {
        if (step.purpose === 'end') expect(notEnded(world, step)).toEqual([]);
      }
    });
  });

  it('never touches an entry or a part that is not ours [rule 6]', () => {
    always(worlds, world => {
      const { steps } = planCluster(inputOf(world));
      expect(foreignObjects(applySteps(world, steps), world)).toEqual(
        foreignObjects(world, world),
      );
    });
  });

  it('does not give again by itself what was removed outside [rule 12]', () => {
    always(worlds, world => {
      const plan = planCluster(inputOf(world));
      const after = settled(applyRecords(applySteps(world, plan.steps), plan));
      const last = applySteps(after, planCluster(inputOf(after)).steps);
      for (const { principalArn, policyArn, scope } of recordedNamespaces(
        world,
      )) {
        const needing = liveIntents(world).filter(
          intent => intent.principalArn === principalArn,
        );
        const isNeeded = askedScopes(needing, policyArn).some(one =>
          scopeCovers(one, scope),
        );
        const wasRemoved = !covers(
          standing(world, principalArn, policyArn),
          scope,
        );
        if (isNeeded && wasRemoved) {
          expect(covers(standing(last, principalArn, policyArn), scope)).toBe(
            false,
          );
        }
      }
    });
  });
});

/** The same in another order, with some of it twice. */
function shuffled<T>(list: readonly T[]): fc.Arbitrary<readonly T[]> {
  return fc
    .tuple(
      fc.shuffledSubarray([...list], { minLength: list.length }),
      fc.subarray([...list]),
    )
    .map(([all, again]) => [...all, ...again]);
}

function sameEntry(
  entries: readonly DesiredEntry[],
  { principalArn, roleId }: Pick<Intent, 'principalArn' | 'roleId'>,
): DesiredEntry | undefined {
  return entries.find(
    entry => entry.principalArn === principalArn && entry.roleId === roleId,
  );
}
