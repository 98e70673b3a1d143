import { describeOnEachDatabase } from '../database/__testUtils__';
import {
  aMapping,
  aStandingLevel,
  devArn,
  EngineBench,
  FakeCatalog,
  paymentsRole,
  shopArn,
  terms,
  viewPolicy,
} from './__testUtils__';

jest.setTimeout(120_000);

const payments = aMapping('payments', devArn, [
  aStandingLevel(paymentsRole, terms(viewPolicy, 'payments')),
]);

describeOnEachDatabase('ClusterModes', engine => {
  let bench: EngineBench;

  beforeEach(async () => {
    bench = await EngineBench.create(engine, new FakeCatalog(payments));
  });
  afterEach(() => bench.stop());

  const toManage = async (clusterArn = devArn, modes = bench.main.modes) =>
    await modes.setMode({
      clusterArn,
      to: 'manage',
      by: 'user:default/ana',
      reason: 'We have looked at the plan',
      planHash: (await bench.main.views.planView(clusterArn))?.hash,
    });

  it('go to manage on the plan that was shown, with who and why on record', async () => {
    await bench.look();
    const planHash = (await bench.main.views.planView(devArn))?.hash;

    expect(await toManage()).toMatchObject({ outcome: 'changed' });

    expect(await bench.main.views.modeChangesOf(devArn)).toMatchObject([
      {
        to: 'manage',
        by: 'user:default/ana',
        reason: 'We have looked at the plan',
      },
    ]);
    const audit = await bench.database
      .knex('eks_access_audit')
      .where('action', 'cluster-mode-changed')
      .first();
    expect(audit).toMatchObject({
      actor: 'user:default/ana',
      subject_id: devArn,
    });
    expect(JSON.parse(audit.details)).toEqual({
      from: 'observe',
      to: 'manage',
      planHash,
      reason: 'We have looked at the plan',
    });
    // And the cluster is due now.
    await bench.main.reconciler.tick();
    expect(await bench.entry(paymentsRole)).toBeDefined();
  });

  it('do not go to manage on another plan than the present one', async () => {
    await bench.look();
    const shown = (await bench.main.views.planView(devArn))?.hash;
    bench.catalog.declare([]);
    await bench.look();
    const outcome = await bench.main.modes.setMode({
      clusterArn: devArn,
      to: 'manage',
      by: 'user:default/ana',
      reason: 'Late',
      planHash: shown,
    });

    expect(outcome).toEqual({ outcome: 'refused', code: 'PLAN_CHANGED' });
    expect(await bench.main.views.modeChangesOf(devArn)).toEqual([]);
  });

  it('refuse what changes nothing, and what is not known', async () => {
    await bench.look();
    const input = { by: 'user:default/ana', reason: 'x' };

    expect(
      await bench.main.modes.setMode({
        ...input,
        clusterArn: devArn,
        to: 'observe',
      }),
    ).toEqual({ outcome: 'refused', code: 'MODE_UNCHANGED' });
    expect(
      await bench.main.modes.setMode({
        ...input,
        clusterArn: `${devArn}-not`,
        to: 'manage',
      }),
    ).toEqual({ outcome: 'refused', code: 'NOT_FOUND' });
  });

  it('do not go to manage before the cluster was read', async () => {
    expect(await toManage()).toEqual({
      outcome: 'refused',
      code: 'CLUSTER_UNKNOWN',
    });
  });

  it('wait for somebody to look at aws-auth where the cluster uses it too [rule 13]', async () => {
    await bench.look(bench.main, shopArn);
    expect(await toManage(shopArn)).toEqual({
      outcome: 'refused',
      code: 'AWS_AUTH_UNREAD',
      details: { clusterArn: shopArn },
    });

    const acknowledged = bench.start({
      config: { acknowledgedAwsAuthUnread: [shopArn] },
    });
    expect(await toManage(shopArn, acknowledged.modes)).toMatchObject({
      outcome: 'changed',
    });
  });

  it('stay in observe for real accounts on a database in memory', async () => {
    await bench.look();
    const [account] = bench.aws.configs;
    const forgetful = bench.start({
      config: {
        databaseDurable: false,
        accounts: [{ ...account, simulated: false }],
      },
    });
    expect(await toManage(devArn, forgetful.modes)).toEqual({
      outcome: 'refused',
      code: 'DATABASE_NOT_DURABLE',
    });

    // A simulated account has nothing to lose.
    const trial = bench.start({ config: { databaseDurable: false } });
    expect(await toManage(devArn, trial.modes)).toMatchObject({
      outcome: 'changed',
    });
  });

  it('do not go to manage with permissions off, unless that is asked for by name [rule 1]', async () => {
    await bench.look();
    const off = bench.start({ config: { permissionsEnabled: false } });
    expect(await toManage(devArn, off.modes)).toEqual({
      outcome: 'refused',
      code: 'PERMISSIONS_OFF',
    });

    const trial = bench.start({
      config: {
        permissionsEnabled: false,
        dangerouslyAllowWithoutPermissions: true,
      },
    });
    expect(await toManage(devArn, trial.modes)).toMatchObject({
      outcome: 'changed',
    });
  });

  it('back to observe stop a running cycle before its next write', async () => {
    await bench.look();
    await toManage();
    const slow = bench.start({
      observer: {
        onPoint: async (point, step) => {
          if (point !== 'after-outcome' || step.kind !== 'create-entry') return;
          await bench.main.modes.setMode({
            clusterArn: devArn,
            to: 'observe',
            by: 'user:default/ana',
            reason: 'Stop',
          });
        },
      },
    });
    await slow.reconciler.tick();

    expect(bench.writes()).toEqual(['CreateAccessEntry']);
    expect(await bench.entry(paymentsRole)).toMatchObject({ policies: [] });
  });
});
