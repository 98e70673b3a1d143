import { createHash, randomUUID } from 'node:crypto';
import type { JsonObject } from '@backstage/types';
import type { WhoCanAssume } from '@eks-access/backstage-plugin-eks-access-common';
import type { Knex } from 'knex';
import { hashTerms, type Instant } from '../access';
import type { EksAccessDatabase } from '../database';
import {
  moveGrant,
  startGrant,
  SYSTEM_ACTOR,
  type ChangeSinks,
} from './grantMoves';
import { lockRecord, readRecords, requestQuery } from './recordReads';
import {
  readOfGroup,
  readPage,
  type GroupInput,
  type PageInput,
} from './requestPages';
import { transitionRequest, type RequestEvent } from './transitions';
import {
  done,
  refused,
  type Decision,
  type GrantTerms,
  type Outcome,
  type Refused,
  type RequestRecord,
} from './types';

/** Open requests and live grants that one person may have (RELIABILITY B4, row 78). */
export const MAX_OPEN_REQUESTS = 20;
/** Requests that one person may create within an hour. */
export const MAX_REQUESTS_PER_HOUR = 60;

const HOUR_MS = 60 * 60 * 1000;

/** What is decided about, and who could assume the role when that was read. */
export interface ResolvedTerms {
  readonly terms: GrantTerms;
  readonly whoCanAssume: WhoCanAssume;
}

export interface NewRequest extends ResolvedTerms {
  readonly requesterRef: string;
  readonly groupRef: string;
  readonly mappingRef: string;
  readonly level: string;
  readonly levelTitle: string;
  readonly durationMs: number;
  readonly reason: string;
  readonly answerWithinMs: number;
}

export interface NewDecision {
  readonly requestId: string;
  /** What the decider saw. */
  readonly version: number;
  readonly termsHash: string;
  readonly byRef: string;
  readonly decision: 'approve' | 'deny';
  readonly comment: string | undefined;
}

export interface RequestStoreOptions extends ChangeSinks {
  readonly database: EksAccessDatabase;
  readonly newId?: () => string;
}

/**
 * Requests and what people answer to them. One method is one transaction: the change, its audit row and the wake of the cluster, or none of
 * them. Rules about who may do it stand in the service; the table of transitions is read here, under the lock of the request's row.
 */
export class RequestStore {
  readonly #database: EksAccessDatabase;
  readonly #sinks: ChangeSinks;
  readonly #newId: () => string;

  constructor(options: RequestStoreOptions) {
    this.#database = options.database;
    this.#sinks = { audit: options.audit, wakes: options.wakes };
    this.#newId = options.newId ?? randomUUID;
  }

