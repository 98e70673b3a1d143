import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { GrantStore } from './GrantStore';
import type { RequestStore } from './RequestStore';

export interface StartDeadlinesOptions {
  readonly requests: Pick<RequestStore, 'timeOutDue'>;
  readonly grants: Pick<GrantStore, 'expireDue'>;
  readonly scheduler: SchedulerService;
  readonly everySeconds: number;
  readonly signal: AbortSignal;
}

/**
 * Has the portal's scheduler look for grants whose end has come and for requests that nobody answered. By the database's clock and in every
 * replica: a look that finds nothing is one query each, and one that comes twice ends nothing twice.
 */
export async function startDeadlines(
  options: StartDeadlinesOptions,
): Promise<void> {
  const { requests, grants, scheduler, everySeconds, signal } = options;
  await scheduler.scheduleTask({
    id: 'eks-access-deadlines',
    frequency: { seconds: everySeconds },
    timeout: { seconds: 60 },
    scope: 'local',
    signal,
    fn: async () => {
      // Ends first: access that goes on too long matters more than a request that waits too long.
      await grants.expireDue();
      await requests.timeOutDue();
    },
  });
}
