import type { Knex } from 'knex';
import type { Instant } from '../access';
import type { EksAccessDatabase } from '../database';
import type { ObservedIntent } from '../reconcile';
import {
  moveGrant,
  SYSTEM_ACTOR,
  type ChangeSinks,
  type GrantOccurrence,
} from './grantMoves';
import { lockRecordOfGrant } from './recordReads';
import { toDecision, toGrant, toRequest, type Row } from './rows';
import {
  done,
  refused,
  type AccessRequest,
  type Decision,
  type Grant,
  type MissingCause,
  type Outcome,
} from './types';

export interface GrantStoreOptions extends ChangeSinks {
  readonly database: EksAccessDatabase;
}

/** A grant that is not over, with what was decided for it. */
export interface OpenGrant {
  readonly grant: Grant;
  /** With the terms of the grant's own round, which a request that was sent back has left behind. */
  readonly request: AccessRequest;
  /** Decisions of the grant's round. */
  readonly decisions: readonly Decision[];
}

/**
 * Grants: what ends them and what AWS showed of them. One method is one transaction for each grant that it changes; the audit row and the wake
 * of the cluster are in it.
 */
export class GrantStore {
  readonly #database: EksAccessDatabase;
  readonly #sinks: ChangeSinks;

  constructor(options: GrantStoreOptions) {
    this.#database = options.database;
    this.#sinks = { audit: options.audit, wakes: options.wakes };
  }

  /** Grants on the cluster that have not ended, those of superseded rounds included; oldest first. */
  async openOn(clusterArn: string): Promise<readonly OpenGrant[]> {
    return await this.#open(grants => grants.where('cluster_arn', clusterArn));
  }

  /** Those of `ids` that are grants and have not ended. */
  async openAmong(ids: readonly string[]): Promise<readonly OpenGrant[]> {
    return await this.#open(grants => grants.whereIn('id', [...ids]));
  }

  /** Clusters that have grants which have not ended. */
  async clustersWithOpenGrants(): Promise<readonly string[]> {
    const rows = await this.#database
      .knex('eks_access_grants')
      .whereNot('state', 'ended')
      .distinct('cluster_arn')
      .orderBy('cluster_arn');
    return rows.map(row => row.cluster_arn);
  }

  /** The id of the request that the grant belongs to. */
  async requestOf(grantId: string): Promise<string | undefined> {
    const row = await this.#database
      .knex('eks_access_grants')
      .where('id', grantId)
      .first('request_id');
    return row?.request_id;
  }

