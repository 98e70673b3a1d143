import { describeOnEachDatabase } from '../database/__testUtils__';
import {
  devArn,
  editPolicy,
  editorRole,
  EngineBench,
  aMapping,
  anOnRequestLevel,
  FakeCatalog,
  terms,
  viewPolicy,
} from './__testUtils__';

jest.setTimeout(120_000);

const payments = aMapping('payments', devArn, [
  anOnRequestLevel(editorRole, terms(editPolicy, 'payments')),
]);

describeOnEachDatabase('What is ours', engine => {
  let bench: EngineBench;
  let grant: string;

  beforeEach(async () => {
    bench = await EngineBench.create(engine, new FakeCatalog(payments));
    await bench.manage();
    grant = await bench.grant(editorRole, terms(editPolicy, 'payments'));
    await bench.look();
    expect(bench.grants.get(grant).state).toBe('active');
    await bench.age(120_000);
    bench.aws.simulator.resetCalls();
  });
  afterEach(() => bench.stop());

  const end = async () => {
    bench.grants.end(grant, 'given-back', await bench.database.now());
    await bench.look();
  };
  const eks = () => bench.aws.accounts.eks('111122223333', 'eu-west-1');

  it('goes at the end; what somebody else put on our entry stays, and so does the entry [rule 6]', async () => {
    await (
      await eks()
    ).associatePolicy('payments-dev', editorRole, viewPolicy, {
      type: 'namespace',
      namespaces: ['payments'],
    });
    bench.aws.simulator.resetCalls();
    await end();

    expect(bench.grants.get(grant).state).toBe('ended');
    expect(bench.writes()).toEqual(['DisassociateAccessPolicy']);
    expect(await bench.entry(editorRole)).toMatchObject({
      policies: [{ policyArn: viewPolicy }],
    });
  });

  it('is removed also after its tags were changed, but gets nothing more [rule 6]', async () => {
    await bench.control('entries/tag', {
      clusterArn: devArn,
      principalArn: editorRole,
      tags: { 'eks-access.io/row': 'changed' },
    });
    await bench.grant(editorRole, terms(editPolicy, 'checkout'));
    await bench.look();
    expect(bench.writes()).toEqual([]);

    await end();
    expect(bench.grants.get(grant).state).toBe('ended');
    expect(
      (await bench.entry(editorRole))?.policies.map(one => one.policyArn) ?? [],
    ).not.toContain(editPolicy);
  });

  it('is not an entry that somebody made anew under the same principal, whatever its tags say', async () => {
    const before = await bench.entry(editorRole);
    const gateway = await eks();
    await gateway.deleteEntry('payments-dev', editorRole);
    await gateway.createEntry('payments-dev', {
      principalArn: editorRole,
      kubernetesGroups: [],
      tags: { ...before?.tags },
      clientToken: 'somebody-else',
    });
    await gateway.associatePolicy('payments-dev', editorRole, editPolicy, {
      type: 'namespace',
      namespaces: ['payments'],
    });
    bench.aws.simulator.resetCalls();
    await end();

    expect(bench.writes()).toEqual([]);
    expect(await bench.entry(editorRole)).toBeDefined();
    // Nothing of ours is left, so the grant has ended.
    expect(bench.grants.get(grant).state).toBe('ended');
  });

  it('is suspended when its role was made again: nothing is given until a person looks [rule 12]', async () => {
    await bench.control('roles/recreate', { roleArn: editorRole });
    await bench.forgetRoles();
    const more = await bench.grant(editorRole, terms(editPolicy, 'checkout'), {
      roleId: 'AROAOFTHEFORMERROLE00',
    });
    await bench.look();

    expect(bench.writes()).toEqual([]);
    expect(bench.grants.get(more)).toMatchObject({
      state: 'starting',
      trouble: { kind: 'needs-a-person' },
    });
    await end();
    expect(bench.grants.get(grant).state).toBe('ended');
  });
});
