import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ClusterMode } from '@eks-access/backstage-plugin-eks-access-common';
import type { Instant } from '../access';
import type { ClusterFacts } from '../aws';
import type { CatalogView } from '../catalog';
import type { ClusterSnapshot } from '../inventory';
import type { ClusterRow } from './ClusterStore';
import { concludeCycle } from './concludeCycle';
import { concludeUnread } from './concludeUnread';
import { confirmGrants } from './confirmGrants';
import type { CycleDependencies } from './CycleDependencies';
import { CycleReader } from './CycleReader';
import { PlanExecution } from './executePlan';
import { readBack } from './readBack';
import {
  claimEntries,
  recoverOperations,
  type Recovered,
} from './recoverOperations';
import { replaceCluster } from './replaceCluster';
import { decide, type Situation } from './situation';
import { standingDifference } from './standingDifference';
import { applyStandingDifference } from './standingIntents';
import type { ClusterLease } from './types';

/** How a cycle ended, and when the cluster is looked at next. */
export type CycleOutcome =
  | { readonly kind: 'done'; readonly nextDueAt: Instant }
  /** The process stops; somebody else goes on at once. */
  | { readonly kind: 'stopped' }
  /** Somebody else has the cluster; nothing more was written. */
  | { readonly kind: 'lease-lost' };

/** Thrown inside of a cycle to leave it from any depth. */
class LeaseLost extends Error {}

/**
 * One look at one cluster: gather, decide, act, look again (DESIGN section 7). It is told nothing about why it was called: everything
 * follows from what the database and AWS say, so a cycle that is repeated, or that follows one that died, does the same.
 */
export class ClusterCycle {
  readonly #dependencies: CycleDependencies;
  readonly #lease: ClusterLease;
  readonly #signal: AbortSignal;
  readonly #logger: LoggerService;
  readonly #now: () => Instant;
  readonly #reader: CycleReader;

