import type { AccessScope } from '@eks-access/backstage-plugin-eks-access-common';
import type { Ceiling } from './ceiling';
import { intentState } from './intents';
import { scopeOf } from './needs';
import type { Plan, PlanInput, PlanStep } from './plan';
import { scopeCovers } from './scope';
import type { Intent, ManagedEntry, ObservedEntry, PolicyTerm } from './types';
import { worldOf, type PrincipalFacts } from './world';

/** What guards look at: what the plan was made from, and how the cluster may be treated. */
export interface GuardInput extends PlanInput {
  readonly mode: 'observe' | 'manage';
  /** As `DescribeCluster` says: `API`, `API_AND_CONFIG_MAP` or `CONFIG_MAP`; undefined while unknown. */
  readonly authenticationMode: string | undefined;
  /** As `DescribeCluster` says (`ACTIVE`, `UPDATING`, ...); undefined while unknown. */
  readonly clusterStatus: string | undefined;
  /** The platform team has said that `aws-auth` of this cluster may stay unread. */
  readonly awsAuthAcknowledged: boolean;
  /** Principal ARNs that are never touched; compared without case, as IAM's names are unique without case. */
  readonly protectedPrincipals: readonly string[];
  /** The roles that we act as. */
  readonly ownRoleArns: readonly string[];
  /** By mapping ref; a mapping that is missing here allows nothing new. */
  readonly ceilings: ReadonlyMap<string, Ceiling>;
  /** See `removalBudget`; a person who opens the breaker gives a larger one. */
  readonly removalBudget: { readonly max: number };
}

/** One step and everything that a guard may ask about it. */
export interface GuardContext {
  readonly input: GuardInput;
  readonly step: PlanStep;
  /** The principal of the step, as it stands once the steps before have been taken. */
  readonly facts: PrincipalFacts;
  /** Any principal, likewise. */
  readonly factsOf: (principalArn: string) => PrincipalFacts;
  /** The intents that the step names, as the input has them now; an id that it lacks is not here. */
  readonly asking: readonly Intent[];
  /** The step gives something that does not stand, or may not. */
  readonly gives: boolean;
  /**
   * The step only takes away, and every intent it names has ended by time or by a person's act. What a step says of itself is not enough:
   * this is asked of the intents, as an end passes guards that stop everything else.
   */
  readonly isEnd: boolean;
  /** How many entries the plan takes from by changes of the catalog. */
  readonly entriesLosing: number;
}

/** Gives the context of each step, and remembers the steps that were taken. */
export class GuardWalk {
  readonly #input: GuardInput;
  readonly #factsOf: (principalArn: string) => PrincipalFacts;
  readonly #taken = new Map<string, PrincipalFacts>();
  readonly #entriesLosing: number;

  constructor(plan: Plan, input: GuardInput) {
    const { factsOf } = worldOf(input);
    this.#input = input;
    this.#factsOf = principalArn =>
      this.#taken.get(principalArn) ?? factsOf(principalArn);
    this.#entriesLosing = new Set(
      plan.steps
        .filter(step => takesByCatalog(step, input, factsOf(step.principalArn)))
        .map(({ principalArn }) => principalArn),
    ).size;
  }

  contextOf(step: PlanStep): GuardContext {
    const facts = this.#factsOf(step.principalArn);
    return {
      input: this.#input,
      step,
      facts,
      factsOf: this.#factsOf,
      asking: facts.intents.filter(({ id }) => step.intents.includes(id)),
      gives: givesSomething(step, facts),
      isEnd: isRealEnd(step, this.#input, facts),
      entriesLosing: this.#entriesLosing,
    };
  }

  take(step: PlanStep): void {
    this.#taken.set(
      step.principalArn,
      afterStep(this.#factsOf(step.principalArn), step, this.#input),
    );
  }
}

