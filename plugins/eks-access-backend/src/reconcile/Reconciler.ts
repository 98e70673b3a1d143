import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { parseClusterArn } from '@eks-access/backstage-plugin-eks-access-common';
import { nextTryAt } from './backoff';
import { ClusterCycle, type CycleOutcome } from './ClusterCycle';
import type { CycleDependencies } from './CycleDependencies';
import { cycleClock } from './cycleClock';
import { LeaseKeeper } from './LeaseKeeper';
import type { ClusterLease } from './types';

/** Cycles of this process that run at a time. */
const CYCLES_AT_ONCE = 4;
/** Of those, cycles of one account: one that answers slowly or not at all leaves room for the others (RELIABILITY C19). */
const CYCLES_OF_ONE_ACCOUNT = 2;
/** How long a stop waits for cycles that are in the middle of something; their leases run out by themselves after that (RELIABILITY C32). */
const STOP_WITHIN_MS = 10_000;

/** Claims due clusters and runs their cycles. */
export class Reconciler {
  readonly #dependencies: CycleDependencies;
  readonly #running = new Map<Promise<void>, string>();
  readonly #stopping = new AbortController();
  #claiming: Promise<void> = Promise.resolve();

  constructor(dependencies: CycleDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Starts a cycle for every due cluster that nobody holds, as far as there is room, and answers once no more can be started; the cycles go
   * on by themselves, and each that ends makes room for the next. So one cluster that hangs holds up no tick.
   */
  startDue(): Promise<void> {
    // One after the other: two that claim at once would both find the last room free.
    const claiming = this.#claiming.then(() => this.#claimWhileRoom());
    this.#claiming = claiming.catch(() => undefined);
    return claiming;
  }

  async #claimWhileRoom(): Promise<void> {
    while (this.#hasRoom()) {
      const lease = await this.#dependencies.due.claim(this.#fullAccounts());
      if (!lease) return;
      this.#start(lease);
    }
  }

  /** As {@link startDue}, and waits until every cycle of this process has ended. */
  async tick(signal?: AbortSignal): Promise<void> {
    await this.startDue();
    while (this.#running.size > 0 && !signal?.aborted) {
      await Promise.race(this.#running.keys());
      await this.startDue();
    }
  }

  /** Starts nothing more, lets each cycle end its current step, and gives the clusters back. Answers within ten seconds. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    const limit = new AbortController();
    await Promise.race([
      Promise.allSettled(this.#running.keys()),
      this.#dependencies.wait(STOP_WITHIN_MS, limit.signal),
    ]);
    limit.abort();
  }

  #hasRoom(): boolean {
    return (
      !this.#stopping.signal.aborted && this.#running.size < CYCLES_AT_ONCE
    );
  }

  #fullAccounts(): readonly string[] {
    const accounts = [...this.#running.values()];
    return [...new Set(accounts)].filter(
      account =>
        accounts.filter(one => one === account).length >= CYCLES_OF_ONE_ACCOUNT,
    );
  }

  #start(lease: ClusterLease): void {
    const cycle = this.#runAndRelease(lease).finally(() => {
      this.#running.delete(cycle);
    });
    this.#running.set(
      cycle,
      parseClusterArn(lease.clusterArn)?.accountId ?? '',
    );
    cycle
      .then(() => this.startDue())
      .catch(error =>
        this.#dependencies.logger.error(
          'No further cycle could be started',
          error instanceof Error ? error : undefined,
        ),
      );
  }

  /** Never rejects: what goes wrong with one cluster is logged, and its lease is given back or runs out. */
  async #runAndRelease(lease: ClusterLease): Promise<void> {
    const { database, due, monotonicMs } = this.#dependencies;
    const logger = this.#dependencies.logger.child({
      cycleId: randomUUID(),
      cluster: lease.clusterArn,
    });
    const keeper = new LeaseKeeper(due, lease, this.#stopping.signal, logger);
    try {
      const now = cycleClock(await database.now(), monotonicMs);
      const outcome = await new ClusterCycle(this.#dependencies, {
        lease,
        signal: keeper.signal,
        logger,
        now,
      }).run();
      await this.#release(lease, outcome, now(), logger);
    } catch (error) {
      await this.#releaseFailed(lease, error, logger);
    } finally {
      keeper.stop();
    }
  }

  async #release(
    lease: ClusterLease,
    outcome: CycleOutcome,
    at: number,
    logger: LoggerService,
  ): Promise<void> {
    const { due } = this.#dependencies;
    switch (outcome.kind) {
      case 'done':
        await due.release(lease, outcome.nextDueAt);
        break;
      case 'stopped':
        await due.release(lease, at);
        break;
      case 'lease-lost':
        logger.warn('The lease was lost; another holder goes on');
        break;
      default:
        unknownOutcome(outcome);
    }
  }

  /** A fault of ours or of the database. Tried again with growing waits, as the cause may be in what the rows of this cluster hold. */
  async #releaseFailed(
    lease: ClusterLease,
    error: unknown,
    logger: LoggerService,
  ): Promise<void> {
    const { clusters, due, spread } = this.#dependencies;
    logger.error(
      'The cycle failed and is repeated',
      error instanceof Error ? error : undefined,
    );
    try {
      const recorded = await due.withLease(lease, async leased => {
        const row = await clusters.get(leased.trx, lease.clusterArn);
        const failures = (row?.failures ?? 0) + 1;
        await clusters.recordCycle(leased, {
          plan: undefined,
          sweptAt: undefined,
          failures,
          trouble: 'Something went wrong on our side; the log says what.',
        });
        return nextTryAt(failures, leased.at, spread());
      });
      if (recorded.outcome === 'done') await due.release(lease, recorded.value);
    } catch (failure) {
      // The database is away: the lease runs out and the cluster is still due.
      logger.warn('The cluster could not be given back', {
        reason: failure instanceof Error ? failure.message : String(failure),
      });
    }
  }
}

function unknownOutcome(outcome: never): never {
  throw new Error(`unknown outcome ${JSON.stringify(outcome)}`);
}