  /** Ends every grant whose instant has come by the database's clock; answers how many. */
  async expireDue(): Promise<number> {
    const due = await this.#database
      .knex('eks_access_grants')
      .whereIn('state', ['starting', 'active'])
      .andWhere('expires_at', '<=', await this.#database.now())
      .orderBy('expires_at')
      .select('id');
    let expired = 0;
    for (const { id } of due) {
      const ended = await this.end(id, 'expire');
      if (ended.outcome === 'done') expired++;
    }
    return expired;
  }

  /** Ends the grant by its own person; a second call changes nothing and is answered alike. */
  async recordGiveBack(grantId: string, byRef: string): Promise<Outcome<void>> {
    return await this.#database.transaction(async trx => {
      const record = await lockRecordOfGrant(trx, grantId);
      const grant = await lockGrant(trx, grantId);
      if (!record || !grant) return refused('NOT_FOUND');
      if (grant.endedBecause === 'given-back') return done(undefined);
      const at = await this.#database.now(trx);
      return withoutValue(
        await moveGrant(trx, this.#sinks, grant, {
          event: 'give-back',
          actor: byRef,
          at,
        }),
      );
    });
  }

  /** Ends the grant without a person. */
  async end(
    grantId: string,
    event: 'expire' | 'orphan' | MissingCause,
    details?: GrantOccurrence['details'],
  ): Promise<Outcome<void>> {
    return await this.#database.transaction(async trx => {
      await lockRecordOfGrant(trx, grantId);
      const grant = await lockGrant(trx, grantId);
      if (!grant) return refused('NOT_FOUND');
      const at = await this.#database.now(trx);
      return withoutValue(
        await moveGrant(trx, this.#sinks, grant, {
          event,
          actor: SYSTEM_ACTOR,
          at,
          ...(details && { details }),
        }),
      );
    });
  }

  /** Keeps what the catalog lacked at this look, or that it lacks nothing any more. */
  async recordMissing(
    grantId: string,
    cause: MissingCause | undefined,
    at: Instant,
  ): Promise<void> {
    await this.#database
      .knex('eks_access_grants')
      .where('id', grantId)
      .update({ missing: cause ?? null, missing_since: cause ? at : null });
  }

  /** Keeps why the grant is not applied yet though it was approved, or that nothing holds it any more. */
  async recordHeld(
    grantId: string,
    because: string | undefined,
    at: Instant,
  ): Promise<void> {
    await this.#database
      .knex('eks_access_grants')
      .where('id', grantId)
      .update({
        held_because: because ?? null,
        held_since: because ? at : null,
      });
  }

  /**
   * Moves grants by what was read back from AWS, in the transaction of the cycle that read it. Facts that move nothing change the trouble
   * shown, and nothing where it is the same as before.
   */
  async recordObserved(
    trx: Knex.Transaction,
    facts: readonly ObservedIntent[],
  ): Promise<void> {
    for (const fact of facts) {
      const grant = await lockGrant(trx, fact.intentId);
      if (!grant) continue;
      const moved = await this.#moveByFact(trx, grant, fact);
      if (moved.state !== 'ended') await recordTrouble(trx, moved, fact);
    }
  }

  async #moveByFact(
    trx: Knex.Transaction,
    grant: Grant,
    fact: ObservedIntent,
  ): Promise<Grant> {
    if (fact.observed === 'unknown') return grant;
    const moved = await moveGrant(trx, this.#sinks, grant, {
      event: fact.observed === 'present' ? 'seen-present' : 'seen-absent',
      actor: SYSTEM_ACTOR,
      at: fact.at,
    });
    return moved.outcome === 'done' ? moved.value : grant;
  }

  async #open(
    narrow: (grants: Knex.QueryBuilder) => Knex.QueryBuilder,
  ): Promise<readonly OpenGrant[]> {
    const { knex } = this.#database;
    const grants: Grant[] = (
      await narrow(knex('eks_access_grants'))
        .whereNot('state', 'ended')
        .orderBy(['approved_at', 'id'])
    ).map(toGrant);
    const requestIds = grants.map(grant => grant.requestId);
    const rows: Row[] = await knex('eks_access_requests as r')
      .join('eks_access_request_terms as t', 't.request_id', 'r.id')
      .whereIn('r.id', requestIds)
      .select('r.*', 't.terms', 't.terms_hash', 't.who_can_assume')
      .select({ terms_round: 't.round' });
    const decisions: Decision[] = (
      await knex('eks_access_decisions').whereIn('request_id', requestIds)
    ).map(toDecision);
    return grants.flatMap(grant => {
      const isOfRound = (one: { requestId: string; round: number }) =>
        one.requestId === grant.requestId && one.round === grant.round;
      const row = rows.find(
        ({ id, terms_round }) =>
          id === grant.requestId && Number(terms_round) === grant.round,
      );
      return row
        ? [
            {
              grant,
              request: toRequest(row),
              decisions: decisions.filter(isOfRound),
            },
          ]
        : [];
    });
  }
}

async function lockGrant(
  trx: Knex.Transaction,
  grantId: string,
): Promise<Grant | undefined> {
  const row = await trx('eks_access_grants')
    .where('id', grantId)
    .forUpdate()
    .first();
  return row && toGrant(row);
}

async function recordTrouble(
  trx: Knex.Transaction,
  grant: Grant,
  fact: ObservedIntent,
): Promise<void> {
  const { trouble } = fact;
  if (
    grant.trouble?.kind === trouble?.kind &&
    grant.trouble?.sentence === trouble?.sentence
  ) {
    return;
  }
  await trx('eks_access_grants')
    .where('id', grant.id)
    .update({
      trouble_kind: trouble?.kind ?? null,
      trouble_sentence: trouble?.sentence ?? null,
      // The same kind of trouble in other words has not just begun.
      trouble_since: trouble
        ? (grant.trouble?.kind === trouble.kind && grant.trouble.since) ||
          fact.at
        : null,
    });
}

function withoutValue(outcome: Outcome<unknown>): Outcome<void> {
  return outcome.outcome === 'done' ? done(undefined) : outcome;
}
