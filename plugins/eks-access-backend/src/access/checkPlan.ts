import { GuardWalk, type GuardContext, type GuardInput } from './guardContext';
import { guards, type GuardName } from './guards';
import type { Plan, PlanStep } from './plan';

/** Why a step may not be taken. */
export interface Refusal {
  readonly step: PlanStep;
  /** Name of the guard: the case that it refuses. */
  readonly guard: GuardName;
  /** One sentence of what is refused and why. */
  readonly message: string;
  /** One sentence of what to do. */
  readonly next: string;
}

/** The steps that may be taken, and every reason against the others. */
export interface CheckedPlan {
  readonly allowed: readonly PlanStep[];
  readonly refused: readonly Refusal[];
}

/** Thrown to the executor for a step that may not be taken now. */
export class GuardRefusal extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
    this.name = 'GuardRefusal';
  }
}

/**
 * How many managed entries may lose something in one cycle by changes of the catalog: at least 5, or a tenth. Where more would, none does
 * until a person has looked, as a part of them each cycle would be all of them within minutes. Source: RELIABILITY C21.
 */
export function removalBudget(managedEntries: number): {
  readonly max: number;
} {
  return { max: Math.max(5, Math.floor(managedEntries / 10)) };
}

/**
 * Every step of the plan against every guard, in the order of the steps, each as if the allowed steps before it had been taken. A step
 * that gives and takes is replaced by its taking half (`otherwise`) when the giving is refused.
 */
export function checkPlan(plan: Plan, input: GuardInput): CheckedPlan {
  const walk = new GuardWalk(plan, input);
  const allowed: PlanStep[] = [];
  const refused: Refusal[] = [];
  const uncreated = new Map<string, readonly Refusal[]>();
  for (const planned of plan.steps) {
    for (const step of [planned, ...otherwiseOf(planned)]) {
      // The policies of an entry that may not be made fall with it, for the same reasons.
      const inherited = (uncreated.get(step.principalArn) ?? []).map(
        refusal => ({ ...refusal, step }),
      );
      const refusals = [
        ...inherited,
        ...refusalsOf(walk.contextOf(step)).filter(({ guard }) =>
          inherited.every(one => one.guard !== guard),
        ),
      ];
      if (refusals.length === 0) {
        allowed.push(step);
        walk.take(step);
        break;
      }
      refused.push(...refusals);
      if (step.kind === 'create-entry') {
        uncreated.set(step.principalArn, refusals);
        walk.take(step);
      }
    }
  }
  return { allowed, refused };
}

/**
 * For the executor, right before the call and on facts just read: throws the first refusal as a `GuardRefusal`, and returns nothing when
 * the step may be taken. `plan` is the plan that the step is of; the removal budget counts all of its removals.
 */
export function assertStepAllowed(
  step: PlanStep,
  plan: Plan,
  input: GuardInput,
): void {
  const [first] = refusalsOf(new GuardWalk(plan, input).contextOf(step));
  if (first) throw new GuardRefusal(first);
}

function refusalsOf(context: GuardContext): readonly Refusal[] {
  return guards.flatMap(({ name, check }) => {
    const answer = check(context);
    switch (answer.kind) {
      case 'pass':
        return [];
      case 'refused':
        return [
          {
            step: context.step,
            guard: name,
            message: answer.message,
            next: answer.next,
          },
        ];
    }
  });
}

function otherwiseOf(step: PlanStep): readonly PlanStep[] {
  return step.kind === 'associate-policy' && step.otherwise
    ? [step.otherwise]
    : [];
}
