import type {
  EksAccessErrorCode,
  GrantEnd,
  WhoCanAssume,
} from '@eks-access/backstage-plugin-eks-access-common';
import type { DecidedTerms, Instant } from '../access';

/** Terms of a grant: they always have an end. */
export type GrantTerms = DecidedTerms & { readonly durationSeconds: number };

/** Where a request stands. `approved` can become `waiting` again when its terms changed before they were applied. */
export type RequestState =
  | 'waiting'
  | 'approved'
  | 'denied'
  | 'cancelled'
  | 'timed-out';

/** Where a grant stands. `active` and `ended` are reached only by reading AWS back. */
export type GrantState = 'starting' | 'active' | 'ending' | 'ended';

/** Who made a transition happen; each of them is checked by the service before the event is raised. */
export type Actor = 'requester' | 'decider' | 'system';

/**
 * One person's wish for one level on one cluster. What was asked never changes. What it would open stands in `terms`, one set a round:
 * a new round begins when the terms changed before they were applied, and voids the decisions of the rounds before.
 */
export interface AccessRequest {
  readonly id: string;
  /** Grows with each change; every change names the version that it was decided on. */
  readonly version: number;
  readonly state: RequestState;
  readonly round: number;
  readonly requesterRef: string;
  readonly groupRef: string;
  readonly mappingRef: string;
  readonly level: string;
  readonly levelTitle: string;
  readonly clusterArn: string;
  readonly durationMs: number;
  readonly reason: string;
  readonly createdAt: Instant;
  /** Unanswered until then, it times out. */
  readonly answerBy: Instant;
  /** Terms of the current round. */
  readonly terms: GrantTerms;
  readonly termsHash: string;
  /** Who could assume the role when the terms of the current round were read. */
  readonly whoCanAssume: WhoCanAssume;
}

/** What one decider answered to one round of a request. */
export interface Decision {
  readonly requestId: string;
  readonly round: number;
  /** Version of the request that the decider saw. */
  readonly requestVersion: number;
  readonly byRef: string;
  readonly decision: 'approve' | 'deny';
  readonly comment: string | undefined;
  readonly termsHash: string;
  readonly at: Instant;
}

/** What the catalog may come to lack while a grant lives. */
export type MissingCause = Extract<
  GrantEnd,
  'requester-left' | 'declaration-ended'
>;

/** Why a grant is not yet as its state says, in a sentence for people. */
export interface GrantTrouble {
  readonly kind: 'retrying' | 'needs-a-person';
  readonly sentence: string;
  readonly since: Instant;
}

/** Access that was decided. There is at most one for a round of a request. */
export interface Grant {
  readonly id: string;
  readonly requestId: string;
  readonly round: number;
  readonly state: GrantState;
  readonly clusterArn: string;
  readonly approvedAt: Instant;
  /** Set at the approval and never moved: approval plus duration, by database time. */
  readonly expiresAt: Instant;
  /** When AWS was first read back with the access. */
  readonly startedAt: Instant | undefined;
  /** When its end was decided; set from `ending` on. */
  readonly endingAt: Instant | undefined;
  readonly endedBecause: GrantEnd | undefined;
  /** When AWS was read back without the access. */
  readonly removedAtApiAt: Instant | undefined;
  readonly trouble: GrantTrouble | undefined;
  /** Why it is not applied though it was approved: what the decision rests on could not be confirmed. */
  readonly held:
    | { readonly because: string; readonly since: Instant }
    | undefined;
  /**
   * What the catalog lacked at the last look, and since when. One look ends nothing: an entity that is just being read again may lack a
   * relation for a moment.
   */
  readonly missing:
    | { readonly cause: MissingCause; readonly since: Instant }
    | undefined;
}

/** A request with everything that belongs to it. Decisions are in the order they were made, those of earlier rounds included. */
export interface RequestRecord {
  readonly request: AccessRequest;
  readonly decisions: readonly Decision[];
  /** Grant of the current round. */
  readonly grant: Grant | undefined;
}

/** One field and what is wrong with it. */
export interface RefusalDetail {
  readonly field: string;
  readonly problem: string;
}

/** A rule said no. Never thrown: faults are. */
export interface Refused {
  readonly outcome: 'refused';
  readonly code: EksAccessErrorCode;
  readonly details?: readonly RefusalDetail[];
}

/** What a rule lets through, or its refusal. */
export type Outcome<T> =
  | { readonly outcome: 'done'; readonly value: T }
  | Refused;

export function refused(
  code: EksAccessErrorCode,
  details?: readonly RefusalDetail[],
): Refused {
  return details
    ? { outcome: 'refused', code, details }
    : { outcome: 'refused', code };
}

export function done<T>(value: T): Outcome<T> {
  return { outcome: 'done', value };
}
