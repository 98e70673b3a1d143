import fc from 'fast-check';
import {
  applyRecords,
  applySteps,
  inputOf,
  isReadable,
  settled,
} from './__testUtils__/applyPlan';
import { worlds } from './__testUtils__/arbitraries';
import { PRINCIPALS } from './__testUtils__/arbitraryIntents';
import { treatments } from './__testUtils__/arbitraryTreatments';
import {
  always,
  askingIntents,
  covers,
  entryOf,
  foreignObjects,
  isSettled,
  liveIntents,
  notEnded,
  rowOf,
  saysSomethingOf,
  standing,
  stateOf,
  within,
  wrote,
} from './__testUtils__/questions';
import { checkAgainstCeiling } from './ceiling';
import { checkPlan } from './checkPlan';
import type { GuardInput } from './guardContext';
import { scopeOf } from './needs';
import { observeIntents } from './observeIntents';
import { resolveOwnership } from './ownership';
import type { PlanStep } from './plan';
import { planCluster } from './planCluster';
import { intersectScopes } from './scope';
import { narrowTerms, termsAreEmpty } from './terms';

/** The rules of DESIGN section 3 as far as they hold only with the guards, and what is said of intents afterwards. */
const guarded = fc.record({ world: worlds, treatment: treatments });
type Guarded = typeof guarded extends fc.Arbitrary<infer Value> ? Value : never;

function guardInputOf({ world, treatment }: Guarded): GuardInput {
  return { ...inputOf(world), ...treatment };
}

function allowedSteps(both: Guarded): readonly PlanStep[] {
  const input = guardInputOf(both);
  return checkPlan(planCluster(input), input).allowed;
}

describe('checkPlan', () => {
  it('allows no step that touches a foreign or protected object [rule 6]', () => {
    always(guarded, both => {
      const { world, treatment } = both;
      const after = applySteps(world, allowedSteps(both));
      expect(foreignObjects(after, world)).toEqual(
        foreignObjects(world, world),
      );
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

  it('allows nothing outside the ceiling of a mapping that asks for it [rule 4]', () => {
    always(guarded, both => {
      const { world, treatment } = both;
      const after = applySteps(world, allowedSteps(both));
      for (const { principalArn, policies } of after.aws) {
        if (!isReadable(world, principalArn)) continue;
        for (const policy of policies) {
          const { policyArn, scope } = policy;
          if (covers(standing(world, principalArn, policyArn), scope)) continue;
          const ceilings = askingIntents(world, principalArn)
            .filter(({ terms, allowed }) =>
              scopeOf(narrowTerms(terms, allowed), policyArn),
            )
            .map(({ mappingRef }) => treatment.ceilings.get(mappingRef));
          for (const ceiling of ceilings) {
            expect(
              ceiling &&
                checkAgainstCeiling(
                  {
                    principalArn,
                    terms: { policies: [policy], kubernetesGroups: [] },
                  },
                  ceiling,
                ),
            ).toEqual([]);
          }
        }
      }
    });
  });

  it('changes nothing in mode observe but what is due to end [precedence]', () => {
    always(guarded, ({ world, treatment }) => {
      const observed = { ...treatment, mode: 'observe' as const };
      for (const step of allowedSteps({ world, treatment: observed })) {
        expect(step.purpose).toBe('end');
        expect(notEnded(world, step)).toEqual([]);
      }
    });
  });

  it('lets everything that is due end, whatever else is refused [precedence, rule 7]', () => {
    always(worlds.map(settled), world => {
      const steps = allowedSteps({
        world,
        treatment: {
          mode: 'observe',
          authenticationMode: undefined,
          clusterStatus: undefined,
          awsAuthAcknowledged: false,
          protectedPrincipals: [],
          ownRoleArns: [],
          ceilings: new Map(),
          removalBudget: { max: 0 },
        },
      });
      const seen = observeIntents(
        inputOf({
          ...settled(applySteps(world, steps)),
          unreadable: [],
          listIsUnreadable: false,
        }),
      );
      const due = world.intents.filter(
        intent =>
          stateOf(world, intent) === 'ended' &&
          rowOf(world, intent.principalArn)?.accessEntryArn !== undefined &&
          // Groups go only with their entry.
          intent.terms.kubernetesGroups.length === 0,
      );
      for (const { id } of due) {
        expect(seen).toContainEqual({ intentId: id, observed: 'absent' });
      }
    });
  });

  it('never takes by the catalog from more entries than the budget allows [rule 8]', () => {
    always(guarded, both => {
      const { world, treatment } = both;
      const after = applySteps(world, allowedSteps(both));
      const withdrawn = world.intents.filter(
        intent =>
          stateOf(world, intent) === 'withdrawn' &&
          isReadable(world, intent.principalArn) &&
          isSettled(world, intent.principalArn),
      );
      const losing = withdrawn.filter(({ principalArn, terms }) =>
        terms.policies.some(({ policyArn, scope }) => {
          const ours = wrote(world, principalArn, policyArn);
          const stood = standing(world, principalArn, policyArn);
          const standingOurs = ours && stood && intersectScopes(ours, stood);
          const share = standingOurs && intersectScopes(standingOurs, scope);
          return (
            share && !covers(standing(after, principalArn, policyArn), share)
          );
        }),
      );
      expect(
        new Set(losing.map(({ principalArn }) => principalArn)).size,
      ).toBeLessThanOrEqual(treatment.removalBudget.max);
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
      const seen = observeIntents(inputOf(applySteps(world, plan.steps)));
      const given = liveIntents(world).filter(
        ({ terms, allowed, principalArn }) =>
          !termsAreEmpty(narrowTerms(terms, allowed)) &&
          !saysSomethingOf(plan, principalArn),
      );
      for (const { id } of given) {
        expect(seen).toContainEqual({ intentId: id, observed: 'present' });
      }
    });
  });

  it('never calls an end complete while its own share stands on our entry [rule 9]', () => {
    always(worlds, world => {
      const input = inputOf(world);
      const absent = observeIntents(input)
        .filter(({ observed }) => observed === 'absent')
        .map(({ intentId }) => intentId);
      const over = world.intents.filter(intent => {
        const { id, principalArn } = intent;
        const whose = resolveOwnership(
          rowOf(world, principalArn),
          entryOf(world, principalArn),
          input.ownTags,
        );
        return (
          absent.includes(id) &&
          stateOf(world, intent) !== 'live' &&
          (whose === 'ours' || whose === 'ours-tag-lost')
        );
      });
      for (const { id, principalArn, terms } of over) {
        const others = world.intents.filter(
          other =>
            other.id !== id &&
            other.principalArn === principalArn &&
            stateOf(world, other) !== 'ended',
        );
        for (const { policyArn, scope } of terms.policies) {
          const ours = wrote(world, principalArn, policyArn);
          const stood = standing(world, principalArn, policyArn);
          const standingOurs = ours && stood && intersectScopes(ours, stood);
          const share = standingOurs && intersectScopes(standingOurs, scope);
          if (!share) continue;
          const keeping = others.flatMap(
            other => scopeOf(other.terms, policyArn) ?? [],
          );
          expect(within(share, keeping)).toBe(true);
        }
      }
    });
  });
});
