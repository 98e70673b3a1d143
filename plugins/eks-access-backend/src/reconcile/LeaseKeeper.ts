import type { LoggerService } from '@backstage/backend-plugin-api';
import type { DueClusters } from './DueClusters';
import type { ClusterLease } from './types';

/**
 * Keeps a lease alive while a cycle waits for AWS. Its signal is aborted once the lease is lost or the process stops: no further request to
 * AWS starts then. It never makes a lost lease held again; the writes of the cycle find out by themselves.
 */
export class LeaseKeeper {
  readonly #timer: NodeJS.Timeout;
  readonly #lost = new AbortController();
  readonly signal: AbortSignal;

  constructor(
    due: Pick<DueClusters, 'renew' | 'leaseMs'>,
    lease: ClusterLease,
    stopping: AbortSignal,
    logger: LoggerService,
  ) {
    this.signal = AbortSignal.any([this.#lost.signal, stopping]);
    this.#timer = setInterval(() => {
      due.renew(lease).then(
        outcome => {
          if (outcome === 'lease-lost') this.#lost.abort();
        },
        error => logger.warn('The lease could not be renewed', { error }),
      );
    }, due.leaseMs / 3);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
