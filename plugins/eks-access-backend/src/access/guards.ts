import type { Ceiling } from './ceiling';
import type { Plan, PlanInput, PlanStep } from './plan';

/** What guards look at: what the plan was made from, and how the cluster may be treated. */
export interface GuardInput extends PlanInput {
  readonly mode: 'observe' | 'manage';
  /** As `DescribeCluster` says: `API`, `API_AND_CONFIG_MAP` or `CONFIG_MAP`; undefined while unknown. */
  readonly authenticationMode: string | undefined;
  /** As `DescribeCluster` says (`ACTIVE`, `UPDATING`, ...); undefined while unknown. */
  readonly clusterStatus: string | undefined;
  /** The platform team has said that `aws-auth` of this cluster may stay unread. */
  readonly awsAuthAcknowledged: boolean;
  /** Role ARNs that are never touched; compared without case, as IAM's names are unique without case. `*` matches anything. */
  readonly protectedPrincipals: readonly string[];
  /** The roles that we act as. */
  readonly ownRoleArns: readonly string[];
  /** By mapping ref; a mapping that is missing here allows nothing new. */
  readonly ceilings: ReadonlyMap<string, Ceiling>;
  /** See `removalBudget`; a person who opens the breaker gives a larger one. */
  readonly removalBudget: { readonly max: number };
}

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

export type GuardName =
  | 'principalIsProtected'
  | 'entryIsNotStandard'
  | 'principalIsOurOwnRole'
  | 'entryIsForeign'
  | 'entryIsMissing'
  | 'clusterIsObservedOnly'
  | 'clusterIsNotActive'
  | 'authenticationModeHasNoEntries'
  | 'awsAuthIsUnread'
  | 'roleIsUnknownOrReplaced'
  | 'outsideCeiling'
  | 'reservedKubernetesGroup'
  | 'lastAdministratorWouldGo'
  | 'removalBudgetExceeded'
  | 'unknownObservation';

/** Thrown to the executor for a step that may not be taken now. */
export class GuardRefusal extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
    this.name = 'GuardRefusal';
  }
}

/** How many managed entries may lose something in one cycle by changes of the catalog: at least 5, or a tenth. Source: RELIABILITY C21. */
export function removalBudget(managedEntries: number): { max: number } {
  return { max: Math.max(5, Math.floor(managedEntries / 10)) };
}

/**
 * Every step of the plan against every guard, in the order of the steps, each as if the allowed steps before it had been taken. A step
 * that gives and takes is replaced by its taking half (`otherwise`) when the giving is refused.
 */
export function checkPlan(plan: Plan, input: GuardInput): CheckedPlan {
  throw new Error(`not checked yet: ${plan.hash} ${input.mode}`);
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
  throw new Error(`not checked yet: ${step.kind} ${plan.hash} ${input.mode}`);
}