/** True for a step that the removal budget counts. */
export function takesByCatalog(
  step: PlanStep,
  input: GuardInput,
  facts: PrincipalFacts,
): boolean {
  return (
    step.purpose === 'removal' ||
    (!givesSomething(step, facts) && !isRealEnd(step, input, facts))
  );
}

function givesSomething(step: PlanStep, facts: PrincipalFacts): boolean {
  switch (step.kind) {
    case 'create-entry':
      return true;
    case 'associate-policy': {
      const stands = standingScope(facts, step.policyArn);
      return stands === undefined || !scopeCovers(stands, step.scope);
    }
    case 'disassociate-policy':
    case 'delete-entry':
      return false;
  }
}

/** The scope that stands; where AWS could not be read, the one that we wrote last. */
export function standingScope(
  { read, managed }: Pick<PrincipalFacts, 'read' | 'managed'>,
  policyArn: string,
): AccessScope | undefined {
  if (read.kind === 'known') {
    return read.value && scopeOf(read.value, policyArn);
  }
  return managed && scopeOf({ policies: managed.parts }, policyArn);
}

function isRealEnd(
  step: PlanStep,
  { cluster, at }: GuardInput,
  facts: PrincipalFacts,
): boolean {
  return (
    step.purpose === 'end' &&
    !givesSomething(step, facts) &&
    step.intents.length > 0 &&
    step.intents.every(id => {
      const named = facts.intents.filter(intent => intent.id === id);
      return (
        named.length > 0 &&
        named.every(intent => intentState(intent, cluster, at) === 'ended')
      );
    })
  );
}

/** The principal as it stands once the step has been taken. */
function afterStep(
  facts: PrincipalFacts,
  step: PlanStep,
  { at, ownTags }: GuardInput,
): PrincipalFacts {
  const { read, managed } = facts;
  const withEntry = (
    change: (entry: ObservedEntry) => ObservedEntry | undefined,
  ): PrincipalFacts['read'] =>
    read.kind === 'known' && read.value
      ? { ...read, value: change(read.value) }
      : read;
  switch (step.kind) {
    case 'create-entry': {
      const row = createdRow(
        step.principalArn,
        step.kubernetesGroups,
        facts,
        at,
      );
      return {
        ...facts,
        managed: row,
        read: {
          kind: 'known',
          asOf: at,
          value: {
            principalArn: step.principalArn,
            accessEntryArn: row.accessEntryArn,
            type: 'STANDARD',
            username: '',
            kubernetesGroups: step.kubernetesGroups,
            tags: ownTags(row.rowId, step.principalArn),
            createdAt: at,
            modifiedAt: at,
            policies: [],
          },
        },
      };
    }
    case 'associate-policy':
    case 'disassociate-policy': {
      const { policyArn, recordAs } = step;
      const scope = step.kind === 'associate-policy' ? step.scope : undefined;
      return {
        ...facts,
        managed: managed && {
          ...managed,
          parts: replaced(managed.parts, policyArn, recordAs),
        },
        read: withEntry(entry => ({
          ...entry,
          policies: replaced(entry.policies, policyArn, scope),
        })),
      };
    }
    case 'delete-entry':
      return { ...facts, managed: undefined, read: withEntry(() => undefined) };
  }
}

function createdRow(
  principalArn: string,
  kubernetesGroups: readonly string[],
  { managed }: PrincipalFacts,
  at: number,
): ManagedEntry & { readonly accessEntryArn: string } {
  return {
    rowId: managed?.rowId ?? 'to-be-made',
    principalArn,
    mappingRef: managed?.mappingRef ?? '',
    accessEntryArn: 'to-be-made',
    kubernetesGroups,
    parts: [],
    lastWriteAt: at,
  };
}

function replaced(
  policies: readonly PolicyTerm[],
  policyArn: string,
  scope: AccessScope | undefined,
): readonly PolicyTerm[] {
  return [
    ...policies.filter(policy => policy.policyArn !== policyArn),
    ...(scope ? [{ policyArn, scope }] : []),
  ];
}
