import { hashTerms, type Instant } from '../access';
import type { ObservedRole } from '../aws';
import type { LevelInForce, MappingInForce } from '../catalog';
import {
  durationsOf,
  refusalsOf,
  resolveTerms,
  type AskPolicy,
} from './askChecks';
import { askOf, gatherAsk, type Ask, type AskFacts } from './askFacts';
import type { Deciders } from './deciders';
import type { GrantStore } from './GrantStore';
import type { RequestDetails } from './requestDetails';
import type { RequestReader } from './RequestReader';
import type { RequestStore } from './RequestStore';
import { roleAlsoCarries } from './roleSharing';
import {
  done,
  refused,
  type Outcome,
  type Refused,
  type RequestRecord,
} from './types';
import { levelsDecidedBy, seesGroup, type Viewer } from './visibility';
import { pageWorld, type World } from './world';

export interface RequestPolicy extends AskPolicy {
  readonly answerWithinMs: number;
}

export interface RequestServiceOptions {
  readonly world: World;
  readonly reader: RequestReader;
  readonly requests: RequestStore;
  readonly grants: GrantStore;
  readonly policy: RequestPolicy;
  /** The database's clock. */
  readonly now: () => Promise<Instant>;
}

/** What would be asked, with everything that is in its way. */
export interface Preview {
  readonly at: Instant;
  readonly clusterArn: string;
  readonly mapping: MappingInForce;
  readonly level: LevelInForce;
  readonly role: ObservedRole;
  readonly deciders: Deciders;
  /** Shortest first. */
  readonly durationsMs: readonly number[];
  readonly roleAlsoCarries: readonly string[];
  readonly refusals: readonly Refused[];
}

export interface DecisionInput {
  readonly requestId: string;
  readonly decision: 'approve' | 'deny';
  readonly comment: string | undefined;
  readonly termsHash: string;
  readonly version: number;
}

/**
 * Every rule about asking, deciding and giving back. People are named by their canonical entity ref, taken from their credentials and never
 * from what they send. What a person may not see does not exist for that person: `NOT_FOUND`.
 */
export class RequestService {
  readonly #world: World;
  readonly #reader: RequestReader;
  readonly #requests: RequestStore;
  readonly #grants: GrantStore;
  readonly #policy: RequestPolicy;
  readonly #now: () => Promise<Instant>;

  constructor(options: RequestServiceOptions) {
    this.#world = options.world;
    this.#reader = options.reader;
    this.#requests = options.requests;
    this.#grants = options.grants;
    this.#policy = options.policy;
    this.#now = options.now;
  }

