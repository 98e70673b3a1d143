import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ExecutionObserver, ExecutionPoint, ObservedStep } from './types';

/** Logs each step that was taken. */
export class LoggingObserver implements ExecutionObserver {
  readonly #logger: LoggerService;

  constructor(logger: LoggerService) {
    this.#logger = logger;
  }

  onPoint(point: ExecutionPoint, step: ObservedStep): void {
    const fields = {
      cluster: step.clusterArn,
      principal: step.principalArn,
      step: step.kind,
      purpose: step.purpose,
    };
    switch (point) {
      case 'after-outcome':
        this.#logger.info('AWS took a step', fields);
        break;
      case 'before-row':
      case 'after-row':
      case 'after-call':
        this.#logger.debug(`A step is at ${point}`, fields);
        break;
    }
  }
}
