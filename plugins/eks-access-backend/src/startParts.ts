import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { Parts } from './createParts';
import { startReconciling } from './reconcile';
import { startDeadlines } from './requests';

/**
 * Sets going what happens by itself: reading the catalog, ends and time-outs, the engine. Answers the function that stops it.
 */
export async function startParts(
  parts: Parts,
  scheduler: SchedulerService,
): Promise<() => Promise<void>> {
  const { config, catalogViews } = parts;
  const { catalogSeconds, tickSeconds } = config.reconcile;
  const stopping = new AbortController();
  const { signal } = stopping;
  // What an earlier run committed and could not tell the auditor any more.
  await parts.audit.flushHead();
  await scheduler.scheduleTask({
    id: 'eks-access-catalog',
    frequency: { seconds: catalogSeconds },
    timeout: { seconds: Math.max(60, catalogSeconds) },
    scope: 'local',
    signal,
    fn: () => catalogViews.refresh(),
  });
  await startDeadlines({
    ...parts,
    scheduler,
    everySeconds: tickSeconds,
    signal,
  });
  const stopReconciling = await startReconciling({ ...parts, scheduler });
  return async () => {
    stopping.abort();
    await stopReconciling();
  };
}