  /** The id of the new request; `REQUEST_ALREADY_OPEN` while one of its kind waits or its grant lives, `QUOTA_REACHED` for a flood. */
  async create(input: NewRequest): Promise<Outcome<string>> {
    return await this.#database.transaction(async trx => {
      const at = await this.#database.now(trx);
      const flood = await overQuota(trx, input.requesterRef, at);
      if (flood) return flood;
      const id = this.#newId();
      const { clusterArn } = input.terms;
      const inserted = await trx('eks_access_requests')
        .insert({
          id,
          version: 1,
          state: 'waiting',
          round: 1,
          requester_ref: input.requesterRef,
          group_ref: input.groupRef,
          mapping_ref: input.mappingRef,
          level: input.level,
          level_title: input.levelTitle,
          cluster_arn: clusterArn,
          duration_ms: input.durationMs,
          reason: input.reason,
          created_at: at,
          answer_by: at + input.answerWithinMs,
          open_key: openKey(input),
        })
        .onConflict('open_key')
        .ignore()
        .returning('id');
      if (inserted.length === 0) return refused('REQUEST_ALREADY_OPEN');
      const termsHash = await insertTerms(trx, id, 1, input, at);
      await this.#sinks.audit.append(trx, {
        at,
        actor: input.requesterRef,
        action: 'request-created',
        subject: { type: 'request', id },
        details: {
          group: input.groupRef,
          mapping: input.mappingRef,
          level: input.level,
          cluster: clusterArn,
          principal: input.terms.principalArn,
          durationSeconds: input.terms.durationSeconds,
          reason: input.reason,
          termsHash,
        },
      });
      return done(id);
    });
  }

  /**
   * Records one answer. Approving needs exactly the version and the terms that were shown; a denial only the terms. The same answer of the
   * same person to the same version is taken once and answered alike each time.
   */
  async recordDecision(input: NewDecision): Promise<Outcome<void>> {
    return await this.#database.transaction(async trx => {
      const record = await lockRecord(trx, input.requestId);
      if (!record) return refused('NOT_FOUND');
      if (record.decisions.some(made => isRepeat(made, input))) {
        return done(undefined);
      }
      const stale = staleness(record, input);
      if (stale) return stale;
      const at = await this.#database.now(trx);
      const moved = await this.#move(trx, record, input.decision, {
        at,
        actor: input.byRef,
        details: {
          termsHash: input.termsHash,
          ...(input.comment !== undefined && { comment: input.comment }),
        },
      });
      if (moved.outcome === 'refused') return moved;
      await trx('eks_access_decisions').insert({
        id: this.#newId(),
        request_id: input.requestId,
        round: record.request.round,
        request_version: input.version,
        by_ref: input.byRef,
        decision: input.decision,
        comment: input.comment ?? null,
        terms_hash: input.termsHash,
        at,
      });
      return moved;
    });
  }

  /** Takes the request back; a second call changes nothing and is answered alike. */
  async recordCancel(requestId: string, byRef: string): Promise<Outcome<void>> {
    return await this.#database.transaction(async trx => {
      const record = await lockRecord(trx, requestId);
      if (!record) return refused('NOT_FOUND');
      if (record.request.state === 'cancelled') return done(undefined);
      const at = await this.#database.now(trx);
      return await this.#move(trx, record, 'cancel', { at, actor: byRef });
    });
  }

  /**
   * Begins a new round on `resolved`, or on the same terms where who decided may no longer decide. Earlier decisions count no longer and a
   * grant of the round before ends. Refused where the request has changed since `version`.
   */
  async sendBack(input: {
    readonly requestId: string;
    readonly version: number;
    readonly resolved: ResolvedTerms;
    /** For the audit row, in words. */
    readonly because: string;
  }): Promise<Outcome<void>> {
    return await this.#database.transaction(async trx => {
      const record = await lockRecord(trx, input.requestId);
      if (!record) return refused('NOT_FOUND');
      if (record.request.version !== input.version) {
        return refused('REQUEST_NOT_WAITING');
      }
      const at = await this.#database.now(trx);
      const round = record.request.round + 1;
      const moved = await this.#move(trx, record, 'terms-changed', {
        at,
        actor: SYSTEM_ACTOR,
        round,
        details: {
          because: input.because,
          round,
          from: record.request.termsHash,
          to: hashTerms(input.resolved.terms),
        },
      });
      if (moved.outcome === 'refused') return moved;
      await insertTerms(trx, input.requestId, round, input.resolved, at);
      return moved;
    });
  }

  /** Times out every request that nobody answered in time; answers how many. One transaction for each. */
  async timeOutDue(): Promise<number> {
    const { knex } = this.#database;
    const due = await knex('eks_access_requests')
      .where('state', 'waiting')
      .andWhere('answer_by', '<=', await this.#database.now())
      .orderBy('answer_by')
      .select('id');
    let timedOut = 0;
    for (const { id } of due) {
      const moved = await this.#database.transaction(async trx => {
        const record = await lockRecord(trx, id);
        if (!record) return refused('NOT_FOUND');
        const at = await this.#database.now(trx);
        return await this.#move(trx, record, 'time-out', {
          at,
          actor: SYSTEM_ACTOR,
        });
      });
      if (moved.outcome === 'done') timedOut++;
    }
    return timedOut;
  }

  async get(requestId: string): Promise<RequestRecord | undefined> {
    const { knex } = this.#database;
    const [record] = await readRecords(
      knex,
      requestQuery(knex).where('r.id', requestId),
    );
    return record;
  }

  async readPage(input: PageInput): ReturnType<typeof readPage> {
    return await readPage(this.#database.knex, input);
  }

  async readOfGroup(input: GroupInput): Promise<readonly RequestRecord[]> {
    return await readOfGroup(this.#database.knex, input);
  }

  /** The one reader of the table of transitions for requests; the caller holds the row. */
  async #move(
    trx: Knex.Transaction,
    record: RequestRecord,
    event: RequestEvent,
    change: {
      readonly at: Instant;
      readonly actor: string;
      readonly round?: number;
      readonly details?: JsonObject;
    },
  ): Promise<Outcome<void>> {
    const { request, grant } = record;
    const { at, actor, round = request.round } = change;
    const move = transitionRequest(
      { state: request.state, answerBy: request.answerBy, grant: grant?.state },
      event,
      at,
    );
    if (move.outcome === 'refused') return move;
    const { to, audit, grant: effect } = move.value;
    const open = to === 'waiting' || effect === 'start';
    const changed = await trx('eks_access_requests')
      .where({ id: request.id, version: request.version })
      .update({
        state: to,
        version: request.version + 1,
        round,
        ...(open ? {} : { open_key: null }),
      });
    if (changed !== 1) throw new Error(`request ${request.id} was not locked`);
    await this.#sinks.audit.append(trx, {
      at,
      actor,
      action: audit,
      subject: { type: 'request', id: request.id },
      details: { version: request.version + 1, ...change.details },
    });
    if (effect === 'start') {
      await startGrant(trx, this.#sinks, {
        id: this.#newId(),
        request,
        actor,
        at,
      });
    } else if (effect && grant) {
      await moveGrant(trx, this.#sinks, grant, { event: effect, actor, at });
    }
    return done(undefined);
  }
}

