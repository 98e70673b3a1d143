import { exampleAccounts, exampleWorld } from '@eks-access/eks-simulator';
import { AwsFault, type AwsAccounts, type EksGateway } from '../aws';
import { simulatedAws, type SimulatedAws } from '../aws/__testUtils__';
import { discoverClusters } from './discoverClusters';
import { readCluster, rereadEntries } from './readCluster';
import type { ClusterSnapshot } from './types';

jest.setTimeout(60_000);

const { acme, shop } = exampleAccounts;
const devArn = `arn:aws:eks:eu-west-1:${acme}:cluster/payments-dev`;
const shopArn = `arn:aws:eks:us-east-1:${shop}:cluster/Shop_Legacy`;
const role = (name: string, account: string = acme) =>
  `arn:aws:iam::${account}:role/${name}`;
const now = async () => Date.now();

const principalsOf = (snapshot: ClusterSnapshot) =>
  snapshot.entries.kind === 'known'
    ? snapshot.entries.value.map(one => one.principalArn)
    : snapshot.entries.because;

/** The gateways of `aws`, with some methods of EKS replaced. */
function withEks(
  aws: AwsAccounts,
  replace: (real: EksGateway) => Partial<EksGateway>,
): AwsAccounts {
  return {
    ...aws,
    eks: async (...place) => {
      const real = await aws.eks(...place);
      const gateway: EksGateway = {
        listClusters: () => real.listClusters(),
        describeCluster: name => real.describeCluster(name),
        listEntryPrincipals: (...args) => real.listEntryPrincipals(...args),
        describeEntry: (...args) => real.describeEntry(...args),
        createEntry: (...args) => real.createEntry(...args),
        associatePolicy: (...args) => real.associatePolicy(...args),
        disassociatePolicy: (...args) => real.disassociatePolicy(...args),
        deleteEntry: (...args) => real.deleteEntry(...args),
        listAccessPolicies: () => real.listAccessPolicies(),
      };
      return { ...gateway, ...replace(gateway) };
    },
  };
}

const refused = new AwsFault('denied', 'DescribeAccessEntry', 'AWS refuses.');

describe('readCluster', () => {
  let simulated: SimulatedAws;
  let aws: AwsAccounts;

  beforeEach(async () => {
    simulated = await simulatedAws(exampleWorld(new Date()));
    aws = simulated.accounts;
  });
  afterEach(() => simulated.stop());

  it('reads the cluster, every entry with its policies, and the roles behind them', async () => {
    const snapshot = await readCluster(aws, shopArn, { now });

    expect(snapshot).toMatchObject({
      arn: shopArn,
      name: 'Shop_Legacy',
      accountId: shop,
      region: 'us-east-1',
      presence: 'present',
      facts: {
        kind: 'known',
        value: { authenticationMode: 'API_AND_CONFIG_MAP' },
      },
    });
    expect(principalsOf(snapshot)).toEqual([
      role('eks-node', shop),
      role('platform-admin', shop),
      role('teams/old-oncall', shop),
    ]);
    expect(snapshot.roles).toMatchObject({
      [role('platform-admin', shop)]: { kind: 'exists' },
      [role('teams/old-oncall', shop)]: { kind: 'exists' },
    });
    // Of nodes nothing is decided by the role.
    expect(snapshot.roles[role('eks-node', shop)]).toBeUndefined();
  });

  it('reads roles that have no entry yet where they are asked for', async () => {
    const snapshot = await readCluster(aws, devArn, {
      now,
      roleArns: [role('teams/payments'), role('teams/nobody')],
    });

    expect(snapshot.roles).toMatchObject({
      [role('teams/payments')]: { kind: 'exists' },
      [role('teams/nobody')]: { kind: 'gone' },
    });
  });

  it('says of a cluster that is not there that it is gone [C16]', async () => {
    const snapshot = await readCluster(aws, `${devArn}-2`, { now });
    expect(snapshot).toMatchObject({
      presence: 'gone',
      facts: { kind: 'unknown' },
      entries: { kind: 'unknown' },
    });
  });

  it('knows nothing, and nothing of absence, of an account that it does not reach [C18]', async () => {
    const snapshot = await readCluster(
      aws,
      'arn:aws:eks:eu-west-1:999988887777:cluster/other',
      { now, roleArns: [role('x', '999988887777')] },
    );
    expect(snapshot).toMatchObject({
      presence: 'unknown',
      facts: {
        kind: 'unknown',
        because: expect.stringContaining('not among eksAccess.accounts'),
      },
      entries: { kind: 'unknown' },
    });
  });

  it('takes no list of entries for an empty one when it fails [rule 8]', async () => {
    const snapshot = await readCluster(
      withEks(aws, () => ({
        listEntryPrincipals: async () => {
          throw refused;
        },
      })),
      devArn,
      { now },
    );
    expect(snapshot.presence).toBe('present');
    expect(snapshot.entries).toEqual({
      kind: 'unknown',
      because: 'AWS refuses.',
    });
  });

  it('keeps an entry that cannot be read in the list, as unknown', async () => {
    const ledger = role('teams/ledger');
    const snapshot = await readCluster(
      withEks(aws, real => ({
        describeEntry: async (name, principal) => {
          if (principal === ledger) throw refused;
          return real.describeEntry(name, principal);
        },
      })),
      devArn,
      { now },
    );
    expect(principalsOf(snapshot)).toContain(ledger);
    expect(snapshot.entries).toMatchObject({
      value: expect.arrayContaining([
        {
          principalArn: ledger,
          read: { kind: 'unknown', because: 'AWS refuses.' },
        },
      ]),
    });
    // Whose entry it is is not known, so what may be decided about its role is read.
    expect(snapshot.roles[ledger]).toMatchObject({ kind: 'exists' });
  });

  it('leaves out an entry that was removed since it was listed', async () => {
    const ledger = role('teams/ledger');
    const snapshot = await readCluster(
      withEks(aws, real => ({
        describeEntry: async (name, principal) =>
          principal === ledger
            ? undefined
            : real.describeEntry(name, principal),
      })),
      devArn,
      { now },
    );
    expect(principalsOf(snapshot)).not.toContain(ledger);
  });

  it('believes no answer about another cluster', async () => {
    const snapshot = await readCluster(
      withEks(aws, real => ({
        describeCluster: async () => real.describeCluster('payments-prod'),
      })),
      devArn,
      { now },
    );
    expect(snapshot).toMatchObject({
      presence: 'unknown',
      facts: { kind: 'unknown' },
      entries: { kind: 'unknown' },
    });
  });

  it('throws what is no fault of AWS', async () => {
    await expect(
      readCluster(
        withEks(aws, () => ({
          listEntryPrincipals: async () => {
            throw new TypeError('a fault of ours');
          },
        })),
        devArn,
        { now },
      ),
    ).rejects.toThrow(TypeError);
  });

  it('asks only for what is new while what it read before is young', async () => {
    const snapshot = await readCluster(aws, devArn, { now });
    const eks = await aws.eks(acme, 'eu-west-1');
    await eks.createEntry('payments-dev', {
      principalArn: role('teams/payments'),
      kubernetesGroups: [],
      tags: {},
      clientToken: 'one',
    });
    simulated.simulator.resetCalls();

    const next = await readCluster(aws, devArn, {
      now,
      reuse: { snapshot, entriesForMs: 60_000, rolesForMs: 60_000 },
    });

    expect(principalsOf(next)).toContain(role('teams/payments'));
    expect(principalsOf(next)).toHaveLength(4);
    expect(simulated.simulator.calls().map(call => call.operation)).toEqual([
      'DescribeCluster',
      'ListAccessEntries',
      'DescribeAccessEntry',
      'ListAssociatedAccessPolicies',
      'GetRole',
    ]);

    simulated.simulator.resetCalls();
    await readCluster(aws, devArn, {
      now,
      reuse: { snapshot: next, entriesForMs: 0, rolesForMs: 0 },
    });
    expect(
      simulated.simulator.calls({ operation: 'DescribeAccessEntry' }),
    ).toHaveLength(4);
  });
});

