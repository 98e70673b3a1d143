import type {
  ClusterMode,
  ClusterSummary,
  EksAccessErrorCode,
  GroupLevel,
} from '@eks-access/backstage-plugin-eks-access-common';
import type { Knex } from 'knex';
import type { Instant, Intent } from '../access';

/** Why an intent is not yet as it should be, in a sentence for people. */
export interface IntentTrouble {
  readonly kind: 'retrying' | 'needs-a-person';
  readonly sentence: string;
}

/**
 * What AWS showed of one intent when it was last read.
 *
 * - `present`: every part of its allowed terms stands in AWS, ours or a foreign entry that covers it.
 * - `absent`: no part stands that only this intent asked for. For an intent that has ended this completes its end.
 * - `unknown`: the cluster or the entry could not be read; nothing may be concluded.
 */
export interface ObservedIntent {
  readonly intentId: string;
  readonly observed: 'present' | 'absent' | 'unknown';
  /** When AWS was read, by database time. */
  readonly at: Instant;
  /** Absent when nothing stands in the way. */
  readonly trouble?: IntentTrouble;
}

/**
 * Where the reconciler gets the grants from, and tells what became of them. Implemented by `requests/`, so that the state machine of
 * requests stays in one place and imports run only downwards.
 */
export interface GrantSource {
  /**
   * Intents of every grant on the cluster that is not yet `ended`. Called once a cycle, outside of a transaction.
   *
   * Grants whose end has come by `at` (database time), whose requester has left, or whose declaration has ended, carry `end`; their move to
   * `ending` with its audit row has happened when this returns. `allowed` is the decided terms narrowed by the current mapping and ceiling;
   * undefined where the mapping is only last-good or the catalog is stale. `createdAt` is the cluster's own as AWS shows it now, undefined
   * while unknown: grants decided for another one end as orphaned. Throws when the database fails; the cycle is then repeated.
   */
  intentsOf(
    clusterArn: string,
    at: Instant,
    createdAt: Instant | undefined,
  ): Promise<readonly Intent[]>;
  /**
   * Asked right before anything is given for these grants: who asked and who decided are still entitled (asked of the catalog), and the terms
   * are those that were decided. Returns the ids that may be applied now. The others are left out of the plan: they went back to waiting, or
   * could not be checked and are tried again. A grant that has been active before is returned as long as it has not ended.
   */
  confirmBeforeApply(
    intentIds: readonly string[],
    at: Instant,
  ): Promise<readonly string[]>;
  /**
   * Moves grants by what was read back: `starting` to `active` when present, `ending` to `ended` when absent; each move writes its audit row
   * in `trx`. Facts of other states change only the trouble shown. Ids that are not grants are ignored.
   */
  recordObserved(
    trx: Knex.Transaction,
    facts: readonly ObservedIntent[],
  ): Promise<void>;
}

declare const leaseBrand: unique symbol;

/**
 * The right to change one cluster, as a value. Every write of a cycle takes it as its first argument; when it no longer holds, the write
 * affects no row and answers `lease-lost`. Only `DueClusters.claim` makes one. Do not build, copy with changes, or keep one beyond its cycle.
 */
export interface ClusterLease {
  readonly [leaseBrand]: true;
  readonly clusterArn: string;
  readonly owner: string;
  /** Larger on each claim: a holder that slept past its lease is told by it. */
  readonly fence: number;
}

/** Outcome of a write that needs the lease. */
export type LeasedOutcome = 'done' | 'lease-lost';

/** Where in the execution of one step the observer is called, in this order. */
export const executionPoints = [
  'before-row',
  'after-row',
  'after-call',
  'after-outcome',
] as const;

export type ExecutionPoint = (typeof executionPoints)[number];

/** The step that is being executed, as an observer sees it. */
export interface ObservedStep {
  readonly clusterArn: string;
  readonly principalArn: string;
  readonly kind:
    | 'create-entry'
    | 'associate-policy'
    | 'disassociate-policy'
    | 'delete-entry';
  readonly purpose: 'grant' | 'end' | 'removal';
}

/** Sees each step pass its points: logs and metrics in production. What it throws ends the cycle. */
export interface ExecutionObserver {
  onPoint(point: ExecutionPoint, step: ObservedStep): void | Promise<void>;
}

/** Who switched a cluster's mode, when and why; newest first in lists. */
export interface ModeChange {
  readonly to: ClusterMode;
  readonly by: string;
  readonly at: Instant;
  readonly reason: string;
}

export interface ModeChangeInput {
  readonly clusterArn: string;
  readonly to: ClusterMode;
  /** Entity ref of the person; services are refused by the HTTP layer. */
  readonly by: string;
  readonly reason: string;
  /** Hash of the plan that was shown; needed to go to `manage`. */
  readonly planHash?: string;
}

export type ModeChangeOutcome =
  | { readonly outcome: 'changed'; readonly at: Instant }
  | {
      readonly outcome: 'refused';
      readonly code: EksAccessErrorCode;
      readonly details?: Readonly<Record<string, string>>;
    };

/** A cluster as its row shows it; the HTTP layer adds the title of the owner and whether the signed-in person owns it. */
export type ClusterOverview = Omit<ClusterSummary, 'owner' | 'youOwnIt'> & {
  /** From the catalog entity that declares the cluster, else the owner of its account. */
  readonly ownerRef: string;
};

/** What a standing level shows on one cluster. */
export interface StandingLevelView {
  readonly intentId: string;
  readonly mappingRef: string;
  readonly level: string;
  readonly principalArn: string;
  readonly standing: NonNullable<GroupLevel['standing']>;
}