function isRepeat(made: Decision, input: NewDecision): boolean {
  return (
    made.byRef === input.byRef &&
    made.requestVersion === input.version &&
    made.decision === input.decision &&
    made.termsHash === input.termsHash
  );
}

/** A no to the terms at hand needs no fresh look; a yes does. */
function staleness(
  { request }: RequestRecord,
  input: NewDecision,
): Refused | undefined {
  if (input.termsHash !== request.termsHash) return refused('TERMS_CHANGED');
  if (input.decision === 'deny' || input.version === request.version) {
    return undefined;
  }
  return refused(
    request.state === 'waiting' ? 'TERMS_CHANGED' : 'REQUEST_NOT_WAITING',
  );
}

async function overQuota(
  trx: Knex.Transaction,
  requesterRef: string,
  at: Instant,
): Promise<Refused | undefined> {
  const own = () =>
    trx('eks_access_requests')
      .where('requester_ref', requesterRef)
      .count({ count: '*' })
      .first();
  const open = await own().whereNotNull('open_key');
  const recent = await own().andWhere('created_at', '>', at - HOUR_MS);
  if (Number(open?.count) >= MAX_OPEN_REQUESTS) {
    return refused('QUOTA_REACHED', [
      { field: 'open', problem: `${MAX_OPEN_REQUESTS} at a time` },
    ]);
  }
  if (Number(recent?.count) >= MAX_REQUESTS_PER_HOUR) {
    return refused('QUOTA_REACHED', [
      { field: 'created', problem: `${MAX_REQUESTS_PER_HOUR} within an hour` },
    ]);
  }
  return undefined;
}

async function insertTerms(
  trx: Knex.Transaction,
  requestId: string,
  round: number,
  resolved: ResolvedTerms,
  at: Instant,
): Promise<string> {
  const termsHash = hashTerms(resolved.terms);
  await trx('eks_access_request_terms').insert({
    request_id: requestId,
    round,
    terms: JSON.stringify(resolved.terms),
    terms_hash: termsHash,
    who_can_assume: JSON.stringify(resolved.whoCanAssume),
    at,
  });
  return termsHash;
}

function openKey(input: NewRequest): string {
  return createHash('sha256')
    .update(
      JSON.stringify([
        input.requesterRef,
        input.mappingRef,
        input.level,
        input.terms.clusterArn,
      ]),
    )
    .digest('hex');
}