describe('rereadEntries', () => {
  it('puts entries that were written into the snapshot and takes out those that are gone', async () => {
    const simulated = await simulatedAws(exampleWorld(new Date()));
    const aws = simulated.accounts;
    const before = await readCluster(aws, devArn, { now });
    const eks = await aws.eks(acme, 'eu-west-1');
    await eks.createEntry('payments-dev', {
      principalArn: role('teams/payments'),
      kubernetesGroups: [],
      tags: {},
      clientToken: 'one',
    });
    await eks.deleteEntry('payments-dev', role('teams/ledger'));
    simulated.simulator.resetCalls();

    const after = await rereadEntries(
      aws,
      before,
      [role('teams/payments'), role('teams/ledger')],
      { now, purpose: 'verify' },
    );

    expect(principalsOf(after)).toEqual([
      role('eks-node'),
      role('platform-admin'),
      role('teams/payments'),
    ]);
    expect(
      simulated.simulator.calls({ operation: 'ListAccessEntries' }),
    ).toEqual([]);

    const unknown: ClusterSnapshot = {
      ...before,
      entries: { kind: 'unknown', because: 'no answer' },
    };
    expect(
      await rereadEntries(aws, unknown, [role('teams/payments')], { now }),
    ).toBe(unknown);
    await simulated.stop();
  });
});

describe('discoverClusters', () => {
  it('finds every cluster, and tells which account did not answer', async () => {
    const simulated = await simulatedAws(exampleWorld(new Date()));
    const places = await discoverClusters(
      simulated.accounts,
      [
        ...simulated.configs,
        { ...simulated.configs[0], accountId: '999988887777' },
      ],
      { now },
    );

    expect(places).toMatchObject([
      {
        accountId: acme,
        region: 'eu-west-1',
        clusters: {
          kind: 'known',
          value: [devArn, devArn.replace('-dev', '-prod')],
        },
      },
      {
        accountId: shop,
        region: 'us-east-1',
        clusters: { kind: 'known', value: [shopArn] },
      },
      { accountId: '999988887777', clusters: { kind: 'unknown' } },
    ]);
    await simulated.stop();
  });

  it('names clusters by the partition of their Region', async () => {
    const simulated = await simulatedAws({
      accounts: [
        {
          accountId: acme,
          partition: 'aws-cn',
          administrator: {
            accessKeyId: 'AKIASIMULATOR000ADM1',
            secretAccessKey: 'secret',
          },
          clusters: [
            {
              name: 'one',
              region: 'cn-north-1',
              createdAt: '2025-01-01T00:00:00Z',
              authenticationMode: 'API',
            },
          ],
        },
      ],
    });
    const [place] = await discoverClusters(
      simulated.accounts,
      simulated.configs,
      { now },
    );
    expect(place.clusters).toMatchObject({
      value: [`arn:aws-cn:eks:cn-north-1:${acme}:cluster/one`],
    });
    await simulated.stop();
  });
});
