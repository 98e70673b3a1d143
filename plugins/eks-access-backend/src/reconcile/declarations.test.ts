import { describeOnEachDatabase } from '../database/__testUtils__';
import type { MappingInForce } from '../catalog';
import {
  aCluster,
  aMapping,
  aStandingLevel,
  devArn,
  EngineBench,
  FakeCatalog,
  paymentsRole,
  roleArn,
  terms,
  viewPolicy,
} from './__testUtils__';

jest.setTimeout(120_000);

const payments = aMapping('payments', devArn, [
  aStandingLevel(paymentsRole, terms(viewPolicy, 'checkout', 'payments')),
]);

describeOnEachDatabase('Standing levels', engine => {
  let bench: EngineBench;

  beforeEach(async () => {
    bench = await EngineBench.create(engine, new FakeCatalog(payments));
    await bench.manage();
    bench.aws.simulator.resetCalls();
  });
  afterEach(() => bench.stop());

  const standing = async () =>
    (await bench.main.views.standingOf(devArn)).map(one => one.standing.state);

  it('end when their mapping is deleted, and leave no entry behind', async () => {
    bench.catalog.declare([]);
    await bench.look();

    expect(await bench.entry(paymentsRole)).toBeUndefined();
    expect(await standing()).toEqual([]);
    expect((await bench.auditActions()).slice(-4)).toEqual([
      'standing-ending',
      'operation-begun',
      'operation-done',
      'standing-ended',
    ]);
  });

  it.each([
    ['the catalog could not be read', [], { state: 'stale' }],
    ['nothing of the catalog was ever read', [], { state: 'never-read' }],
    [
      'their mapping is only last-good',
      [{ ...payments, state: 'last-good', levels: [] }],
      {},
    ],
    [
      'the entity of their cluster is gone',
      [
        {
          ...payments,
          clusters: [aCluster(devArn.replace('dev', 'prod'))],
        },
      ],
      {},
    ],
  ] as const)('stay when %s [rule 8]', async (_case, mappings, with_) => {
    bench.catalog.declare(mappings as readonly MappingInForce[], with_);
    await bench.look();

    expect(bench.writes()).toEqual([]);
    expect(await bench.entry(paymentsRole)).toMatchObject({
      policies: [{ policyArn: viewPolicy }],
    });
    expect(await standing()).toEqual(['active']);
  });

  it('end when their mapping no longer names the cluster while the catalog still has it', async () => {
    bench.catalog.declare(
      [{ ...payments, clusters: [aCluster(devArn.replace('dev', 'prod'))] }],
      { clusters: [aCluster(devArn)] },
    );
    await bench.look();

    expect(await bench.entry(paymentsRole)).toBeUndefined();
  });

  it('become narrower when the declaration does, by one write', async () => {
    bench.catalog.declare([
      aMapping('payments', devArn, [
        aStandingLevel(paymentsRole, terms(viewPolicy, 'payments')),
      ]),
    ]);
    await bench.look();
    await bench.look();

    expect(await bench.entry(paymentsRole)).toMatchObject({
      policies: [{ scope: { namespaces: ['payments'] } }],
    });
    expect(bench.writes()).toEqual(['AssociateAccessPolicy']);
    expect(await standing()).toEqual(['active']);
  });

  it('become wider when the declaration does', async () => {
    bench.catalog.declare([
      aMapping('payments', devArn, [
        aStandingLevel(
          paymentsRole,
          terms(viewPolicy, 'checkout', 'invoices', 'payments'),
        ),
      ]),
    ]);
    await bench.look();

    expect(await bench.entry(paymentsRole)).toMatchObject({
      policies: [
        { scope: { namespaces: ['checkout', 'invoices', 'payments'] } },
      ],
    });
    expect(bench.writes()).toEqual(['AssociateAccessPolicy']);
  });

  it('come back with one entry when the mapping does', async () => {
    bench.catalog.declare([]);
    await bench.look();
    bench.catalog.declare([payments]);
    await bench.look();
    await bench.look();

    expect(await bench.entry(paymentsRole)).toBeDefined();
    expect(await standing()).toEqual(['active']);
  });

  it('keep all that they have when more would go at once than the budget allows [rule 8]', async () => {
    // Seven entries: more than the five that one cycle may take from.
    const roles = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];
    for (const name of roles) await bench.addRole(`teams/many-${name}`);
    const many = roles.map(name =>
      aMapping(`many-${name}`, devArn, [
        aStandingLevel(
          roleArn(`teams/many-${name}`),
          terms(viewPolicy, `many-${name}`),
        ),
      ]),
    );
    bench.catalog.declare([payments, ...many]);
    await bench.look();
    expect(await bench.entry(roleArn('teams/many-one'))).toBeDefined();
    bench.aws.simulator.resetCalls();

    bench.catalog.declare([payments]);
    await bench.look();
    expect(bench.writes()).toEqual([]);
    expect(await bench.main.views.planView(devArn)).toMatchObject({
      refusals: [{ guard: 'removalBudgetExceeded' }],
    });
    for (const name of roles) {
      expect(await bench.entry(roleArn(`teams/many-${name}`))).toBeDefined();
    }

    // Within the budget they go.
    bench.catalog.declare([payments, ...many.slice(2)]);
    await bench.look();
    expect(bench.writes()).toEqual(['DeleteAccessEntry', 'DeleteAccessEntry']);
  });

  it('are asked anew, in observe, on a cluster that was made again under its name', async () => {
    await bench.remakeCluster('payments-dev');
    bench.aws.simulator.resetCalls();
    await bench.look();

    expect(bench.writes()).toEqual([]);
    expect(await bench.main.views.overviewOf(devArn)).toMatchObject({
      mode: 'observe',
      counts: { managed: 0 },
    });
    expect(await bench.main.views.modeChangesOf(devArn)).toMatchObject([
      { to: 'observe', by: 'system:reconcile' },
      { to: 'manage', by: 'user:default/ana' },
    ]);
    expect(await standing()).toEqual(['planned']);
    expect(await bench.auditActions()).toEqual(
      expect.arrayContaining(['cluster-replaced', 'standing-ended']),
    );

    await bench.manage();
    expect(await standing()).toEqual(['active']);
  });
});
