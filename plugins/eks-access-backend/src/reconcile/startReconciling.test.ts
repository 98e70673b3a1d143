import type {
  SchedulerService,
  SchedulerServiceTaskFunction,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { describeOnEachDatabase } from '../database/__testUtils__';
import { InventoryStore } from '../inventory';
import {
  aMapping,
  aStandingLevel,
  devArn,
  EngineBench,
  paymentsRole,
  shopArn,
  terms,
  viewPolicy,
} from './__testUtils__';
import { startReconciling } from './startReconciling';

jest.setTimeout(120_000);

/** Remembers the tasks, so that a test decides when they run. */
function aScheduler() {
  const tasks = new Map<string, SchedulerServiceTaskFunction>();
  const scheduler: SchedulerService = {
    ...mockServices.scheduler.mock(),
    scheduleTask: async task => {
      tasks.set(task.id, task.fn);
      task.signal?.addEventListener('abort', () => tasks.delete(task.id));
    },
  };
  return {
    scheduler,
    tasks,
    run: async (id: string) =>
      await tasks.get(id)?.(new AbortController().signal),
  };
}

describeOnEachDatabase('startReconciling', engine => {
  let bench: EngineBench;

  beforeEach(async () => {
    bench = await EngineBench.create(engine);
  });
  afterEach(() => bench.stop());

  const start = async () => {
    const { scheduler, tasks, run } = aScheduler();
    const stop = await startReconciling({
      ...bench.main,
      inventory: new InventoryStore(bench.database),
      aws: bench.aws.accounts,
      catalogViews: bench.catalog,
      database: bench.database,
      config: bench.config(),
      scheduler,
      logger: mockServices.logger.mock(),
    });
    return { stop, tasks, run };
  };

  it('with accounts alone shows every cluster with its owner, and nothing red', async () => {
    const { run, stop } = await start();
    await run('eks-access-discover');
    await bench.main.reconciler.tick();

    const clusters = await bench.main.views.list();
    expect(
      clusters.map(one => [
        one.cluster.name,
        one.ownerRef,
        one.mode,
        one.health.state,
      ]),
    ).toEqual([
      ['payments-dev', 'group:default/platform', 'observe', 'observed-only'],
      ['payments-prod', 'group:default/platform', 'observe', 'observed-only'],
      ['Shop_Legacy', 'group:default/platform', 'observe', 'observed-only'],
    ]);
    const entries = await bench.main.views.entriesOf(shopArn);
    expect(
      entries.map(({ principalArn, owner, remarks }) => [
        principalArn.split('/').at(-1),
        owner.kind,
        remarks.length,
      ]),
    ).toEqual([
      ['eks-node', 'aws', 0],
      ['platform-admin', 'foreign', 1],
      ['old-oncall', 'foreign', 1],
    ]);
    expect(bench.writes()).toEqual([]);
    await stop();
  });

  it('looks at a cluster at once when the catalog says something else about it', async () => {
    const { run, stop } = await start();
    await run('eks-access-tick');
    await bench.main.reconciler.tick();

    bench.catalog.declare([
      aMapping('payments', devArn, [
        aStandingLevel(paymentsRole, terms(viewPolicy, 'payments')),
      ]),
    ]);
    await run('eks-access-tick');
    await bench.main.reconciler.tick();

    expect((await bench.main.views.planView(devArn))?.steps).toHaveLength(2);
    await stop();
  });

  it('starts nothing more once it is stopped', async () => {
    const { tasks, stop } = await start();
    await stop();

    expect([...tasks.keys()]).toEqual([]);
    await bench.main.reconciler.tick();
    expect(await bench.main.views.planView(devArn)).toBeUndefined();
  });
});
