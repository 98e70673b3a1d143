import type { ClusterMode } from '@eks-access/backstage-plugin-eks-access-common';
import {
  checkPlan,
  intentState,
  planCluster,
  projectEntries,
  removalBudget,
  type Ceiling,
  type CheckedPlan,
  type ClusterIdentity,
  type DesiredEntry,
  type GuardInput,
  type Instant,
  type Intent,
  type ManagedEntry,
  type OwnTags,
  type Plan,
  type RoleFacts,
} from '../access';
import type { ClusterFacts } from '../aws';
import type { CatalogView } from '../catalog';
import type { EntryReads } from './reads';

/** All that a decision about one cluster rests on, as known at one moment of a cycle. */
export interface Situation {
  readonly cluster: ClusterIdentity;
  readonly facts: ClusterFacts;
  readonly entries: EntryReads;
  readonly roles: ReadonlyMap<string, RoleFacts>;
  readonly intents: readonly Intent[];
  /** Ids of grants that could not be confirmed right now. */
  readonly withheld: ReadonlySet<string>;
  readonly managed: readonly ManagedEntry[];
  readonly mode: ClusterMode;
  readonly ceilings: ReadonlyMap<string, Ceiling>;
  readonly protectedPrincipals: readonly string[];
  readonly ownRoleArns: readonly string[];
  readonly awsAuthAcknowledged: boolean;
  readonly ownTags: OwnTags;
  /**
   * When entries were read again after our own writes, by principal. An entry that is gone leaves the list, whose own time is from before
   * the write: without this an end would be told as earlier than the call that made it.
   */
  readonly readBackAt?: ReadonlyMap<string, Instant>;
}

/** What the guards and the planner look at. */
export function guardInputOf(situation: Situation, at: Instant): GuardInput {
  const { facts, managed } = situation;
  return {
    cluster: situation.cluster,
    at,
    intents: situation.intents,
    withheld: situation.withheld,
    observed: situation.entries,
    managed,
    roles: situation.roles,
    ownTags: situation.ownTags,
    mode: situation.mode,
    authenticationMode: facts.authenticationMode,
    clusterStatus: facts.status,
    awsAuthAcknowledged: situation.awsAuthAcknowledged,
    protectedPrincipals: situation.protectedPrincipals,
    ownRoleArns: situation.ownRoleArns,
    ceilings: situation.ceilings,
    removalBudget: removalBudget(managed.length),
  };
}

export interface Decision {
  readonly input: GuardInput;
  readonly plan: Plan;
  readonly checked: CheckedPlan;
}

export function decide(situation: Situation, at: Instant): Decision {
  const input = guardInputOf(situation, at);
  const plan = planCluster(input);
  return { input, plan, checked: checkPlan(plan, input) };
}

/**
 * What each mapping may give now. Only mappings in force of a catalog that was read count: whatever else, nothing new is given, while what
 * stands stays (DESIGN rule 8).
 */
export function ceilingsOf(view: CatalogView): ReadonlyMap<string, Ceiling> {
  return new Map(
    view.state === 'good'
      ? view.mappings
          .filter(mapping => mapping.state === 'in-force')
          .map(mapping => [mapping.ref, mapping.ceiling])
      : [],
  );
}

/** What the live intents ask of one principal, whatever id its role has now: nothing of it is to be taken away. */
export function desiredOf(
  { intents, cluster }: Pick<Situation, 'intents' | 'cluster'>,
  principalArn: string,
  at: Instant,
): DesiredEntry | undefined {
  return projectEntries(
    intents
      .filter(
        intent =>
          intent.principalArn === principalArn &&
          intentState(intent, cluster, at) === 'live',
      )
      .map(intent => ({ ...intent, roleId: '' })),
    at,
  )[0];
}
