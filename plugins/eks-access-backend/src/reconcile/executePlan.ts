import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  assertStepAllowed,
  GuardRefusal,
  type Instant,
  type ManagedEntry,
  type Plan,
  type PlanStep,
} from '../access';
import type { AwsFault, EksGateway } from '../aws';
import type { EksAccessDatabase } from '../database';
import {
  attemptPurpose,
  type Attempt,
  type AttemptStore,
} from './AttemptStore';
import { failedAttempt } from './failedAttempt';
import type { DueClusters } from './DueClusters';
import type { ManagedEntryStore } from './ManagedEntryStore';
import type { Operation } from './OperationStore';
import { afterStep, readEntry, readOf, withRead } from './reads';
import type { Recovered } from './recoverOperations';
import { decide, guardInputOf, type Situation } from './situation';
import type { StepExecutor, StepOutcome } from './StepExecutor';
import type { ClusterLease } from './types';

/** A read older than this is made again right before a write: EKS has no preconditions (RELIABILITY C35). */
const FRESH_FOR_MS = 2_000;

export interface ExecutePlanOptions {
  readonly database: EksAccessDatabase;
  readonly due: DueClusters;
  readonly managed: ManagedEntryStore;
  readonly attempts: AttemptStore;
  readonly executor: StepExecutor;
  readonly lease: ClusterLease;
  readonly eks: EksGateway;
  readonly logger: LoggerService;
  readonly signal: AbortSignal;
  readonly now: () => Instant;
  readonly spread: () => number;
  /** The plan of the whole cluster: the removal budget counts all of it. */
  readonly plan: Plan;
  /** The steps that the guards let through, in order. */
  readonly allowed: readonly PlanStep[];
  readonly recovered: Recovered;
  readonly failed: readonly Attempt[];
}

export interface Executed {
  readonly outcome: 'done' | 'lease-lost';
  /** With the entries as AWS will show them. */
  readonly situation: Situation;
  readonly touched: ReadonlySet<string>;
  /** Principals with a call that nobody heard the answer of. */
  readonly unanswered: ReadonlySet<string>;
}

/** Takes the steps of a plan, principal by principal. A principal that fails holds up no other. */
export class PlanExecution {
  readonly #options: ExecutePlanOptions;
  #situation: Situation;
  readonly #touched = new Set<string>();
  readonly #unanswered = new Set<string>();
  #failed: readonly Attempt[];

  constructor(options: ExecutePlanOptions, situation: Situation) {
    this.#options = options;
    this.#situation = situation;
    this.#failed = options.failed;
  }

  async run(): Promise<Executed> {
    const { recovered } = this.#options;
    for (const operation of recovered.repeats) {
      const next = await this.#repeat(operation);
      if (next !== 'go-on') return this.#executed(next);
    }
    for (const principalArn of this.#principals()) {
      const next = await this.#executePrincipal(principalArn);
      if (next !== 'go-on') return this.#executed(next);
    }
    return this.#executed('stop');
  }

