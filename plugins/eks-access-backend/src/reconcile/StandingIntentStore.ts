import type { Knex } from 'knex';
import type { ClusterIdentity, Instant, Terms } from '../access';
import { readInstant, readOptionalInstant } from '../database';
import type { LeasedTransaction } from './DueClusters';
import { shownStateSchema, storedTermsSchema } from './storedShapes';
import type { StandingLevelView } from './types';

/**
 * Where a standing level stands on one cluster. `declared`: it asks, AWS has not shown it yet. `active`: AWS showed it. `ending`: it asks
 * for nothing any more, its parts may still be there. `ended` rows are history.
 */
export type StandingState = 'declared' | 'active' | 'ending' | 'ended';

/** A standing level on one cluster, as a row that outlives the declaration, so that its end is carried out when that is gone. */
export interface StandingIntent {
  readonly id: string;
  readonly cluster: ClusterIdentity;
  readonly mappingRef: string;
  readonly level: string;
  readonly principalArn: string;
  readonly roleId: string;
  readonly terms: Terms;
  readonly state: StandingState;
  readonly end?: {
    readonly kind: 'declaration-ended' | 'orphaned';
    readonly at: Instant;
  };
  /** What the last cycle made of it, for people. */
  readonly shown: StandingLevelView['standing'];
  /** When AWS was last read for it. */
  readonly observedAt?: Instant;
}

/** What AWS showed of one standing level. */
export interface StandingObserved {
  readonly id: string;
  readonly state: StandingState;
  /** Absent when AWS could not be read for it. */
  readonly observedAt?: Instant;
  readonly shown: StandingLevelView['standing'];
}

/** The standing levels of each cluster. */
export class StandingIntentStore {
  /** Those that are not over and done with, in the order of their declaration. */
  async openOf(
    knex: Knex | Knex.Transaction,
    clusterArn: string,
  ): Promise<readonly StandingIntent[]> {
    const rows = await knex('eks_access_standing_intents')
      .where('cluster_arn', clusterArn)
      .andWhereNot('state', 'ended')
      .orderBy(['declared_at', 'id']);
    return rows.map(row => {
      const endAt = readOptionalInstant(row.end_at);
      return {
        id: row.id,
        cluster: {
          arn: row.cluster_arn,
          createdAt: readInstant(row.cluster_created_at),
        },
        mappingRef: row.mapping_ref,
        level: row.level,
        principalArn: row.principal_arn,
        roleId: row.role_id,
        terms: storedTermsSchema.parse(JSON.parse(row.terms)),
        state: row.state,
        end:
          endAt === undefined ? undefined : { kind: row.end_kind, at: endAt },
        shown: {
          state: shownStateSchema.parse(row.shown_state),
          sentence: row.shown_sentence,
          providedBy: row.provided_by ?? undefined,
        },
        observedAt: readOptionalInstant(row.observed_at),
      };
    });
  }

  async declare(
    { trx, at }: LeasedTransaction,
    intent: Omit<StandingIntent, 'state' | 'end' | 'shown' | 'observedAt'>,
  ): Promise<void> {
    await trx('eks_access_standing_intents').insert({
      id: intent.id,
      cluster_arn: intent.cluster.arn,
      cluster_created_at: intent.cluster.createdAt,
      mapping_ref: intent.mappingRef,
      level: intent.level,
      principal_arn: intent.principalArn,
      role_id: intent.roleId,
      terms: JSON.stringify(intent.terms),
      state: 'declared',
      declared_at: at,
      shown_state: 'unknown',
      shown_sentence: 'Declared just now; AWS has not been compared with it.',
    });
  }

  /** What it asked for at most since AWS last agreed with it; what it asks for now is the declaration, within the ceiling. */
  async changeTerms(
    { trx, clusterArn }: LeasedTransaction,
    id: string,
    terms: Terms,
  ): Promise<void> {
    await trx('eks_access_standing_intents')
      .where({ id, cluster_arn: clusterArn })
      .update({ terms: JSON.stringify(terms) });
  }

  /** From now on it asks for nothing; its parts go within the removal budget. */
  async startEnd(
    { trx, clusterArn, at }: LeasedTransaction,
    id: string,
    kind: 'declaration-ended' | 'orphaned',
  ): Promise<void> {
    await trx('eks_access_standing_intents')
      .where({ id, cluster_arn: clusterArn })
      .whereNull('end_at')
      .update({ state: 'ending', end_kind: kind, end_at: at });
  }

  async recordObserved(
    { trx, clusterArn, at }: LeasedTransaction,
    observed: StandingObserved,
  ): Promise<void> {
    await trx('eks_access_standing_intents')
      .where({ id: observed.id, cluster_arn: clusterArn })
      .update({
        state: observed.state,
        ended_at: observed.state === 'ended' ? at : null,
        ...(observed.observedAt === undefined
          ? {}
          : { observed_at: observed.observedAt }),
        shown_state: observed.shown.state,
        shown_sentence: observed.shown.sentence,
        provided_by: observed.shown.providedBy ?? null,
      });
  }
}
