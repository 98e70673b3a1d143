import {
  eksAccessErrorCodes,
  type EksAccessErrorCode,
} from '@eks-access/backstage-plugin-eks-access-common';
import type { Knex } from 'knex';
import {
  hashTerms,
  type Instant,
  type Intent,
  type IntentEnd,
} from '../access';
import { whoCanAssume } from '../aws';
import type { GrantSource, ObservedIntent } from '../reconcile';
import { allowanceOf, type Allowance } from './allowedTerms';
import { refusalsOf, resolveTerms, type AskPolicy } from './askChecks';
import { askOf, gatherAsk, type AskFacts } from './askFacts';
import type { GrantStore, OpenGrant } from './GrantStore';
import type { RequestStore, ResolvedTerms } from './RequestStore';
import type { Decision, Grant, MissingCause } from './types';
import { knownOf, type World } from './world';

/**
 * How long the catalog must have lacked a person or a declaration before a grant ends of it: two looks at least this far apart. An entity
 * that is just being read again may lack a relation for a moment, and an end cannot be taken back.
 */
export const MISSING_BEFORE_END_MS = 30_000;

export interface GrantIntentsOptions {
  readonly world: World;
  readonly requests: RequestStore;
  readonly grants: GrantStore;
  readonly policy: AskPolicy;
}

/** The grants, as the engine asks for them and tells about them. */
export class GrantIntents implements GrantSource {
  readonly #world: World;
  readonly #requests: RequestStore;
  readonly #grants: GrantStore;
  readonly #policy: AskPolicy;

  constructor(options: GrantIntentsOptions) {
    this.#world = options.world;
    this.#requests = options.requests;
    this.#grants = options.grants;
    this.#policy = options.policy;
  }

  async intentsOf(
    clusterArn: string,
    at: Instant,
    createdAt: Instant | undefined,
  ): Promise<readonly Intent[]> {
    await this.#grants.expireDue();
    for (const one of await this.#grants.openOn(clusterArn)) {
      await this.#review(one, at, createdAt);
    }
    const view = this.#world.view();
    const open = await this.#grants.openOn(clusterArn);
    return open.map(one => toIntent(one, allowanceOf(view, one.request)));
  }

  async confirmBeforeApply(
    intentIds: readonly string[],
    at: Instant,
  ): Promise<readonly string[]> {
    const confirmed: string[] = [];
    for (const open of await this.#grants.openAmong(intentIds)) {
      const verdict = await this.#verdictOn(open, at);
      if (verdict.kind === 'apply') confirmed.push(open.grant.id);
      const held = verdict.kind === 'hold' ? verdict.because : undefined;
      if (held !== open.grant.held?.because) {
        await this.#grants.recordHeld(open.grant.id, held, at);
      }
    }
    return confirmed;
  }

  async recordObserved(
    trx: Knex.Transaction,
    facts: readonly ObservedIntent[],
  ): Promise<void> {
    await this.#grants.recordObserved(trx, facts);
  }

