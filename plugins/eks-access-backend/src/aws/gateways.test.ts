import { exampleAccounts, exampleWorld } from '@eks-access/eks-simulator';
import { simulatedAws, type SimulatedAws } from './__testUtils__';
import type { EksGateway } from './types';

jest.setTimeout(60_000);

const cluster = 'payments-dev';
const view = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';
const edit = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy';
const role = (name: string, account: string = exampleAccounts.acme) =>
  `arn:aws:iam::${account}:role/${name}`;
const payments = role('teams/payments');

const anEntry = (principalArn: string, clientToken = principalArn) => ({
  principalArn,
  clientToken,
  kubernetesGroups: ['payments:viewers'],
  tags: { 'eks-access.io/installation': 'test' },
});

describe('with AWS simulated', () => {
  let aws: SimulatedAws;
  let eks: EksGateway;

  beforeEach(async () => {
    aws = await simulatedAws(exampleWorld(new Date()));
    eks = await aws.accounts.eks(exampleAccounts.acme, 'eu-west-1');
  });
  afterEach(() => aws.stop());

  describe('EksGateway', () => {
    it('lists clusters by their exact names', async () => {
      expect(await eks.listClusters()).toEqual([
        'payments-dev',
        'payments-prod',
      ]);
      const shop = await aws.accounts.eks(exampleAccounts.shop, 'us-east-1');
      expect(await shop.listClusters()).toEqual(['Shop_Legacy']);
    });

    it('describes a cluster', async () => {
      const shop = await aws.accounts.eks(exampleAccounts.shop, 'us-east-1');
      expect(await shop.describeCluster('Shop_Legacy')).toEqual({
        arn: 'arn:aws:eks:us-east-1:444455556666:cluster/Shop_Legacy',
        name: 'Shop_Legacy',
        createdAt: expect.any(Number),
        status: 'ACTIVE',
        kubernetesVersion: '1.31',
        authenticationMode: 'API_AND_CONFIG_MAP',
      });
    });

    it('lists the access policies that AWS has', async () => {
      expect(await eks.listAccessPolicies()).toEqual(
        expect.arrayContaining(['AmazonEKSEditPolicy', 'AmazonEKSViewPolicy']),
      );
    });

    it('makes an entry, scopes it, reads it and removes it', async () => {
      const { accessEntryArn } = await eks.createEntry(
        cluster,
        anEntry(payments),
      );
      await eks.associatePolicy(cluster, payments, view, {
        type: 'namespace',
        namespaces: ['payments', 'cart'],
      });
      await eks.associatePolicy(cluster, payments, edit, { type: 'cluster' });

      expect(await eks.describeEntry(cluster, payments)).toEqual({
        principalArn: payments,
        accessEntryArn,
        type: 'STANDARD',
        username:
          'arn:aws:sts::111122223333:assumed-role/payments/{{SessionName}}',
        kubernetesGroups: ['payments:viewers'],
        tags: { 'eks-access.io/installation': 'test' },
        createdAt: expect.any(Number),
        modifiedAt: expect.any(Number),
        policies: [
          { policyArn: edit, scope: { type: 'cluster' } },
          {
            policyArn: view,
            scope: { type: 'namespace', namespaces: ['cart', 'payments'] },
          },
        ],
      });
      expect(
        await eks.listEntryPrincipals(cluster, { policyArn: edit }),
      ).toEqual([payments]);

      expect(await eks.disassociatePolicy(cluster, payments, edit)).toBe(
        'done',
      );
      expect(await eks.disassociatePolicy(cluster, payments, edit)).toBe(
        'already-gone',
      );
      expect(await eks.deleteEntry(cluster, payments)).toBe('done');
      expect(await eks.deleteEntry(cluster, payments)).toBe('already-gone');
      expect(await eks.describeEntry(cluster, payments)).toBeUndefined();
    });

    it('replaces the scope of a policy and never adds to it', async () => {
      await eks.createEntry(cluster, anEntry(payments));
      for (const namespaces of [['one', 'two'], ['three']]) {
        await eks.associatePolicy(cluster, payments, view, {
          type: 'namespace',
          namespaces,
        });
      }

      expect((await eks.describeEntry(cluster, payments))?.policies).toEqual([
        {
          policyArn: view,
          scope: { type: 'namespace', namespaces: ['three'] },
        },
      ]);
    });

    it('makes one entry of a create that is repeated with its token [C2]', async () => {
      const first = await eks.createEntry(cluster, anEntry(payments, 'op-1'));
      const again = await eks.createEntry(cluster, anEntry(payments, 'op-1'));

      expect(again).toEqual(first);
      await expect(
        eks.createEntry(cluster, anEntry(payments, 'op-2')),
      ).rejects.toMatchObject({ kind: 'conflict', retryable: false });
    });

    it.each<[string, (gateway: EksGateway) => Promise<unknown>, string]>([
      [
        'an entry for a role that IAM does not have [C8]',
        gateway => gateway.createEntry(cluster, anEntry(role('teams/nobody'))),
        'principal-unknown',
      ],
      [
        'an entry on a cluster that is not there',
        gateway => gateway.createEntry('gone', anEntry(payments)),
        'cluster-not-found',
      ],
      [
        'a policy for an entry that is not there [C7]',
        gateway =>
          gateway.associatePolicy(cluster, payments, view, { type: 'cluster' }),
        'not-found',
      ],
      [
        'a policy that AWS does not have',
        gateway =>
          gateway.associatePolicy(
            cluster,
            role('platform-admin'),
            'arn:aws:eks::aws:cluster-access-policy/AmazonEKSNoPolicy',
            { type: 'cluster' },
          ),
        'invalid',
      ],
      [
        'a reserved group',
        gateway =>
          gateway.createEntry(cluster, {
            ...anEntry(payments),
            kubernetesGroups: ['system:masters'],
          }),
        'invalid',
      ],
      [
        'a cluster in another case of letters',
        gateway => gateway.describeCluster('Payments-Dev'),
        'cluster-not-found',
      ],
    ])('classifies %s', async (_case, call, kind) => {
      await expect(call(eks)).rejects.toMatchObject({
        name: 'AwsFault',
        kind,
        message: expect.stringMatching(/\.$/),
      });
    });

    it.each<[string, (gateway: EksGateway) => Promise<unknown>]>([
      ['the entry', gateway => gateway.describeEntry('gone', payments)],
      ['the list of entries', gateway => gateway.listEntryPrincipals('gone')],
      [
        'the removal of an entry',
        gateway => gateway.deleteEntry('gone', payments),
      ],
      [
        'the removal of a policy',
        gateway => gateway.disassociatePolicy('gone', payments, view),
      ],
    ])(
      'never takes a cluster that is gone for %s being gone [C6]',
      async (_case, call) => {
        await expect(call(eks)).rejects.toMatchObject({
          kind: 'cluster-not-found',
        });
      },
    );
  });

  describe('IamGateway', () => {
    it('reads a role with its id and who can assume it', async () => {
      const iam = await aws.accounts.iam(exampleAccounts.acme);

      expect(await iam.describeRole(role('teams/ledger'))).toEqual({
        kind: 'exists',
        roleId: expect.stringMatching(/^AROA/),
        createdAt: expect.any(Number),
        asOf: expect.any(Number),
        trust: [
          {
            effect: 'Allow',
            principals: [{ kind: 'account', accountId: exampleAccounts.acme }],
            exceptPrincipals: false,
            conditions: [],
          },
        ],
      });
    });

    it.each([
      ['is not there', role('teams/nobody')],
      ['has another path', role('other/ledger')],
      ['is spelled in another case', role('teams/Ledger')],
    ])('says that a role is gone which %s [B34]', async (_case, roleArn) => {
      const iam = await aws.accounts.iam(exampleAccounts.acme);
      expect(await iam.describeRole(roleArn)).toMatchObject({ kind: 'gone' });
    });

    it('says nothing about what is no role', async () => {
      const iam = await aws.accounts.iam(exampleAccounts.acme);
      expect(
        await iam.describeRole('arn:aws:iam::111122223333:user/alice'),
      ).toMatchObject({ kind: 'unknown' });
    });
  });

  describe('AwsAccounts', () => {
    it('reaches no account that is not configured', async () => {
      await expect(
        aws.accounts.eks('999988887777', 'eu-west-1'),
      ).rejects.toMatchObject({
        kind: 'denied',
        message: expect.stringContaining('not among eksAccess.accounts'),
      });
    });

    it('starts no request once its signal is aborted', async () => {
      const controller = new AbortController();
      const stopped = await aws.accounts.eks(
        exampleAccounts.acme,
        'eu-west-1',
        { purpose: 'grant', signal: controller.signal },
      );
      await stopped.listClusters();
      controller.abort();
      aws.simulator.resetCalls();

      await expect(
        stopped.createEntry(cluster, anEntry(payments)),
      ).rejects.toMatchObject({ kind: 'unreachable' });
      expect(aws.simulator.calls()).toEqual([]);
    });
  });
});

