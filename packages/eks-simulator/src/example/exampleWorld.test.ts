import { buildWorld, countingIds, reachOf } from '../world';
import {
  exampleAccounts,
  exampleCredentials,
  exampleExternalId,
  exampleWorld,
} from './exampleWorld';

const startedAt = new Date('2026-03-01T12:00:00Z');
const world = buildWorld(exampleWorld(startedAt), countingIds());
const clusters = Object.values(world.clusters);

function roleArn(accountId: string, pathAndName: string) {
  return `arn:aws:iam::${accountId}:role/${pathAndName}`;
}

function entry(cluster: string, principalArn: string) {
  return clusters.find(({ name }) => name === cluster)?.entries[principalArn];
}

function scopes(cluster: string, principalArn: string) {
  return Object.values(entry(cluster, principalArn)?.associations ?? {}).map(
    ({ policyArn, accessScope }) => [policyArn.split('/')[1], accessScope],
  );
}

describe('the example world', () => {
  const { acme, shop } = exampleAccounts;

  it('has three clusters in two accounts, names case-exact', () => {
    expect(
      clusters.map(({ arn, authenticationMode }) => [arn, authenticationMode]),
    ).toEqual([
      ['arn:aws:eks:eu-west-1:111122223333:cluster/payments-dev', 'API'],
      ['arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod', 'API'],
      [
        'arn:aws:eks:us-east-1:444455556666:cluster/Shop_Legacy',
        'API_AND_CONFIG_MAP',
      ],
    ]);
  });

  it('has on each cluster a node entry and the creator as administrator', () => {
    for (const { name, accountId } of clusters) {
      expect(entry(name, roleArn(accountId, 'eks-node'))?.type).toBe(
        'EC2_LINUX',
      );
      expect(scopes(name, roleArn(accountId, 'platform-admin'))).toEqual([
        ['AmazonEKSClusterAdminPolicy', { type: 'cluster', namespaces: [] }],
      ]);
    }
  });

  it('has two entries of Terraform, one of which gives ledger what a standing level would', () => {
    const ledger = roleArn(acme, 'teams/ledger');
    const deployer = roleArn(acme, 'ci-deployer');
    expect(entry('payments-dev', ledger)?.tags.ManagedBy).toBe('terraform');
    expect(scopes('payments-dev', ledger)).toEqual([
      ['AmazonEKSViewPolicy', { type: 'namespace', namespaces: ['ledger'] }],
    ]);
    expect(entry('payments-prod', deployer)?.tags.ManagedBy).toBe('terraform');
    expect(scopes('payments-prod', deployer)).toEqual([
      ['AmazonEKSEditPolicy', { type: 'namespace', namespaces: ['payments'] }],
    ]);
  });

  it('has exactly one dead entry', () => {
    const dead = clusters.flatMap(({ arn, name, entries }) =>
      Object.keys(entries)
        .filter(
          principal => reachOf(world, arn, principal).outcome !== 'reaches',
        )
        .map(principal => [name, principal]),
    );
    expect(dead).toEqual([['Shop_Legacy', roleArn(shop, 'teams/old-oncall')]]);
  });

  it('has the roles of the teams, and names who may assume them', () => {
    const teamRoles = (accountId: string) =>
      Object.values(world.accounts[accountId].roles)
        .filter(({ path }) => path === '/teams/')
        .map(({ name }) => name);
    expect(teamRoles(acme)).toEqual([
      'payments',
      'payments-editor',
      'ledger',
      'ledger-editor',
      'shop',
      'shop-editor',
    ]);
    expect(teamRoles(shop)).toEqual(['shop', 'shop-editor', 'old-oncall']);

    const trusted = (arn: string) =>
      JSON.parse(world.accounts[acme].roles[arn].trustPolicy).Statement[0]
        .Principal.AWS;
    expect(trusted(roleArn(acme, 'teams/payments'))).toMatch(
      /role\/aws-reserved\/sso\.amazonaws\.com\/eu-west-1\/AWSReservedSSO_PaymentsDeveloper_[0-9a-f]{16}$/,
    );
    expect(trusted(roleArn(acme, 'teams/ledger'))).toBe(
      `arn:aws:iam::${acme}:root`,
    );
    expect(trusted(roleArn(acme, 'teams/ledger-editor'))).toBe(
      roleArn(acme, 'platform-admin'),
    );
  });

  it('names in trust policies only principals that exist', () => {
    const known = Object.values(world.accounts).flatMap(account => [
      ...Object.keys(account.roles),
      ...Object.keys(account.users),
      `arn:aws:iam::${account.accountId}:root`,
    ]);
    for (const account of Object.values(world.accounts)) {
      for (const role of Object.values(account.roles)) {
        const [{ Principal }] = JSON.parse(role.trustPolicy).Statement;
        for (const arn of [Principal.AWS ?? []].flat()) {
          expect(known).toContain(arn);
        }
      }
    }
  });

  it('lets the portal into both accounts with the external id', () => {
    for (const accountId of [acme, shop]) {
      const role =
        world.accounts[accountId].roles[
          roleArn(accountId, 'backstage-eks-access')
        ];
      expect(JSON.parse(role.trustPolicy).Statement[0]).toMatchObject({
        Principal: { AWS: `arn:aws:iam::${acme}:user/backstage-hub` },
        Condition: { StringEquals: { 'sts:ExternalId': exampleExternalId } },
      });
    }
  });

  it('has nothing from after its start', () => {
    const dates = [
      ...clusters.map(({ createdAt }) => createdAt),
      ...clusters.flatMap(({ entries }) =>
        Object.values(entries).map(({ createdAt }) => createdAt),
      ),
      ...Object.values(world.accounts).flatMap(({ roles }) =>
        Object.values(roles).map(({ createdAt }) => createdAt),
      ),
    ];
    expect(Math.max(...dates)).toBeLessThan(startedAt.getTime());
  });

  it('has no entry from before its cluster', () => {
    for (const cluster of clusters) {
      for (const { createdAt } of Object.values(cluster.entries)) {
        expect(createdAt).toBeGreaterThanOrEqual(cluster.createdAt);
      }
    }
  });

  it('has credentials that nobody takes for real ones', () => {
    const all = [
      exampleCredentials.hub,
      ...Object.values(exampleCredentials.administrators),
    ];
    for (const { accessKeyId, secretAccessKey } of all) {
      expect(accessKeyId).toMatch(/^AKIASIMULATOR/);
      expect(secretAccessKey).toMatch(/^simulator-/);
    }
  });
});
