import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ClusterMode } from '@eks-access/backstage-plugin-eks-access-common';
import {
  VISIBILITY_WINDOW_MS,
  type ClusterIdentity,
  type Instant,
  type Intent,
} from '../access';
import { isAwsFault, type CallPurpose, type ClusterFacts } from '../aws';
import type { CatalogView } from '../catalog';
import type { ClusterSnapshot } from '../inventory';
import type { ClusterRow } from './ClusterStore';
import { concludeCycle } from './concludeCycle';
import { concludeUnread } from './concludeUnread';
import { confirmGrants } from './confirmGrants';
import type { CycleDependencies } from './CycleDependencies';
import { PlanExecution } from './executePlan';
import { gatherCluster } from './gather';
import { hotPrincipals } from './hotPrincipals';
import { ownTagsOf } from './ownTags';
import { readBack } from './readBack';
import { withoutDeleted } from './reads';
import {
  claimEntries,
  recoverOperations,
  type Recovered,
} from './recoverOperations';
import { replaceCluster } from './replaceCluster';
import { ceilingsOf, decide, type Situation } from './situation';
import { standingDifference } from './standingDifference';
import { applyStandingDifference, toIntent } from './standingIntents';
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
    const { snapshot, isSweep, ownRoleArns } = await this.#gather(row, view);
    if (this.#signal.aborted) return { kind: 'stopped' };
    if (snapshot.facts.kind === 'unknown' || ownRoleArns.kind === 'unknown') {
      return await this.#unread(row, view, snapshot, ownRoleArns);
    }
    const facts = snapshot.facts.value;
    const mode = await this.#identify(row, facts);
    await this.#syncStanding(view, snapshot, facts);

    let situation = await this.#situation(
      view,
      snapshot,
      facts,
      mode,
      ownRoleArns.value,
    );
    if (
      this.#held(await claimEntries(this.#dependencies, this.#lease, situation))
    ) {
      situation = await this.#withRows(situation);
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
    if (open.length > 0) situation = await this.#withRows(situation);

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

  async #gather(row: ClusterRow, view: CatalogView) {
    const { clusterArn } = this.#lease;
    const { config, inventory, aws } = this.#dependencies;
    const known = await inventory.getCluster(clusterArn);
    const at = this.#now();
    const isSweep =
      known?.lastGood === undefined ||
      row.sweptAt === undefined ||
      at - row.sweptAt >= config.reconcile.sweepSeconds * 900;
    const intents = await this.#intents(view, row.createdAt, at);
    const levelRoles = view.mappings
      .filter(mapping => mapping.clusters.some(one => one.arn === clusterArn))
      .flatMap(mapping => mapping.levels.map(level => level.principalArn));
    const hot = await hotPrincipals(this.#dependencies, {
      clusterArn,
      intents,
      isSweep,
    });
    const purpose: CallPurpose = purposeOf(intents, isSweep);
    const snapshot = await gatherCluster({
      aws,
      clusterArn,
      before: known?.lastGood,
      principalArns: hot,
      roleArns: [
        ...new Set([
          ...levelRoles,
          ...intents.map(intent => intent.principalArn),
        ]),
      ],
      purpose,
      signal: this.#signal,
      now: this.#now,
    });
    return { snapshot, isSweep, ownRoleArns: await this.#ownRoles(snapshot) };
  }

  /** Without knowing which role is our own nothing may be changed. */
  async #ownRoles({ accountId }: ClusterSnapshot) {
    try {
      const arn = await this.#dependencies.aws.ownRoleArn(accountId);
      return { kind: 'known' as const, value: [arn] };
    } catch (error) {
      if (!isAwsFault(error)) throw error;
      return { kind: 'unknown' as const, because: error.message };
    }
  }

  async #intents(
    view: CatalogView,
    createdAt: Instant | undefined,
    at: Instant,
  ): Promise<readonly Intent[]> {
    const { grants, standing, database } = this.#dependencies;
    const { clusterArn } = this.#lease;
    const ofGrants = await grants.intentsOf(clusterArn, at, createdAt);
    const rows = await standing.openOf(database.knex, clusterArn);
    return [...ofGrants, ...rows.map(row => toIntent(row, view))];
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
        intents: await this.#intents(view, row.createdAt, this.#now()),
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
    const cluster = identityOf(facts);
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

  async #situation(
    view: CatalogView,
    snapshot: ClusterSnapshot,
    facts: ClusterFacts,
    mode: ClusterMode,
    ownRoleArns: readonly string[],
  ): Promise<Situation> {
    const { config, database, managed } = this.#dependencies;
    const { clusterArn } = this.#lease;
    return {
      cluster: identityOf(facts),
      facts,
      entries: withoutDeleted(snapshot.entries, await this.#deleted()),
      roles: new Map(Object.entries(snapshot.roles)),
      intents: await this.#intents(view, facts.createdAt, this.#now()),
      withheld: new Set(),
      managed: await managed.listOf(database.knex, clusterArn),
      mode,
      ceilings: ceilingsOf(view),
      protectedPrincipals: config.protectedPrincipals,
      ownRoleArns,
      awsAuthAcknowledged:
        config.acknowledgedAwsAuthUnread.includes(clusterArn),
      ownTags: ownTagsOf(database.installation, clusterArn),
    };
  }

  async #withRows(situation: Situation): Promise<Situation> {
    const { database, managed } = this.#dependencies;
    return {
      ...situation,
      managed: await managed.listOf(database.knex, this.#lease.clusterArn),
      entries: withoutDeleted(situation.entries, await this.#deleted()),
    };
  }

  #deleted(): Promise<ReadonlySet<string>> {
    const { database, operations } = this.#dependencies;
    return operations.deletedEntries(
      database.knex,
      this.#lease.clusterArn,
      this.#now() - VISIBILITY_WINDOW_MS,
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
      deletedArns: () => this.#deleted(),
      now: this.#now,
      wait,
      signal: this.#signal,
    });
  }
}

function identityOf(facts: ClusterFacts): ClusterIdentity {
  return { arn: facts.arn, createdAt: facts.createdAt };
}

/** Ends come before everything else that waits for AWS; a look that nobody waits for comes last. */
function purposeOf(intents: readonly Intent[], isSweep: boolean): CallPurpose {
  if (intents.some(intent => intent.end !== undefined)) return 'end';
  return isSweep ? 'sweep' : 'grant';
}

function isUnknown(
  read: { kind: 'known' } | { kind: 'unknown'; because: string },
): read is { kind: 'unknown'; because: string } {
  return read.kind === 'unknown';
}