describe('with answers that are lost', () => {
  it('does not know whether a write had its effect, and knows that a read had none [C3]', async () => {
    const aws = await simulatedAws(exampleWorld(new Date()), {
      requestTimeoutMs: 300,
    });
    const eks = await aws.accounts.eks(exampleAccounts.acme, 'eu-west-1');
    aws.simulator.changeSettings({ latencyMs: 5_000 });

    await expect(
      eks.createEntry(cluster, anEntry(payments)),
    ).rejects.toMatchObject({ kind: 'maybe-applied', retryable: true });
    await expect(eks.describeCluster(cluster)).rejects.toMatchObject({
      kind: 'unreachable',
      retryable: true,
    });
    aws.simulator.changeSettings({ latencyMs: 0 });
    expect(await eks.describeEntry(cluster, payments)).toBeDefined();
    await aws.stop();
  });

  it('knows that nothing happened where nobody listens', async () => {
    const aws = await simulatedAws(exampleWorld(new Date()), {
      requestTimeoutMs: 2_000,
    });
    const eks = await aws.accounts.eks(exampleAccounts.acme, 'eu-west-1');
    await aws.stop();

    await expect(eks.describeCluster(cluster)).rejects.toMatchObject({
      kind: 'unreachable',
    });
  });
});

describe('with lists of many pages', () => {
  const accountId = exampleAccounts.acme;
  const world = () => ({
    accounts: [
      {
        accountId,
        administrator: {
          accessKeyId: 'AKIASIMULATOR000ADM1',
          secretAccessKey: 'secret',
        },
        roles: Array.from({ length: 230 }, (_, index) => ({
          name: `role-${index}`,
          createdAt: '2025-01-01T00:00:00Z',
          trustPolicy: { Version: '2012-10-17', Statement: [] },
        })),
        clusters: Array.from({ length: 130 }, (_, index) => ({
          name: `Cluster_${index}`,
          region: 'eu-west-1',
          createdAt: '2025-02-01T00:00:00Z',
          authenticationMode: 'API' as const,
          entries:
            index === 0
              ? Array.from({ length: 230 }, (_unused, entry) => ({
                  principalArn: `arn:aws:iam::${accountId}:role/role-${entry}`,
                  createdAt: '2025-03-01T00:00:00Z',
                }))
              : [],
        })),
      },
    ],
  });

  it('reads all of them', async () => {
    const aws = await simulatedAws(world());
    const eks = await aws.accounts.eks(accountId, 'eu-west-1');

    expect(await eks.listClusters()).toHaveLength(130);
    expect(new Set(await eks.listEntryPrincipals('Cluster_0')).size).toBe(230);
    expect(
      aws.simulator.calls({ operation: 'ListAccessEntries' }),
    ).toHaveLength(3);
    await aws.stop();
  });
});