  /** Ends or sends back what the world has moved away from. */
  async #review(
    open: OpenGrant,
    at: Instant,
    createdAt: Instant | undefined,
  ): Promise<void> {
    const { grant, request } = open;
    if (
      createdAt !== undefined &&
      createdAt !== request.terms.clusterCreatedAt
    ) {
      await this.#grants.end(grant.id, 'orphan');
      return;
    }
    if (grant.state === 'ending') return;
    if (await this.#sentBackForNewRole(open)) return;
    const look = await this.#lookForMissing(open);
    if (look.kind === 'unknown') return;
    await this.#recordLook(open, look.missing, at);
  }

  /** One look at what the catalog lacks; the second one in time ends the grant. */
  async #recordLook(
    { grant }: OpenGrant,
    missing: MissingCause | undefined,
    at: Instant,
  ): Promise<void> {
    if (grant.missing?.cause !== missing) {
      await this.#grants.recordMissing(grant.id, missing, at);
    } else if (
      grant.missing &&
      at - grant.missing.since >= MISSING_BEFORE_END_MS
    ) {
      await this.#grants.end(grant.id, grant.missing.cause, {
        missingSince: new Date(grant.missing.since).toISOString(),
      });
    }
  }

  async #lookForMissing({
    request,
  }: OpenGrant): Promise<
    { kind: 'unknown' } | { kind: 'known'; missing: MissingCause | undefined }
  > {
    const view = this.#world.view();
    if (view.state !== 'good') return { kind: 'unknown' };
    if (allowanceOf(view, request).kind === 'gone') {
      return { kind: 'known', missing: 'declaration-ended' };
    }
    const groups = await this.#world.membership.groupsOf(request.requesterRef);
    if (groups.kind === 'unknown') return { kind: 'unknown' };
    return {
      kind: 'known',
      missing: groups.value.has(request.groupRef)
        ? undefined
        : 'requester-left',
    };
  }

  /**
   * A role that was created again under its ARN is another one: what was decided for it is decided again (DESIGN rule 12). Only a read of
   * IAM that is younger than the approval counts, since the approval itself asked IAM.
   */
  async #sentBackForNewRole(open: OpenGrant): Promise<boolean> {
    const { grant, request } = open;
    const { roles } = await this.#world.clusterOf(request.clusterArn);
    const role = roles[request.terms.principalArn];
    if (
      role?.kind !== 'exists' ||
      role.roleId === request.terms.roleId ||
      role.asOf <= grant.approvedAt
    ) {
      return false;
    }
    const sentBack = await this.#requests.sendBack({
      requestId: request.id,
      version: request.version,
      resolved: {
        terms: { ...request.terms, roleId: role.roleId },
        whoCanAssume: whoCanAssume(role),
      },
      because: 'the IAM role was created again',
    });
    return sentBack.outcome === 'done';
  }

  /**
   * Asks again what the decision rested on. Changed terms and a decider who may no longer decide send the request back; everything else that
   * is in the way only holds the grant, which is asked about again until its end.
   */
  async #verdictOn(open: OpenGrant, at: Instant): Promise<Verdict> {
    const { grant, request } = open;
    if (at >= grant.expiresAt) return { kind: 'over' };
    if (grant.state === 'active') return { kind: 'apply' };
    if (grant.state !== 'starting') return { kind: 'over' };
    const approval = open.decisions.find(
      ({ decision }) => decision === 'approve',
    );
    // A grant without the decision of somebody else was not written by us (RELIABILITY B81).
    if (!approval || approval.byRef === request.requesterRef) {
      return { kind: 'hold', because: 'There is no decision behind it.' };
    }
    const facts = await gatherAsk(this.#world, askOf(request));
    const [refusal] = refusalsOf(facts, this.#policy);
    if (refusal) return hold(refusal.code);
    const deciderGroups = knownOf(
      await this.#world.membership.groupsOf(approval.byRef),
    );
    const resolved = resolveTerms(facts);
    if (!deciderGroups || !resolved) return hold('CATALOG_UNAVAILABLE');
    const now = { deciderGroups, resolved };
    const because = this.#whyBack(open, facts, approval, now);
    if (because === undefined) return { kind: 'apply' };
    await this.#requests.sendBack({
      requestId: request.id,
      version: request.version,
      resolved,
      because,
    });
    return { kind: 'over' };
  }

  #whyBack(
    { request }: OpenGrant,
    { level }: AskFacts,
    approval: Decision,
    now: {
      readonly deciderGroups: ReadonlySet<string>;
      readonly resolved: ResolvedTerms;
    },
  ): string | undefined {
    const termsHash = hashTerms(now.resolved.terms);
    if (termsHash !== request.termsHash || termsHash !== approval.termsHash) {
      return 'the terms changed before they were applied';
    }
    return level?.deciderGroups.some(group => now.deciderGroups.has(group))
      ? undefined
      : 'who approved it may no longer decide it';
  }
}

/** What becomes of a grant that is about to be applied; `over`: it has ended, or its request went back to waiting. */
type Verdict =
  | { readonly kind: 'apply' | 'over' }
  | { readonly kind: 'hold'; readonly because: string };

function hold(code: EksAccessErrorCode): Verdict {
  const answer = code === 'NOT_IN_GROUP' ? 'REQUESTER_LEFT' : code;
  return { kind: 'hold', because: eksAccessErrorCodes[answer].happened };
}

function toIntent({ grant, request }: OpenGrant, allowance: Allowance): Intent {
  const { terms } = request;
  const end = intentEndOf(grant);
  return {
    id: grant.id,
    kind: 'grant',
    mappingRef: request.mappingRef,
    level: request.level,
    cluster: { arn: terms.clusterArn, createdAt: terms.clusterCreatedAt },
    principalArn: terms.principalArn,
    roleId: terms.roleId,
    terms,
    allowed: allowance.kind === 'narrowed' ? allowance.to : undefined,
    endsAt: grant.expiresAt,
    ...(end && { end }),
  };
}

function intentEndOf(grant: Grant): IntentEnd | undefined {
  const { endedBecause, endingAt } = grant;
  if (endedBecause === undefined || endingAt === undefined) return undefined;
  // A grant of left-behind terms is as explicitly over as a revoked one: a decision on new terms takes its place.
  return {
    kind: endedBecause === 'superseded' ? 'revoked' : endedBecause,
    at: endingAt,
  };
}
