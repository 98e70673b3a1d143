import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import type { Instant } from '../access';
import type { AuditTrail } from '../audit';
import { transitionGrant, type GrantEvent } from './transitions';
import { done, type AccessRequest, type Grant, type Outcome } from './types';

/** How a change of a request or grant is recorded, and how the engine learns of it. Both within the transaction of the change. */
export interface ChangeSinks {
  readonly audit: Pick<AuditTrail, 'append'>;
  /** Has the cluster looked at as soon as the transaction has committed. */
  readonly wakes: {
    makeDue(trx: Knex.Transaction, clusterArn: string): Promise<void>;
  };
}

/** Something that happened to a grant: by whom, when (database time), and what else the audit row tells. */
export interface GrantOccurrence {
  readonly event: GrantEvent;
  /** Entity ref of the person, or {@link SYSTEM_ACTOR}. */
  readonly actor: string;
  readonly at: Instant;
  readonly details?: JsonObject;
}

/** Actor of what happens by time or by reading. */
export const SYSTEM_ACTOR = 'system:requests';

/** Makes the grant of the request's current round. Its end is fixed here. */
export async function startGrant(
  trx: Knex.Transaction,
  sinks: ChangeSinks,
  input: {
    readonly id: string;
    readonly request: AccessRequest;
    readonly actor: string;
    readonly at: Instant;
  },
): Promise<void> {
  const { id, request, actor, at } = input;
  const expiresAt = at + request.durationMs;
  await trx('eks_access_grants').insert({
    id,
    request_id: request.id,
    round: request.round,
    state: 'starting',
    cluster_arn: request.clusterArn,
    approved_at: at,
    expires_at: expiresAt,
  });
  await sinks.audit.append(trx, {
    at,
    actor,
    action: 'grant-starting',
    subject: { type: 'grant', id },
    details: {
      requestId: request.id,
      round: request.round,
      termsHash: request.termsHash,
      expiresAt: new Date(expiresAt).toISOString(),
    },
  });
  await sinks.wakes.makeDue(trx, request.clusterArn);
}

/**
 * Moves the grant as the table says, with its audit row, or answers why not. The caller holds the row of the grant.
 */
export async function moveGrant(
  trx: Knex.Transaction,
  sinks: ChangeSinks,
  grant: Grant,
  occurrence: GrantOccurrence,
): Promise<Outcome<Grant>> {
  const { event, actor, at } = occurrence;
  const move = transitionGrant(grant, event, at);
  if (move.outcome === 'refused') return move;
  const { to, because, audit } = move.value;
  const moved: Grant = {
    ...grant,
    state: to,
    endedBecause: because ?? grant.endedBecause,
    startedAt: to === 'active' ? at : grant.startedAt,
    endingAt: because ? at : grant.endingAt,
    removedAtApiAt: event === 'seen-absent' ? at : grant.removedAtApiAt,
    trouble: to === grant.state ? grant.trouble : undefined,
    held: undefined,
    missing: undefined,
  };
  const changed = await trx('eks_access_grants')
    .where({ id: grant.id, state: grant.state })
    .update({
      state: moved.state,
      ended_because: moved.endedBecause ?? null,
      started_at: moved.startedAt ?? null,
      ending_at: moved.endingAt ?? null,
      removed_at_api_at: moved.removedAtApiAt ?? null,
      trouble_kind: null,
      trouble_sentence: null,
      trouble_since: null,
      held_because: null,
      held_since: null,
      missing: null,
      missing_since: null,
    });
  if (changed !== 1) throw new Error(`grant ${grant.id} was not locked`);
  if (because) await closeRequest(trx, grant, event);
  await sinks.audit.append(trx, {
    at,
    actor,
    action: audit,
    subject: { type: 'grant', id: grant.id },
    details: {
      requestId: grant.requestId,
      event,
      from: grant.state,
      to,
      ...(moved.endedBecause && { because: moved.endedBecause }),
      ...occurrence.details,
    },
  });
  if (to === 'ending') await sinks.wakes.makeDue(trx, grant.clusterArn);
  return done(moved);
}

/** The same may be asked for again, unless the request itself goes on waiting for a decision on its new terms. */
async function closeRequest(
  trx: Knex.Transaction,
  grant: Grant,
  event: GrantEvent,
): Promise<void> {
  if (event === 'supersede') return;
  await trx('eks_access_requests')
    .where('id', grant.requestId)
    .update({ open_key: null });
}