  #executed(last: 'stop' | 'lease-lost'): Executed {
    return {
      outcome: last === 'lease-lost' ? 'lease-lost' : 'done',
      situation: this.#situation,
      touched: this.#touched,
      unanswered: this.#unanswered,
    };
  }

  /** In the order of the plan, those that failed before last: one that lets every call time out must not keep the others waiting. */
  #principals(): readonly string[] {
    const planned = [
      ...new Set(this.#options.allowed.map(step => step.principalArn)),
    ];
    const failures = (principalArn: string) =>
      this.#options.failed.some(one => one.principalArn === principalArn);
    return [
      ...planned.filter(principalArn => !failures(principalArn)),
      ...planned.filter(failures),
    ];
  }

  async #executePrincipal(principalArn: string): Promise<Next> {
    const { recovered, allowed } = this.#options;
    if (recovered.busyUntil.has(principalArn)) return 'go-on';
    if (this.#unanswered.has(principalArn)) return 'go-on';
    const due = allowed.filter(
      step => step.principalArn === principalArn && this.#isDue(step),
    );
    if (due.length === 0) return 'go-on';
    if (await this.#refresh(principalArn)) {
      // Planned again on what was just read: somebody else may have changed the entry since.
      const { checked } = decide(this.#situation, this.#options.now());
      return await this.#takeAll(
        checked.allowed.filter(
          step => step.principalArn === principalArn && this.#isDue(step),
        ),
      );
    }
    return await this.#takeAll(due);
  }

  async #takeAll(steps: readonly PlanStep[]): Promise<Next> {
    for (const step of steps) {
      const earlier = this.#options.recovered.open.find(operation =>
        isSameCall(operation.step, step),
      );
      const taken = await this.#take(step, earlier);
      if (taken !== 'go-on')
        return taken === 'skip-principal' ? 'go-on' : taken;
    }
    return 'go-on';
  }

  /** Not while it is backing off. */
  #isDue(step: PlanStep): boolean {
    const attempt = this.#attemptOf(step);
    return attempt === undefined || attempt.nextTryAt <= this.#options.now();
  }

  #attemptOf(step: PlanStep): Attempt | undefined {
    return this.#failed.find(
      one =>
        one.principalArn === step.principalArn &&
        one.purpose === attemptPurpose(step),
    );
  }

  /** Sends a call again that nobody heard the answer of. What it was to take away may be gone by now: that is an answer too. */
  async #repeat(operation: Operation): Promise<Next> {
    const { step } = operation;
    if (!this.#isDue(step)) return 'go-on';
    await this.#refresh(step.principalArn);
    const row = this.#rowOf(step.principalArn);
    const read = readOf(this.#situation.entries, step.principalArn);
    const isGone =
      read.kind === 'known' &&
      read.value !== undefined &&
      read.value.accessEntryArn !== row?.accessEntryArn;
    if (row === undefined || isGone) {
      return await this.#settleGone(operation);
    }
    const taken = await this.#take(step, operation);
    return taken === 'skip-principal' ? 'go-on' : taken;
  }

  /** Somebody removed our entry, or put another one in its place: there is nothing of ours to take away. */
  async #settleGone(operation: Operation): Promise<Next> {
    const { due, lease, executor } = this.#options;
    const { outcome } = await due.withLease(lease, leased =>
      executor.recordDone(
        leased,
        { ...operation, operationId: operation.id, accessEntryArn: undefined },
        undefined,
      ),
    );
    if (outcome === 'lease-lost') return 'lease-lost';
    await this.#reloadRow(operation.step.principalArn);
    return 'go-on';
  }

  async #take(
    step: PlanStep,
    earlier: Operation | undefined,
  ): Promise<Next | 'skip-principal'> {
    const { executor, lease, eks, logger, now, signal, plan } = this.#options;
    if (signal.aborted) return 'stop';
    const { principalArn } = step;
    const at = now();
    try {
      assertStepAllowed(step, plan, guardInputOf(this.#situation, at));
    } catch (error) {
      if (!(error instanceof GuardRefusal)) throw error;
      logger.info('A step is no longer allowed on what was just read', {
        principal: principalArn,
        step: step.kind,
        guard: error.refusal.guard,
      });
      return 'skip-principal';
    }
    const row = this.#rowOf(principalArn);
    const rowId = row?.rowId ?? randomUUID();
    this.#touched.add(principalArn);
    const outcome = await executor.execute(
      {
        lease,
        eks,
        clusterName: this.#situation.facts.name,
        ownTags: this.#situation.ownTags,
        logger,
      },
      {
        operationId: earlier?.id ?? randomUUID(),
        rowId,
        step,
        mappingRef: this.#mappingOf(step, row),
        accessEntryArn: row?.accessEntryArn,
      },
    );
    if (outcome.kind === 'lease-lost') return 'lease-lost';
    if (outcome.kind === 'observed-only') return 'stop';
    await this.#reloadRow(principalArn);
    if (outcome.kind === 'done') return await this.#taken(step, rowId, outcome);
    if (outcome.kind === 'unanswered') this.#unanswered.add(principalArn);
    if (await this.#recordFailure(step, outcome.fault)) return 'lease-lost';
    return stopsCycle(outcome.fault) ? 'stop' : 'skip-principal';
  }

  async #taken(
    step: PlanStep,
    rowId: string,
    outcome: Extract<StepOutcome, { kind: 'done' }>,
  ): Promise<Next> {
    const { now, due, lease, attempts } = this.#options;
    const { principalArn } = step;
    this.#situation = {
      ...this.#situation,
      entries: withRead(
        this.#situation.entries,
        principalArn,
        afterStep(
          readOf(this.#situation.entries, principalArn),
          step,
          {
            accessEntryArn: outcome.accessEntryArn,
            tags: this.#situation.ownTags(rowId, principalArn),
          },
          now(),
        ),
      ),
    };
    const attempt = this.#attemptOf(step);
    if (!attempt) return 'go-on';
    this.#failed = this.#failed.filter(one => one !== attempt);
    const recorded = await due.withLease(lease, leased =>
      attempts.recordSuccess(leased, principalArn, attempt.purpose),
    );
    return recorded.outcome === 'lease-lost' ? 'lease-lost' : 'go-on';
  }

  /** True when the lease was lost. */
  async #recordFailure(step: PlanStep, fault: AwsFault): Promise<boolean> {
    const { due, lease, attempts, now, spread } = this.#options;
    const attempt = failedAttempt(
      step.principalArn,
      attemptPurpose(step),
      fault,
      this.#attemptOf(step),
      now(),
      spread(),
    );
    this.#failed = [
      ...this.#failed.filter(one => one !== this.#attemptOf(step)),
      attempt,
    ];
    const recorded = await due.withLease(lease, leased =>
      attempts.recordFailure(leased, attempt),
    );
    return recorded.outcome === 'lease-lost';
  }

  /** Reads the entry again unless it was read a moment ago; true when it did. */
  async #refresh(principalArn: string): Promise<boolean> {
    const { now, eks } = this.#options;
    const { entries, facts } = this.#situation;
    const before = readOf(entries, principalArn);
    if (before.kind === 'known' && now() - before.asOf < FRESH_FOR_MS) {
      return false;
    }
    const read = await readEntry(eks, facts.name, principalArn, now);
    this.#situation = {
      ...this.#situation,
      entries: withRead(entries, principalArn, read),
    };
    return true;
  }

  #rowOf(principalArn: string): ManagedEntry | undefined {
    return this.#situation.managed.find(
      row => row.principalArn === principalArn,
    );
  }

  async #reloadRow(principalArn: string): Promise<void> {
    const { managed, database, lease } = this.#options;
    const rows = await managed.listOf(
      database.knex,
      lease.clusterArn,
      principalArn,
    );
    this.#situation = {
      ...this.#situation,
      managed: [
        ...this.#situation.managed.filter(
          row => row.principalArn !== principalArn,
        ),
        ...rows,
      ],
    };
  }

  #mappingOf(step: PlanStep, row: ManagedEntry | undefined): string {
    const intent = this.#situation.intents.find(one =>
      step.intents.includes(one.id),
    );
    return row?.mappingRef ?? intent?.mappingRef ?? '';
  }
}

type Next = 'go-on' | 'stop' | 'lease-lost';

/** Faults that every other call of the cluster would meet too. */
function stopsCycle(fault: AwsFault): boolean {
  return (
    fault.kind === 'throttled' ||
    fault.kind === 'unreachable' ||
    fault.kind === 'cluster-not-found'
  );
}

/** True when the two send the same request: then the second may go out under the id of the first. */
function isSameCall(one: PlanStep, two: PlanStep): boolean {
  return callOf(one) === callOf(two);
}

function callOf(step: PlanStep): string {
  const { kind, principalArn } = step;
  switch (kind) {
    case 'create-entry':
      return JSON.stringify([kind, principalArn, step.kubernetesGroups]);
    case 'associate-policy':
      return JSON.stringify([
        kind,
        principalArn,
        step.policyArn,
        step.scope.type === 'cluster' ? '*' : step.scope.namespaces,
      ]);
    case 'disassociate-policy':
      return JSON.stringify([kind, principalArn, step.policyArn]);
    case 'delete-entry':
      return JSON.stringify([kind, principalArn]);
  }
}
