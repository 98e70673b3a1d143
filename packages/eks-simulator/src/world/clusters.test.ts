import {
  aContext,
  aWorld,
  clusterArn,
  otherAccount,
  refusalOf,
  roleArn,
  testNow,
  valueOf,
} from '../__testUtils__/testWorld';
import { createAccessEntry } from './accessEntries';
import {
  describeCluster,
  describeUpdate,
  listClusters,
  listUpdates,
  settleUpdates,
  statusOf,
  updateClusterConfig,
} from './clusters';
import { authenticationModes, type World } from './schema';

describe('listClusters', () => {
  it('gives the clusters of the account and the Region', () => {
    const world = aWorld();
    const names = (overrides: Parameters<typeof aContext>[1]) =>
      valueOf(listClusters({}, aContext(world, overrides))).items;
    const caller = { ...aContext(world).caller, accountId: otherAccount };
    expect(names({})).toEqual(['both', 'closed', 'open']);
    expect(names({ caller })).toEqual(['open']);
    expect(names({ region: 'us-east-1' })).toEqual([]);
  });
});

describe('describeCluster', () => {
  it('knows names by their exact case', () => {
    const world = aWorld();
    expect(
      valueOf(describeCluster({ name: 'open' }, aContext(world))).arn,
    ).toBe(clusterArn('open'));
    const other = describeCluster({ name: 'Open' }, aContext(world));
    expect(refusalOf(other)).toMatchObject({
      row: '1.0/cluster-not-found',
      message: 'No cluster found for name: Open.',
    });
  });
});

describe('updateClusterConfig', () => {
  const change = (
    world: World,
    name: string,
    authenticationMode: (typeof authenticationModes)[number],
    clientRequestToken?: string,
  ) =>
    updateClusterConfig(
      world,
      { name, accessConfig: { authenticationMode }, clientRequestToken },
      aContext(world),
    );

  it('keeps the old mode and UPDATING until the update completes', () => {
    const { world, answer } = valueOf(
      change(aWorld(), 'closed', 'API_AND_CONFIG_MAP'),
    );
    const before = settleUpdates(world, testNow + 999);
    expect(before).toBe(world);
    expect(statusOf(before.clusters[clusterArn('closed')])).toBe('UPDATING');
    expect(
      refusalOf(
        createAccessEntry(
          before,
          { clusterName: 'closed', principalArn: roleArn('teams/a') },
          aContext(before),
        ),
      ).row,
    ).toBe('E1');

    const settled = settleUpdates(world, testNow + 1000);
    const cluster = settled.clusters[clusterArn('closed')];
    expect(statusOf(cluster)).toBe('ACTIVE');
    expect(cluster.authenticationMode).toBe('API_AND_CONFIG_MAP');
    const update = { name: 'closed', updateId: answer.id };
    expect(valueOf(describeUpdate(update, aContext(settled))).status).toBe(
      'Successful',
    );
    expect(
      valueOf(listUpdates({ name: 'closed' }, aContext(settled))).items,
    ).toEqual([answer.id]);
  });

  it('lets entries be made once the mode knows them', () => {
    const { world } = valueOf(change(aWorld(), 'closed', 'API_AND_CONFIG_MAP'));
    const settled = settleUpdates(world, testNow + 1000);
    const made = createAccessEntry(
      settled,
      { clusterName: 'closed', principalArn: roleArn('teams/a') },
      aContext(settled),
    );
    expect(made.ok).toBe(true);
  });

  it('runs one update at a time', () => {
    const { world } = valueOf(change(aWorld(), 'closed', 'API_AND_CONFIG_MAP'));
    expect(refusalOf(change(world, 'closed', 'API')).row).toBe(
      '1.3/update-running',
    );
  });

  it('answers a repeated token with the first update', () => {
    const first = valueOf(change(aWorld(), 'both', 'API', 'token'));
    const second = valueOf(change(first.world, 'both', 'API', 'token'));
    expect(second.answer).toBe(first.answer);
    expect(second.world).toBe(first.world);
  });

  const names = {
    CONFIG_MAP: 'closed',
    API_AND_CONFIG_MAP: 'both',
    API: 'open',
  };
  const forward = ['CONFIG_MAP API_AND_CONFIG_MAP', 'API_AND_CONFIG_MAP API'];
  const steps = authenticationModes.flatMap(from =>
    authenticationModes.map(to => ({
      from,
      to,
      allowed: forward.includes(`${from} ${to}`),
    })),
  );
  it.each(steps)('from $from to $to: $allowed [E10]', step => {
    const outcome = change(aWorld(), names[step.from], step.to);
    expect(outcome.ok).toBe(step.allowed);
    const row = outcome.ok ? undefined : outcome.refusal.row;
    expect(row).toBe(step.allowed ? undefined : 'E10');
  });

  it('does not know the update of another cluster', () => {
    const { world, answer } = valueOf(change(aWorld(), 'both', 'API'));
    const elsewhere = { name: 'open', updateId: answer.id };
    expect(refusalOf(describeUpdate(elsewhere, aContext(world))).row).toBe(
      '1.3/update-not-found',
    );
  });
});
