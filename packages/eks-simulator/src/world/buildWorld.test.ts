import {
  aWorld,
  account,
  clusterArn,
  roleArn,
  testSeed,
  userArn,
} from '../__testUtils__/testWorld';
import { administratorName, buildWorld } from './buildWorld';
import { countingIds } from './ids';
import { worldSchema } from './schema';
import type { WorldSeed } from './seed';

function seedWith(change: Partial<WorldSeed['accounts'][number]>): WorldSeed {
  return { accounts: [{ ...testSeed.accounts[0], ...change }] };
}

const role = {
  name: 'twin',
  createdAt: '2025-01-01T00:00:00Z',
  trustPolicy: {
    Statement: [
      { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '*' } },
    ],
  },
};
const cluster = {
  name: 'twin',
  region: 'eu-west-1',
  createdAt: '2025-01-01T00:00:00Z',
  authenticationMode: 'API' as const,
};

describe('buildWorld', () => {
  it('makes plain data that survives JSON', () => {
    const world = aWorld();
    expect(worldSchema.parse(JSON.parse(JSON.stringify(world)))).toEqual(world);
  });

  it('gives the administrator a user', () => {
    expect(
      aWorld().accounts[account].users[userArn(administratorName)].accessKeys,
    ).toEqual([testSeed.accounts[0].administrator]);
  });

  it('keeps a trust policy as it was written', () => {
    const text =
      aWorld().accounts[account].roles[roleArn('teams/a')].trustPolicy;
    expect(JSON.parse(text)).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { AWS: `arn:aws:iam::${account}:root` },
        },
      ],
    });
  });

  it('gives an entry the id of its role, and a dead one another id', () => {
    const { roles } = aWorld().accounts[account];
    const { entries } = aWorld().clusters[clusterArn('open')];
    const idsOf = (arn: string) => [
      roles[arn].roleId,
      entries[arn].principalId,
    ];
    const [nodeRole, nodeEntry] = idsOf(roleArn('node'));
    const [rebornRole, rebornEntry] = idsOf(roleArn('teams/reborn'));
    expect(nodeEntry).toBe(nodeRole);
    expect(rebornEntry).not.toBe(rebornRole);
    expect(rebornEntry).toMatch(/^AROA/);
  });

  it.each<[string, Partial<WorldSeed['accounts'][number]>]>([
    ['two roles of one name', { roles: [role, { ...role, path: '/x/' }] }],
    ['two clusters of one name', { clusters: [cluster, cluster] }],
    ['a cluster name that is none', { clusters: [{ ...cluster, name: '?' }] }],
    [
      'an entry for no principal',
      {
        clusters: [
          {
            ...cluster,
            entries: [{ principalArn: 'x', createdAt: '2025-01-01T00:00:00Z' }],
          },
        ],
      },
    ],
    ['a trust policy that is none', { roles: [{ ...role, trustPolicy: {} }] }],
    ['an account id that is none', { accountId: '1' }],
  ])('refuses %s', (_, change) => {
    expect(() => buildWorld(seedWith(change), countingIds())).toThrow();
  });
});
