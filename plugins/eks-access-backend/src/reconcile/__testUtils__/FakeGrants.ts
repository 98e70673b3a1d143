import { randomUUID } from 'node:crypto';
import type { Instant, Intent, IntentEnd } from '../../access';
import type { GrantSource, IntentTrouble, ObservedIntent } from '../types';

export interface FakeGrant {
  readonly intent: Intent;
  state: 'starting' | 'active' | 'ending' | 'ended';
  end?: IntentEnd;
  trouble?: IntentTrouble;
  observed?: ObservedIntent['observed'];
  observedAt?: Instant;
}

/** Grants in memory, with the moves that requests make. */
export class FakeGrants implements GrantSource {
  readonly #grants = new Map<string, FakeGrant>();
  /** Ids that are not confirmed when asked. */
  readonly unconfirmed = new Set<string>();
  /** What was asked to be confirmed, in order. */
  readonly asked: string[] = [];

  add(intent: Omit<Intent, 'id' | 'kind'>): string {
    const id = randomUUID();
    this.#grants.set(id, {
      intent: { ...intent, id, kind: 'grant' },
      state: 'starting',
    });
    return id;
  }

  get(id: string): FakeGrant {
    const grant = this.#grants.get(id);
    if (!grant) throw new Error(`no grant ${id}`);
    return grant;
  }

  end(id: string, kind: IntentEnd['kind'], at: Instant): void {
    const grant = this.get(id);
    grant.state = 'ending';
    grant.end = { kind, at };
  }

  async intentsOf(
    clusterArn: string,
    at: Instant,
    createdAt: Instant | undefined,
  ): Promise<readonly Intent[]> {
    return [...this.#grants.values()].flatMap(grant => {
      const { intent } = grant;
      if (intent.cluster.arn !== clusterArn) return [];
      const isOrphan =
        createdAt !== undefined && intent.cluster.createdAt !== createdAt;
      if (isOrphan) grant.state = 'ended';
      if (grant.state === 'ended') return [];
      if (!grant.end && intent.endsAt !== undefined && intent.endsAt <= at) {
        this.end(intent.id, 'expired', intent.endsAt);
      }
      return [grant.end ? { ...intent, end: grant.end } : intent];
    });
  }

  async confirmBeforeApply(
    intentIds: readonly string[],
  ): Promise<readonly string[]> {
    this.asked.push(...intentIds);
    return intentIds.filter(id => !this.unconfirmed.has(id));
  }

  async recordObserved(
    _trx: unknown,
    facts: readonly ObservedIntent[],
  ): Promise<void> {
    for (const fact of facts) {
      const grant = this.get(fact.intentId);
      grant.trouble = fact.trouble;
      grant.observed = fact.observed;
      grant.observedAt = fact.at;
      if (grant.state === 'starting' && fact.observed === 'present') {
        grant.state = 'active';
      }
      if (grant.state === 'ending' && fact.observed === 'absent') {
        grant.state = 'ended';
      }
    }
  }
}
