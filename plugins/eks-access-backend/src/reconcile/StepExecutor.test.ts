import { mockServices } from '@backstage/backend-test-utils';
import { appendAudit } from '../audit';
import { describeOnEachDatabase } from '../database/__testUtils__';
import { ClusterStore } from './ClusterStore';
import { ManagedEntryStore } from './ManagedEntryStore';
import { OperationStore } from './OperationStore';
import { ownTagsOf } from './ownTags';
import { StepExecutor } from './StepExecutor';
import { devArn, editorRole, EngineBench } from './__testUtils__';
import type { ExecutionPoint } from './types';

jest.setTimeout(60_000);

describeOnEachDatabase('StepExecutor', engine => {
  let bench: EngineBench;

  beforeEach(async () => {
    bench = await EngineBench.create(engine);
    await bench.manage();
    bench.aws.simulator.resetCalls();
  });
  afterEach(() => bench.stop());

  /** Creates an entry; `stoppedMs` passes right after the intent was written. */
  async function create(stoppedMs: number) {
    let clockMs = 0;
    const points: ExecutionPoint[] = [];
    const executor = new StepExecutor({
      due: bench.main.due,
      clusters: new ClusterStore(),
      managed: new ManagedEntryStore(),
      operations: new OperationStore(),
      audit: { append: appendAudit },
      observer: {
        onPoint: point => {
          points.push(point);
          if (point === 'after-row') clockMs += stoppedMs;
        },
      },
      requestTimeoutMs: 5_000,
      monotonicMs: () => clockMs,
    });
    await bench.database.transaction(trx =>
      bench.main.due.makeDue(trx, devArn),
    );
    const lease = await bench.main.due.claim();
    if (!lease) throw new Error('nothing was due');
    const outcome = await executor.execute(
      {
        lease,
        eks: await bench.aws.accounts.eks('111122223333', 'eu-west-1'),
        clusterName: 'payments-dev',
        ownTags: ownTagsOf(bench.database.installation, devArn),
        logger: mockServices.logger.mock(),
      },
      {
        operationId: '5f3b6a0e-5f0c-4a3e-9d0a-3f4f7f6f2a10',
        rowId: '0b9c2a52-7a53-4a0e-8f43-0d0a6a1f9d11',
        mappingRef: 'eksaccessmapping:default/payments',
        accessEntryArn: undefined,
        step: {
          kind: 'create-entry',
          principalArn: editorRole,
          roleId: 'AROA',
          kubernetesGroups: [],
          purpose: 'grant',
          intents: ['grant'],
        },
      },
    );
    return { outcome, points };
  }

  it('writes the intent, calls and writes the outcome, in this order', async () => {
    const { outcome, points } = await create(0);

    expect(outcome).toMatchObject({ kind: 'done' });
    expect(points).toEqual([
      'before-row',
      'after-row',
      'after-call',
      'after-outcome',
    ]);
    expect(
      await new ManagedEntryStore().listOf(bench.database.knex, devArn),
    ).toMatchObject([
      {
        principalArn: editorRole,
        accessEntryArn: (await bench.entry(editorRole))?.accessEntryArn,
      },
    ]);
  });

  it('calls nothing with less lease left than a request may take [C15]', async () => {
    // The lease is 30 s, a request takes up to 5 s.
    const { outcome, points } = await create(25_001);

    expect(outcome).toEqual({ kind: 'lease-lost' });
    expect(points).toEqual(['before-row', 'after-row']);
    expect(bench.writes()).toEqual([]);
    expect(await bench.openOperations()).toHaveLength(1);
  });

  it('calls with just enough of the lease left', async () => {
    expect((await create(25_000)).outcome).toMatchObject({ kind: 'done' });
  });
});