  /** What an ask would open and who would decide it. Writes nothing. */
  async preview(
    personRef: string,
    input: Omit<Ask, 'requesterRef'>,
  ): Promise<Outcome<Preview>> {
    const asked = await this.#factsFor(personRef, input);
    if (asked.outcome === 'refused') return asked;
    const { facts, mapping, level } = asked.value;
    return done({
      at: await this.#now(),
      clusterArn: input.clusterArn,
      mapping,
      level,
      role: facts.role,
      deciders: facts.deciders,
      durationsMs: durationsOf(mapping, level, this.#policy),
      roleAlsoCarries: roleAlsoCarries(
        this.#world.view(),
        { ...input, level },
        facts.cluster.entries,
      ),
      refusals: refusalsOf(facts, this.#policy),
    });
  }

  /**
   * Why each of these cannot be asked for by the person, in their order; undefined where it can. By what was last read, for a page that shows
   * many levels; sending the request looks again.
   */
  async whyNotAsk(
    personRef: string,
    asks: readonly Omit<Ask, 'requesterRef'>[],
  ): Promise<readonly (Refused | undefined)[]> {
    const world = pageWorld(this.#world);
    return await Promise.all(
      asks.map(async ask => {
        const facts = await gatherAsk(world, {
          ...ask,
          requesterRef: personRef,
        });
        return refusalsOf(facts, this.#policy)[0];
      }),
    );
  }

  async create(
    personRef: string,
    input: Omit<Ask, 'requesterRef'> & {
      readonly durationMs: number;
      readonly reason: string;
    },
  ): Promise<Outcome<RequestDetails>> {
    const asked = await this.#factsFor(personRef, input);
    if (asked.outcome === 'refused') return asked;
    const { facts, mapping, level } = asked.value;
    const [refusal] = refusalsOf(facts, this.#policy);
    if (refusal) return refusal;
    const resolved = resolveTerms(facts);
    if (!resolved) return refused('CLUSTER_UNKNOWN');
    const created = await this.#requests.create({
      ...resolved,
      requesterRef: personRef,
      groupRef: mapping.groupRef,
      mappingRef: mapping.ref,
      level: level.name,
      levelTitle: level.title,
      durationMs: resolved.terms.durationSeconds * 1000,
      reason: input.reason,
      answerWithinMs: this.#policy.answerWithinMs,
    });
    if (created.outcome === 'refused') return created;
    return await this.#reader.get(personRef, created.value);
  }

  /**
   * Records the answer of an entitled person to the terms that were shown. An approval looks at everything again first; where the terms have
   * moved on, the request is put on the new ones and `TERMS_CHANGED` says so.
   */
  async decide(
    personRef: string,
    input: DecisionInput,
  ): Promise<Outcome<RequestDetails>> {
    if (this.#policy.permissionsOff) return refused('PERMISSIONS_OFF');
    const seen = await this.#reader.seenBy(personRef, input.requestId);
    if (seen.outcome === 'refused') return seen;
    const { record, viewer } = seen.value;
    const notEntitled = await this.#whyNotDecider(record, viewer);
    if (notEntitled) return notEntitled;
    if (input.decision === 'approve' && record.request.state === 'waiting') {
      const stopped = await this.#whyNotApprovable(record);
      if (stopped) return stopped;
    }
    const recorded = await this.#requests.recordDecision({
      ...input,
      byRef: personRef,
    });
    if (recorded.outcome === 'refused') return recorded;
    return await this.#reader.get(personRef, input.requestId);
  }

  /** Takes back a request of one's own. */
  async cancel(
    personRef: string,
    requestId: string,
  ): Promise<Outcome<RequestDetails>> {
    const own = await this.#ownRequest(personRef, requestId);
    if (own) return own;
    const cancelled = await this.#requests.recordCancel(requestId, personRef);
    if (cancelled.outcome === 'refused') return cancelled;
    return await this.#reader.getOwn(personRef, requestId);
  }

  /** Ends a grant of one's own; asks nothing of the catalog, since ends go on whatever is down. */
  async giveBack(
    personRef: string,
    grantId: string,
  ): Promise<Outcome<RequestDetails>> {
    const requestId = await this.#grants.requestOf(grantId);
    if (requestId === undefined) return refused('NOT_FOUND');
    const own = await this.#ownRequest(personRef, requestId);
    if (own) return own;
    const ending = await this.#grants.recordGiveBack(grantId, personRef);
    if (ending.outcome === 'refused') return ending;
    return await this.#reader.getOwn(personRef, requestId);
  }

  /** The facts about an ask, where the person may see that the level exists at all. */
  async #factsFor(
    personRef: string,
    input: Omit<Ask, 'requesterRef'>,
  ): Promise<
    Outcome<{ facts: AskFacts; mapping: MappingInForce; level: LevelInForce }>
  > {
    const viewer = await this.#reader.viewerOf(personRef);
    if (viewer.outcome === 'refused') return viewer;
    const facts = await gatherAsk(this.#world, {
      ...input,
      requesterRef: personRef,
    });
    const { mapping, level } = facts;
    if (
      !mapping ||
      !seesGroup(viewer.value, mapping.groupRef, this.#world.view())
    ) {
      return refused('NOT_FOUND');
    }
    return level
      ? done({ facts, mapping, level })
      : refused('LEVEL_NOT_REQUESTABLE', [
          { field: 'level', problem: 'is not a level of the mapping' },
        ]);
  }

  /** Refuses everybody but the requester, and whoever may not see the request in the words of one that does not exist. */
  async #ownRequest(
    personRef: string,
    requestId: string,
  ): Promise<Refused | undefined> {
    const record = await this.#requests.get(requestId);
    if (record?.request.requesterRef === personRef) return undefined;
    const seen = await this.#reader.seenBy(personRef, requestId);
    return seen.outcome === 'refused' ? seen : refused('NOT_REQUESTER');
  }

  async #whyNotDecider(
    { request }: RequestRecord,
    viewer: Viewer,
  ): Promise<Refused | undefined> {
    if (request.requesterRef === viewer.ref) return refused('OWN_REQUEST');
    const view = this.#world.view();
    // A level that only was valid once still has deciders; whether it may be approved is another question.
    const isDecider = levelsDecidedBy(viewer, view).some(
      one =>
        one.mappingRef === request.mappingRef && one.level === request.level,
    );
    if (!isDecider) return refused('NOT_A_DECIDER');
    const exists = await this.#world.membership.userExists(viewer.ref);
    if (exists.kind === 'unknown') return refused('CATALOG_UNAVAILABLE');
    return exists.value ? undefined : refused('NOT_A_DECIDER');
  }

  async #whyNotApprovable({
    request,
  }: RequestRecord): Promise<Refused | undefined> {
    const facts = await gatherAsk(this.#world, askOf(request));
    const [refusal] = refusalsOf(facts, this.#policy);
    if (refusal) {
      return refusal.code === 'NOT_IN_GROUP'
        ? refused('REQUESTER_LEFT')
        : refusal;
    }
    const resolved = resolveTerms(facts);
    if (!resolved) return refused('CLUSTER_UNKNOWN');
    if (hashTerms(resolved.terms) === request.termsHash) return undefined;
    await this.#requests.sendBack({
      requestId: request.id,
      version: request.version,
      resolved,
      because: 'the terms changed before they were decided',
    });
    return refused('TERMS_CHANGED');
  }
}
