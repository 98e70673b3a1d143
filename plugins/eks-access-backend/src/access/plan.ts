import type { AccessScope } from '@eks-access/backstage-plugin-eks-access-common';
import type {
  ClusterIdentity,
  Instant,
  Intent,
  ManagedEntry,
  Observation,
  ObservedEntry,
  RoleFacts,
} from './types';

/** One entry of a list that was read whole; the entry itself may not have been readable. */
export interface ObservedEntryRead {
  readonly principalArn: string;
  readonly read: Observation<ObservedEntry>;
}

/**
 * The tags that we put on the entry of a row when creating it: installation id, row id and an HMAC over cluster ARN, principal ARN and
 * row id. The caller knows the key and the cluster.
 */
export type OwnTags = (
  rowId: string,
  principalArn: string,
) => Readonly<Record<string, string>>;

/** Everything a plan may look at. */
export interface PlanInput {
  readonly cluster: ClusterIdentity;
  readonly at: Instant;
  /** All intents of the cluster that are not over and done with, those included whose parts are still to go. */
  readonly intents: readonly Intent[];
  /** The complete list of entries: a principal that a known list does not name has no entry. */
  readonly observed: Observation<readonly ObservedEntryRead[]>;
  /** The open rows; at most one for a principal. */
  readonly managed: readonly ManagedEntry[];
  /** Facts by role ARN; a role that is missing here is unknown. */
  readonly roles: ReadonlyMap<string, RoleFacts>;
  readonly ownTags: OwnTags;
  /**
   * Ids of live grants that could not be confirmed right now: nothing is given for them, and what stands of them stays. They hold up
   * neither what others ask for nor what ends.
   */
  readonly withheld?: ReadonlySet<string>;
}

/**
 * Why a step is taken. `grant`: a live intent asks for it. `end`: by time or a person's explicit act, never held back. `removal`: by a
 * change of the catalog, counted against the removal budget.
 */
export type StepPurpose = 'grant' | 'end' | 'removal';

interface StepReason {
  readonly purpose: StepPurpose;
  /** Ids of the intents that ask for it, or whose end takes it away; sorted. */
  readonly intents: readonly string[];
}

/** Makes the entry (type STANDARD, our tags). Groups are fixed here for good, as nothing ever updates an entry. */
export interface CreateEntryStep extends StepReason {
  readonly kind: 'create-entry';
  readonly principalArn: string;
  readonly roleId: string;
  readonly kubernetesGroups: readonly string[];
}

interface PartStep {
  /**
   * The scope that our row records for this part once the step is done; absent: the row records the part no longer. It differs from the
   * scope that is written only where somebody changed our part outside: what they added never becomes ours, and what they took away
   * stays on record, so that it is not given again by itself (DESIGN section 3, rules 6 and 12).
   */
  readonly recordAs?: AccessScope;
}

/** Sets the whole scope of one policy; replaces the scope it had. */
export interface AssociatePolicyStep extends StepReason, PartStep {
  readonly kind: 'associate-policy';
  readonly principalArn: string;
  readonly policyArn: string;
  readonly scope: AccessScope;
  /**
   * Set where one write both gives and takes away: what to do in its place when the giving is refused, so that an end never waits for
   * a grant. checkPlan puts it in by itself.
   */
  readonly otherwise?: AssociatePolicyStep | DisassociatePolicyStep;
}

export interface DisassociatePolicyStep extends StepReason, PartStep {
  readonly kind: 'disassociate-policy';
  readonly principalArn: string;
  readonly policyArn: string;
}

/** Removes the entry with all its policies. */
export interface DeleteEntryStep extends StepReason {
  readonly kind: 'delete-entry';
  readonly principalArn: string;
}

export type PlanStep =
  | CreateEntryStep
  | AssociatePolicyStep
  | DisassociatePolicyStep
  | DeleteEntryStep;

/** A difference that the plan leaves alone, or a reason why nothing can be planned; words come from `describeRemark`. */
export type PlanRemark = {
  /** Absent for what concerns the whole cluster. */
  readonly principalArn?: string;
  /** Ids of the intents concerned, sorted. */
  readonly intents: readonly string[];
} & RemarkBody;

/** What a remark says, by code. `tool` is the manager that the entry's tags name. */
export type RemarkBody =
  | Remark<'covered', 'entry-gives-it-already', { tool?: string }>
  | Remark<'covered', 'foreign-part-gives-it-already', { policyArn: string }>
  | Remark<
      'foreign',
      'foreign-policy-on-our-entry',
      { policyArn: string; scope: AccessScope }
    >
  | Remark<
      'foreign',
      'foreign-group-on-our-entry',
      { kubernetesGroups: readonly string[] }
    >
  | Remark<'protected', 'entry-is-not-standard', { type: string }>
  | Remark<'drift', 'entry-missing', { lastWriteAt: Instant }>
  | Remark<'drift', 'entry-replaced', { tool?: string }>
  | Remark<'drift', 'policy-missing', { policyArn: string }>
  | Remark<
      'drift',
      'scope-changed',
      { policyArn: string; wrote: AccessScope; shows: AccessScope }
    >
  | Remark<'drift', 'group-missing', { kubernetesGroups: readonly string[] }>
  | Remark<'drift', 'tag-lost', Record<never, never>>
  | Remark<'blocked', 'foreign-entry-does-not-give-it', { tool?: string }>
  | Remark<
      'blocked',
      'foreign-part-does-not-give-it',
      { policyArn: string; asks: AccessScope; shows: AccessScope }
    >
  | Remark<
      'blocked',
      'groups-are-fixed',
      { kubernetesGroups: readonly string[] }
    >
  | Remark<
      'blocked',
      'groups-cannot-go-alone',
      { kubernetesGroups: readonly string[] }
    >
  | Remark<'blocked', 'role-gone', Record<never, never>>
  | Remark<'blocked', 'role-replaced', { roleId: string }>
  | Remark<'blocked', 'cluster-replaced', Record<never, never>>
  | Remark<'unknown', 'entries-unread', { because: string }>
  | Remark<'unknown', 'entry-unread', { because: string }>
  | Remark<'unknown', 'role-unread', { because: string }>
  | Remark<'unknown', 'not-yet-visible', { lastWriteAt: Instant }>
  | Remark<'unknown', 'create-unanswered', Record<never, never>>
  | Remark<'unknown', 'not-confirmed', Record<never, never>>
  | Remark<
      'dead-entry',
      'role-is-younger-than-entry',
      { entryCreatedAt: Instant; roleCreatedAt: Instant }
    >;

interface Remark<Kind, Code, Details> {
  readonly kind: Kind;
  readonly code: Code;
  readonly details: Readonly<Details>;
}

export interface ForgottenPart {
  readonly rowId: string;
  readonly policyArn: string;
  /** What stays on record; absent: nothing. */
  readonly recordAs?: AccessScope;
}

/** The difference between what should be and what AWS shows. */
export interface Plan {
  /** In the order to take them: ends, then grants, then removals. */
  readonly steps: readonly PlanStep[];
  readonly remarks: readonly PlanRemark[];
  /** Ids of rows whose entry is gone and that nobody needs: the caller may close them. */
  readonly closable: readonly string[];
  /**
   * Parts that our rows record, that nobody needs and that AWS no longer shows: the caller records them as told, without a call. Else a
   * later grant of the same would be taken for something that a person removed.
   */
  readonly forget: readonly ForgottenPart[];
  /** SHA-256 over the cluster and the steps: the same steps have the same hash at any time. */
  readonly hash: string;
}
