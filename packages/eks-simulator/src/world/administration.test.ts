import {
  aContext,
  aWorld,
  account,
  clusterArn,
  refusalOf,
  region,
  roleArn,
  testNow,
  valueOf,
} from '../__testUtils__/testWorld';
import { describeAccessEntry } from './accessEntries';
import {
  createCluster,
  createRole,
  deleteCluster,
  deleteRole,
  recreateRole,
  setTrustPolicy,
  tagEntry,
} from './administration';
import { countingIds } from './ids';
import { reachOf } from './reach';

const trustPolicy = JSON.stringify({
  Statement: {
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { AWS: '*' },
  },
});

function context() {
  const ids = countingIds();
  return { now: testNow, ids: { ...ids, principalId: () => 'AROANEW' } };
}

describe('createRole', () => {
  const input = { accountId: account, path: '/teams/', name: 'c', trustPolicy };

  it('makes a role with its path in the ARN and a new id', () => {
    const world = valueOf(createRole(aWorld(), input, context()));
    expect(world.accounts[account].roles[roleArn('teams/c')]).toMatchObject({
      name: 'c',
      path: '/teams/',
      roleId: 'AROANEW',
      createdAt: testNow,
    });
  });

  it.each([
    ['5.1/role-exists', { name: 'a' }],
    ['5.1/role-exists', { name: 'A', path: '/other/' }],
    ['5.1/invalid-role', { name: 'a b' }],
    ['5.1/invalid-role', { name: 'x'.repeat(65) }],
    ['5.1/invalid-role', { path: 'teams' }],
    ['5.1/invalid-role', { name: 'deep/c' }],
    ['5.1/invalid-role', { accountId: '999999999999' }],
    ['5.1/malformed-policy', { trustPolicy: '{}' }],
  ] as const)('is refused by %s for %j', (row, change) => {
    const outcome = createRole(aWorld(), { ...input, ...change }, context());
    expect(refusalOf(outcome).row).toBe(row);
  });
});

describe('a role that is made again under its ARN', () => {
  it('kills the entry that was made for the former one', () => {
    const arn = roleArn('node');
    const before = aWorld();
    expect(reachOf(before, clusterArn('open'), arn).outcome).toBe('reaches');
    const again = valueOf(recreateRole(before, arn, context()));
    expect(reachOf(again, clusterArn('open'), arn).outcome).toBe('dead-entry');
    expect(again.accounts[account].roles[arn]).toMatchObject({
      roleId: 'AROANEW',
      createdAt: testNow,
      trustPolicy: before.accounts[account].roles[arn].trustPolicy,
    });
  });

  it('leaves the entry to look as before [2.2]', () => {
    const key = { clusterName: 'open', principalArn: roleArn('node') };
    const before = aWorld();
    const again = valueOf(recreateRole(before, key.principalArn, context()));
    expect(valueOf(describeAccessEntry(key, aContext(again)))).toEqual(
      valueOf(describeAccessEntry(key, aContext(before))),
    );
  });

  it('is the same by deleting and creating', () => {
    const gone = valueOf(deleteRole(aWorld(), roleArn('node')));
    expect(reachOf(gone, clusterArn('open'), roleArn('node')).outcome).toBe(
      'no-principal',
    );
    const again = valueOf(
      createRole(
        gone,
        { accountId: account, path: '/', name: 'node', trustPolicy },
        context(),
      ),
    );
    expect(reachOf(again, clusterArn('open'), roleArn('node')).outcome).toBe(
      'dead-entry',
    );
  });
});

describe('acts on a role that is not there', () => {
  it.each([
    ['5.1/no-such-role', roleArn('nobody')],
    ['5.1/no-such-role', roleArn('a')],
    ['5.1/invalid-role', 'nobody'],
    ['5.1/invalid-role', roleArn('a', '999999999999')],
  ] as const)('are refused by %s for %s', (row, arn) => {
    const world = aWorld();
    const rows = [
      deleteRole(world, arn),
      recreateRole(world, arn, context()),
      setTrustPolicy(world, arn, trustPolicy),
    ].map(outcome => refusalOf(outcome).row);
    expect(rows).toEqual([row, row, row]);
  });
});

describe('setTrustPolicy', () => {
  it('replaces the policy and keeps the id of the role', () => {
    const before = aWorld();
    const arn = roleArn('teams/a');
    const after = valueOf(setTrustPolicy(before, arn, trustPolicy));
    expect(after.accounts[account].roles[arn]).toEqual({
      ...before.accounts[account].roles[arn],
      trustPolicy,
    });
  });

  it('refuses a text that is no policy', () => {
    expect(
      refusalOf(setTrustPolicy(aWorld(), roleArn('teams/a'), 'x')).row,
    ).toBe('5.1/malformed-policy');
  });
});

describe('tagEntry', () => {
  const input = {
    clusterArn: clusterArn('open'),
    principalArn: roleArn('node'),
    tags: { 'aws:cloudformation:stack-name': 'nodes' },
  };

  it('sets also the tags that only AWS itself may set', () => {
    const world = valueOf(tagEntry(aWorld(), input));
    expect(
      world.clusters[input.clusterArn].entries[input.principalArn].tags,
    ).toEqual(input.tags);
  });

  it('needs the cluster and the entry', () => {
    const world = aWorld();
    expect(
      refusalOf(tagEntry(world, { ...input, clusterArn: 'open' })).row,
    ).toBe('1.0/cluster-not-found');
    expect(
      refusalOf(tagEntry(world, { ...input, principalArn: roleArn('x') })).row,
    ).toBe('E4');
  });
});

describe('createCluster', () => {
  const input = {
    accountId: account,
    region,
    name: 'New_One',
    version: '1.33',
    authenticationMode: 'API' as const,
    bootstrapClusterCreatorAdminPermissions: true,
    tags: {},
  };

  it('keeps the case of the name', () => {
    const { cluster } = valueOf(createCluster(aWorld(), input, context()));
    expect(cluster).toMatchObject({
      arn: clusterArn('New_One'),
      createdAt: testNow,
      entries: {},
    });
  });

  it('made again after deletion has the ARN of the former one and another time', () => {
    const gone = valueOf(deleteCluster(aWorld(), clusterArn('open')));
    const { cluster } = valueOf(
      createCluster(gone, { ...input, name: 'open' }, context()),
    );
    const former = aWorld().clusters[clusterArn('open')];
    expect(cluster.arn).toBe(former.arn);
    expect(cluster.createdAt).not.toBe(former.createdAt);
    expect(cluster.entries).toEqual({});
  });

  it.each([
    ['1.3/cluster-exists', { name: 'open' }],
    ['1.3/cluster-name', { name: '-x' }],
    ['1.3/cluster-name', { name: 'a/b' }],
    ['1.3/cluster-name', { name: 'x'.repeat(101) }],
    ['1.3/cluster-name', { accountId: '999999999999' }],
    [
      'E11',
      {
        authenticationMode: 'CONFIG_MAP',
        bootstrapClusterCreatorAdminPermissions: false,
      },
    ],
  ] as const)('is refused by %s for %j', (row, change) => {
    const outcome = createCluster(aWorld(), { ...input, ...change }, context());
    expect(refusalOf(outcome).row).toBe(row);
  });

  it('cannot be undone for a cluster that is not there', () => {
    expect(refusalOf(deleteCluster(aWorld(), clusterArn('x'))).row).toBe(
      '1.0/cluster-not-found',
    );
  });
});
