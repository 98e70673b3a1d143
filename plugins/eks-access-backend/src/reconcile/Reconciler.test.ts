import { describeOnEachDatabase } from '../database/__testUtils__';
import {
  aMapping,
  anOnRequestLevel,
  aStandingLevel,
  devArn,
  editPolicy,
  editorRole,
  EngineBench,
  FakeCatalog,
  ledgerRole,
  paymentsRole,
  terms,
  viewPolicy,
} from './__testUtils__';

jest.setTimeout(120_000);

const payments = aMapping('payments', devArn, [
  aStandingLevel(paymentsRole, terms(viewPolicy, 'payments')),
  anOnRequestLevel(editorRole, terms(editPolicy, 'payments', 'checkout')),
]);

describeOnEachDatabase('Reconciler', engine => {
  let bench: EngineBench;

  beforeEach(async () => {
    bench = await EngineBench.create(engine, new FakeCatalog(payments));
  });
  afterEach(() => bench.stop());

  it('in observe reads everything, shows the plan and writes nothing', async () => {
    bench.aws.simulator.resetCalls();
    await bench.look();

    const plan = await bench.main.views.planView(devArn);
    expect(plan?.steps.map(step => step.kind)).toEqual([
      'create-entry',
      'associate-policy',
    ]);
    expect(plan?.refusals).toEqual([]);
    expect(await bench.main.views.standingOf(devArn)).toMatchObject([
      { level: 'view', standing: { state: 'planned' } },
    ]);
    expect(bench.writes()).toEqual([]);
    expect(await bench.main.views.overviewOf(devArn)).toMatchObject({
      mode: 'observe',
      health: { state: 'observed-only' },
      counts: { managed: 0, planned: 2 },
    });
  });

  it('in manage makes the entry of a standing level, reads it back and then plans nothing', async () => {
    await bench.manage();

    expect(await bench.entry(paymentsRole)).toMatchObject({
      type: 'STANDARD',
      policies: [
        {
          policyArn: viewPolicy,
          scope: { type: 'namespace', namespaces: ['payments'] },
        },
      ],
    });
    expect(await bench.main.views.standingOf(devArn)).toMatchObject([
      { standing: { state: 'active' } },
    ]);
    expect(await bench.main.views.overviewOf(devArn)).toMatchObject({
      health: { state: 'live' },
      counts: { managed: 1, planned: 0 },
    });
    expect(await bench.openOperations()).toEqual([]);
    expect(await bench.auditActions()).toEqual([
      'standing-declared',
      'cluster-mode-changed',
      'operation-begun',
      'operation-done',
      'operation-begun',
      'operation-done',
      'standing-active',
    ]);

    bench.aws.simulator.resetCalls();
    await bench.look();
    expect(bench.writes()).toEqual([]);
  });

  it('gives a grant, shows it active once AWS does, and takes it away whole at its end', async () => {
    await bench.manage();
    const id = await bench.grant(editorRole, terms(editPolicy, 'payments'));
    await bench.look();

    expect(bench.grants.get(id)).toMatchObject({ state: 'active' });
    expect(await bench.entry(editorRole)).toMatchObject({
      policies: [{ policyArn: editPolicy }],
    });

    bench.grants.end(id, 'given-back', await bench.database.now());
    bench.aws.simulator.resetCalls();
    await bench.look();

    expect(bench.grants.get(id).state).toBe('ended');
    expect(await bench.entry(editorRole)).toBeUndefined();
    expect(bench.writes()).toEqual(['DeleteAccessEntry']);
    expect(await bench.entry(paymentsRole)).toBeDefined();
  });

  it('ends a grant at its time by itself, at most a few seconds late [D3]', async () => {
    await bench.manage();
    const endsAt = (await bench.database.now()) + 1_500;
    const id = await bench.grant(editorRole, terms(editPolicy, 'payments'), {
      endsAt,
    });
    await bench.look();
    expect(bench.grants.get(id).state).toBe('active');

    while ((await bench.database.now()) < endsAt + 300) {
      await bench.main.reconciler.tick();
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    expect(bench.grants.get(id).state).toBe('ended');
    expect(await bench.entry(editorRole)).toBeUndefined();
  });

  it('tells when the entry was read back without the access, which is after it was taken away [rule 9]', async () => {
    await bench.manage();
    const id = await bench.grant(editorRole, terms(editPolicy, 'payments'));
    await bench.look();
    bench.grants.end(id, 'given-back', await bench.database.now());
    await bench.look();

    const [removal] = bench.aws.simulator.calls({
      operation: 'DeleteAccessEntry',
    });
    expect(bench.grants.get(id).observedAt).toBeGreaterThanOrEqual(
      Date.parse(removal.time),
    );
  });

  it('gives the union of two grants on one role, and keeps what the other needs when one ends', async () => {
    await bench.manage();
    const one = await bench.grant(editorRole, terms(editPolicy, 'payments'));
    const two = await bench.grant(editorRole, terms(editPolicy, 'checkout'));
    await bench.look();
    expect(await bench.entry(editorRole)).toMatchObject({
      policies: [{ scope: { namespaces: ['checkout', 'payments'] } }],
    });

    bench.grants.end(one, 'given-back', await bench.database.now());
    bench.aws.simulator.resetCalls();
    await bench.look();

    expect(await bench.entry(editorRole)).toMatchObject({
      policies: [{ scope: { namespaces: ['checkout'] } }],
    });
    // An upsert: at no time is the other one without access [RELIABILITY finding 6].
    expect(bench.writes()).toEqual(['AssociateAccessPolicy']);
    expect(bench.grants.get(one).state).toBe('ended');
    expect(bench.grants.get(two).state).toBe('active');
  });

  it('ends what is due also in observe, and gives nothing there', async () => {
    await bench.manage();
    const id = await bench.grant(editorRole, terms(editPolicy, 'payments'));
    await bench.look();
    await bench.main.modes.setMode({
      clusterArn: devArn,
      to: 'observe',
      by: 'user:default/ana',
      reason: 'Stop',
    });
    const late = await bench.grant(editorRole, terms(editPolicy, 'checkout'));
    bench.grants.end(id, 'expired', await bench.database.now());
    await bench.look();

    expect(bench.grants.get(id).state).toBe('ended');
    expect(bench.grants.get(late)).toMatchObject({
      state: 'starting',
      trouble: { kind: 'needs-a-person' },
    });
    const entry = await bench.entry(editorRole);
    expect(entry?.policies ?? []).toEqual([]);
  });

  it('ends what is due with permissions off, and gives nothing [rule 1]', async () => {
    await bench.manage();
    const id = await bench.grant(editorRole, terms(editPolicy, 'payments'));
    await bench.look();
    const without = bench.start({ config: { permissionsEnabled: false } });
    const late = await bench.grant(paymentsRole, terms(editPolicy, 'payments'));
    bench.grants.end(id, 'expired', await bench.database.now());
    await bench.look(without);

    expect(bench.grants.get(id).state).toBe('ended');
    expect(await bench.entry(editorRole)).toBeUndefined();
    expect(bench.grants.get(late).state).toBe('starting');
  });

  it('writes nothing where Terraform already gives what a standing level asks', async () => {
    bench.catalog.declare([
      aMapping('ledger', devArn, [
        aStandingLevel(ledgerRole, terms(viewPolicy, 'ledger')),
      ]),
    ]);
    await bench.manage();

    expect(await bench.main.views.standingOf(devArn)).toMatchObject([
      { standing: { state: 'covered', providedBy: 'Terraform' } },
    ]);
    expect(bench.writes()).toEqual([]);
  });

  it('never touches a foreign entry: a grant on one waits for a person [rule 6]', async () => {
    await bench.manage();
    const before = await bench.entry(ledgerRole);
    const id = await bench.grant(ledgerRole, terms(editPolicy, 'ledger'));
    bench.aws.simulator.resetCalls();
    await bench.look();

    expect(bench.grants.get(id)).toMatchObject({
      state: 'starting',
      trouble: { kind: 'needs-a-person' },
    });
    bench.grants.end(id, 'given-back', await bench.database.now());
    await bench.look();
    expect(bench.grants.get(id).state).toBe('ended');
    expect(bench.writes()).toEqual([]);
    expect(await bench.entry(ledgerRole)).toEqual(before);
  });

  it('gives nothing for a grant that is not confirmed, and asks again', async () => {
    await bench.manage();
    const id = await bench.grant(editorRole, terms(editPolicy, 'payments'));
    bench.grants.unconfirmed.add(id);
    bench.aws.simulator.resetCalls();
    await bench.look();
    expect(bench.writes()).toEqual([]);
    expect(bench.grants.get(id).state).toBe('starting');

    bench.grants.unconfirmed.clear();
    await bench.look();
    expect(bench.grants.get(id).state).toBe('active');
    expect(bench.grants.asked).toEqual([id, id]);
  });

  it('does not give again what somebody removed outside [rule 12]', async () => {
    await bench.manage();
    const id = await bench.grant(editorRole, terms(editPolicy, 'payments'));
    await bench.look();
    const eks = await bench.aws.accounts.eks('111122223333', 'eu-west-1');
    await eks.deleteEntry('payments-dev', editorRole);
    await bench.age(120_000);
    bench.aws.simulator.resetCalls();
    await bench.look();

    expect(bench.writes()).toEqual([]);
    expect(bench.grants.get(id)).toMatchObject({
      trouble: { kind: 'needs-a-person' },
    });
    expect(await bench.main.views.overviewOf(devArn)).toMatchObject({
      health: { state: 'drift' },
    });
  });
});