  constructor(
    dependencies: CycleDependencies,
    options: {
      readonly lease: ClusterLease;
      readonly signal: AbortSignal;
      readonly logger: LoggerService;
      readonly now: () => Instant;
    },
  ) {
    this.#dependencies = dependencies;
    this.#lease = options.lease;
    this.#signal = options.signal;
    this.#logger = options.logger;
    this.#now = options.now;
    this.#reader = new CycleReader(dependencies, {
      ...options,
      clusterArn: options.lease.clusterArn,
    });
  }

  async run(): Promise<CycleOutcome> {
    try {
      return await this.#run();
    } catch (error) {
      if (error instanceof LeaseLost) return { kind: 'lease-lost' };
      throw error;
    }
  }

  async #run(): Promise<CycleOutcome> {
    const row = await this.#row();
    const view = this.#dependencies.catalog.current();
    const { snapshot, isSweep, ownRoleArns } = await this.#reader.gather(
      row,
      view,
    );
    if (this.#signal.aborted) return { kind: 'stopped' };
    if (snapshot.facts.kind === 'unknown' || ownRoleArns.kind === 'unknown') {
      return await this.#unread(row, view, snapshot, ownRoleArns);
    }
    const facts = snapshot.facts.value;
    const mode = await this.#identify(row, facts);
    await this.#syncStanding(view, snapshot, facts);

    let situation = await this.#reader.situationOf(
      view,
      snapshot,
      facts,
      mode,
      ownRoleArns.value,
    );
    if (
      this.#held(await claimEntries(this.#dependencies, this.#lease, situation))
    ) {
      situation = await this.#reader.withRows(situation);
    }
    const { operations, database } = this.#dependencies;
    const open = await operations.openOf(database.knex, this.#lease.clusterArn);
    const recovered = this.#held(
      await recoverOperations(
        this.#recovery(),
        this.#lease,
        situation,
        open,
        this.#now(),
      ),
    );
    if (open.length > 0) situation = await this.#reader.withRows(situation);

    const executed = await this.#execute(situation, snapshot, recovered);
    if (executed.outcome === 'lease-lost') throw new LeaseLost();
    if (this.#signal.aborted) return { kind: 'stopped' };
    const shown = await this.#readBack(
      executed.situation,
      snapshot,
      executed.touched,
    );
    const nextDueAt = this.#held(
      await concludeCycle(this.#dependencies, this.#lease, {
        situation: shown,
        snapshot,
        view,
        busyUntil: recovered.busyUntil,
        sweptAt: isSweep ? snapshot.asOf : row.sweptAt,
      }),
    );
    return { kind: 'done', nextDueAt };
  }

  #held<T>(
    leased: { outcome: 'done'; value: T } | { outcome: 'lease-lost' },
  ): T {
    if (leased.outcome === 'lease-lost') throw new LeaseLost();
    return leased.value;
  }

  #recovery() {
    const { config } = this.#dependencies;
    return {
      ...this.#dependencies,
      requestTimeoutMs: config.reconcile.awsRequestTimeoutSeconds * 1000,
    };
  }

  async #row(): Promise<ClusterRow> {
    const { clusters, database } = this.#dependencies;
    const row = await clusters.get(database.knex, this.#lease.clusterArn);
    if (!row) throw new LeaseLost();
    return row;
  }

  async #unread(
    row: ClusterRow,
    view: CatalogView,
    snapshot: ClusterSnapshot,
    ownRoles: { kind: 'known' } | { kind: 'unknown'; because: string },
  ): Promise<CycleOutcome> {
    const unknown = [snapshot.facts, ownRoles].find(isUnknown);
    const because = unknown?.because ?? '';
    this.#logger.warn('The cluster could not be read', { reason: because });
    const nextDueAt = this.#held(
      await concludeUnread(this.#dependencies, this.#lease, {
        intents: await this.#reader.intentsOf(view, row.createdAt, this.#now()),
        snapshot,
        because,
        failures: row.failures + 1,
      }),
    );
    return { kind: 'done', nextDueAt };
  }

  /** The mode that counts for the cluster that AWS shows: one that was made again is observed until a person has looked. */
  async #identify(row: ClusterRow, facts: ClusterFacts): Promise<ClusterMode> {
    const { config } = this.#dependencies;
    if (row.createdAt !== facts.createdAt) {
      this.#held(
        await replaceCluster(this.#dependencies, this.#lease, row, facts),
      );
      if (row.createdAt !== undefined) return 'observe';
    }
    // Without permissions nothing is given, whatever was switched on before (DESIGN rule 1); ends pass the guards in mode observe too.
    const mayGive =
      config.permissionsEnabled || config.dangerouslyAllowWithoutPermissions;
    return mayGive ? row.mode : 'observe';
  }

  async #syncStanding(
    view: CatalogView,
    snapshot: ClusterSnapshot,
    facts: ClusterFacts,
  ): Promise<void> {
    const { standing, database, due } = this.#dependencies;
    const cluster = { arn: facts.arn, createdAt: facts.createdAt };
    const rows = await standing.openOf(database.knex, cluster.arn);
    const roles = new Map(Object.entries(snapshot.roles));
    const difference = standingDifference(view, cluster, roles, rows);
    const isEmpty = Object.values(difference).every(list => list.length === 0);
    if (isEmpty) return;
    this.#held(
      await due.withLease(this.#lease, leased =>
        applyStandingDifference(
          this.#dependencies,
          leased,
          cluster,
          difference,
        ),
      ),
    );
  }

  async #execute(
    planned: Situation,
    snapshot: ClusterSnapshot,
    recovered: Recovered,
  ) {
    const { grants, database, attempts, aws, spread } = this.#dependencies;
    const { clusterArn } = this.#lease;
    const proposed = decide(planned, this.#now());
    const withheld = await confirmGrants(
      grants,
      planned.intents,
      proposed.checked.allowed,
      this.#now(),
    );
    const situation = { ...planned, withheld };
    const { plan, checked } =
      withheld.size === 0 ? proposed : decide(situation, this.#now());
    const eks = await aws.eks(snapshot.accountId, snapshot.region, {
      purpose: plan.steps.some(step => step.purpose === 'end')
        ? 'end'
        : 'grant',
      signal: this.#signal,
    });
    return await new PlanExecution(
      {
        ...this.#dependencies,
        lease: this.#lease,
        eks,
        logger: this.#logger,
        signal: this.#signal,
        now: this.#now,
        spread,
        plan,
        allowed: checked.allowed,
        recovered,
        failed: await attempts.listOf(database.knex, clusterArn),
      },
      situation,
    ).run();
  }

  async #readBack(
    situation: Situation,
    snapshot: ClusterSnapshot,
    touched: ReadonlySet<string>,
  ): Promise<Situation> {
    if (touched.size === 0) return situation;
    const { aws, wait } = this.#dependencies;
    return await readBack(situation, {
      eks: await aws.eks(snapshot.accountId, snapshot.region, {
        purpose: 'verify',
        signal: this.#signal,
      }),
      principalArns: [...touched],
      deletedArns: () => this.#reader.deletedArns(),
      now: this.#now,
      wait,
      signal: this.#signal,
    });
  }
}

function isUnknown(
  read: { kind: 'known' } | { kind: 'unknown'; because: string },
): read is { kind: 'unknown'; because: string } {
  return read.kind === 'unknown';
}
