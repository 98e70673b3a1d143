import type { GrantEnd } from '@eks-access/backstage-plugin-eks-access-common';
import type { Instant } from '../access';
import type { AuditAction } from '../audit';
import {
  done,
  refused,
  type Actor,
  type GrantState,
  type Outcome,
  type RequestState,
} from './types';

export type RequestEvent =
  | 'approve'
  | 'deny'
  | 'cancel'
  | 'time-out'
  /** What would be applied is no longer what was decided, or who decided may no longer decide. */
  | 'terms-changed';

export type GrantEvent =
  | 'seen-present'
  | 'seen-absent'
  | 'expire'
  | 'give-back'
  | 'revoke'
  | 'supersede'
  | 'requester-left'
  | 'declaration-ended'
  /** The cluster that it was decided for is gone; another one may have its ARN. */
  | 'orphan';

/** What a transition of a request does to its grant. */
export type GrantEffect =
  | 'start'
  | Extract<GrantEvent, 'give-back' | 'revoke' | 'supersede'>;

export interface RequestTransition {
  readonly from: RequestState;
  readonly event: RequestEvent;
  /** Only while the grant is in one of these states; absent: there is no live grant to look at. */
  readonly whileGrant?: readonly GrantState[];
  readonly to: RequestState;
  readonly by: Actor;
  readonly audit: AuditAction;
  readonly grant?: GrantEffect;
}

export interface GrantTransition {
  readonly from: GrantState;
  readonly event: GrantEvent;
  readonly to: GrantState;
  readonly by: Actor;
  readonly audit: AuditAction;
  /** Why it ends; where absent, the reason that it has stays. */
  readonly because?: GrantEnd;
}

/**
 * The whole life of a request. Pairs of state and event that are not here are refused.
 *
 * Deny and cancel are accepted of an approved request as long as its grant was not seen in AWS: whoever says no while another says yes
 * wins, in whichever order the two arrive (rule 7).
 */
// One row a line, to be read as a table.
// prettier-ignore
export const requestTransitions: readonly RequestTransition[] = [
  { from: 'waiting', event: 'approve', to: 'approved', by: 'decider', audit: 'request-approved', grant: 'start' },
  { from: 'waiting', event: 'deny', to: 'denied', by: 'decider', audit: 'request-denied' },
  { from: 'waiting', event: 'cancel', to: 'cancelled', by: 'requester', audit: 'request-cancelled' },
  { from: 'waiting', event: 'time-out', to: 'timed-out', by: 'system', audit: 'request-timed-out' },
  { from: 'waiting', event: 'terms-changed', to: 'waiting', by: 'system', audit: 'request-sent-back' },
  { from: 'approved', event: 'deny', whileGrant: ['starting'], to: 'denied', by: 'decider', audit: 'request-denied', grant: 'revoke' },
  { from: 'approved', event: 'cancel', whileGrant: ['starting'], to: 'cancelled', by: 'requester', audit: 'request-cancelled', grant: 'give-back' },
  { from: 'approved', event: 'terms-changed', whileGrant: ['starting', 'active'], to: 'waiting', by: 'system', audit: 'request-sent-back', grant: 'supersede' },
];

/** The whole life of a grant. Only reading AWS back makes one `active`, and only reading AWS back without it makes one `ended`. */
// One row a line, to be read as a table.
// prettier-ignore
export const grantTransitions: readonly GrantTransition[] = [
  { from: 'starting', event: 'seen-present', to: 'active', by: 'system', audit: 'grant-active' },
  ...(['starting', 'active'] as const).flatMap((from): GrantTransition[] => [
    { from, event: 'expire', to: 'ending', by: 'system', audit: 'grant-ending', because: 'expired' },
    { from, event: 'give-back', to: 'ending', by: 'requester', audit: 'grant-ending', because: 'given-back' },
    { from, event: 'supersede', to: 'ending', by: 'system', audit: 'grant-ending', because: 'superseded' },
    { from, event: 'requester-left', to: 'ending', by: 'system', audit: 'grant-ending', because: 'requester-left' },
    { from, event: 'declaration-ended', to: 'ending', by: 'system', audit: 'grant-ending', because: 'declaration-ended' },
    // The entries went with the cluster: there is nothing to take away, and what stands in a cluster made again under the name is not ours.
    { from, event: 'orphan', to: 'ended', by: 'system', audit: 'grant-ended', because: 'orphaned' },
  ]),
  { from: 'starting', event: 'revoke', to: 'ending', by: 'decider', audit: 'grant-ending', because: 'revoked' },
  { from: 'ending', event: 'seen-absent', to: 'ended', by: 'system', audit: 'grant-ended' },
  { from: 'ending', event: 'orphan', to: 'ended', by: 'system', audit: 'grant-ended' },
];

/** What decides about a request's next state. */
export interface RequestPosition {
  readonly state: RequestState;
  readonly answerBy: Instant;
  /** State of the current round's grant. */
  readonly grant: GrantState | undefined;
}

/**
 * The transition that `event` makes at `at` (database time), or `REQUEST_NOT_WAITING`. An answer that comes at `answerBy` or later is
 * refused, also where the sweep that times the request out has not come round yet.
 */
export function transitionRequest(
  position: RequestPosition,
  event: RequestEvent,
  at: Instant,
): Outcome<RequestTransition> {
  const found = requestTransitions.find(
    row =>
      row.from === position.state &&
      row.event === event &&
      (row.whileGrant === undefined ||
        (position.grant !== undefined &&
          row.whileGrant.includes(position.grant))),
  );
  if (!found) return refused('REQUEST_NOT_WAITING');
  const late = at >= position.answerBy;
  if (event === 'approve' && late) return refused('REQUEST_NOT_WAITING');
  if (event === 'time-out' && !late) return refused('REQUEST_NOT_WAITING');
  return done(found);
}

/** What decides about a grant's next state. */
export interface GrantPosition {
  readonly state: GrantState;
  readonly expiresAt: Instant;
}

/** The transition that `event` makes at `at` (database time), or `GRANT_NOT_LIVE`. A grant expires at its instant and not before. */
export function transitionGrant(
  position: GrantPosition,
  event: GrantEvent,
  at: Instant,
): Outcome<GrantTransition> {
  const found = grantTransitions.find(
    row => row.from === position.state && row.event === event,
  );
  if (!found) return refused('GRANT_NOT_LIVE');
  if (event === 'expire' && at < position.expiresAt) {
    return refused('GRANT_NOT_LIVE');
  }
  return done(found);
}
