import {
  aContext,
  aWorld,
  account,
  after,
  clusterArn,
  otherAccount,
  policyArn,
  refusalOf,
  roleArn,
  testNow,
  userArn,
  valueOf,
} from '../__testUtils__/testWorld';
import {
  accessEntryLimit,
  createAccessEntry,
  deleteAccessEntry,
  describeAccessEntry,
  listAccessEntries,
  updateAccessEntry,
} from './accessEntries';
import {
  associateAccessPolicy,
  listAssociatedAccessPolicies,
} from './accessPolicies';
import { countingIds } from './ids';
import { withCluster } from './lookups';
import type { World } from './schema';

const key = { clusterName: 'open', principalArn: roleArn('teams/a') };

function create(
  world: World,
  input: Partial<Parameters<typeof createAccessEntry>[1]> = {},
  overrides: Parameters<typeof aContext>[1] = {},
) {
  return createAccessEntry(
    world,
    { ...key, ...input },
    aContext(world, overrides),
  );
}

describe('createAccessEntry', () => {
  it('makes a STANDARD entry with the id that the role has now', () => {
    const world = aWorld();
    const { answer } = valueOf(
      create(world, { kubernetesGroups: ['dev'], tags: { team: 'a' } }),
    );
    expect(answer).toEqual({
      principalArn: key.principalArn,
      principalId: world.accounts[account].roles[key.principalArn].roleId,
      accessEntryArn: `arn:aws:eks:eu-west-1:${account}:access-entry/open/role/${account}/a/00000000-0000-4000-8000-000000000001`,
      type: 'STANDARD',
      username: `arn:aws:sts::${account}:assumed-role/a/{{SessionName}}`,
      kubernetesGroups: ['dev'],
      tags: { team: 'a' },
      createdAt: testNow,
      modifiedAt: testNow,
      associations: {},
    });
  });

  it('takes a user, and a role of another account', () => {
    expect(create(aWorld(), { principalArn: userArn('portal') }).ok).toBe(true);
    expect(
      create(aWorld(), { principalArn: roleArn('far', otherAccount) }).ok,
    ).toBe(true);
  });

  it('takes an own username', () => {
    const { answer } = valueOf(create(aWorld(), { username: 'team-a' }));
    expect(answer.username).toBe('team-a');
  });

  it('gives a node entry the groups and the username of nodes', () => {
    const { answer } = valueOf(create(aWorld(), { type: 'EC2_LINUX' }));
    expect(answer).toMatchObject({
      username: 'system:node:{{EC2PrivateDNSName}}',
      kubernetesGroups: ['system:nodes'],
    });
  });

  it('leaves the world as it was before', () => {
    const world = aWorld();
    const before = JSON.stringify(world);
    create(world);
    expect(JSON.stringify(world)).toBe(before);
  });

  it.each([
    ['E1', { clusterName: 'closed' }],
    ['1.0/cluster-not-found', { clusterName: 'OPEN' }],
    ['E2', { principalArn: roleArn('node') }],
    ['E2', { principalArn: roleArn('teams/reborn') }],
    ['E3', { principalArn: roleArn('teams/nobody') }],
    ['E3', { principalArn: roleArn('a') }],
    ['E3', { principalArn: roleArn('teams/A') }],
    ['E3', { principalArn: roleArn('a', '999999999999') }],
    ['E5', { kubernetesGroups: ['dev', 'system:masters'] }],
    ['E6', { username: 'system:admin' }],
    [
      'E7',
      {
        principalArn: roleArn(
          'aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS',
        ),
      },
    ],
    ['E8', { type: 'EC2_LINUX', kubernetesGroups: ['dev'] }],
    ['E8', { type: 'EC2', username: 'a' }],
    ['E9', { type: 'standard' }],
    ['1.3/reserved-tag', { tags: { 'AWS:x': 'y' } }],
    ['1.0/tag-limits', { tags: { ['k'.repeat(129)]: 'y' } }],
    [
      '2.1/node-principal',
      { type: 'EC2_LINUX', principalArn: userArn('portal') },
    ],
    ['2.3/session-name', { username: 'a{{SessionName}}' }],
  ] as const)('is refused by %s for %j', (row, input) => {
    expect(refusalOf(create(aWorld(), input)).row).toBe(row);
  });

  it('sees only the clusters of the account and the Region of the call', () => {
    const elsewhere = create(aWorld(), {}, { region: 'us-east-1' });
    expect(refusalOf(elsewhere).row).toBe('1.0/cluster-not-found');
  });

  it(`holds ${accessEntryLimit} entries and no more [2.8]`, () => {
    const world = aWorld();
    const cluster = world.clusters[clusterArn('open')];
    const [node] = Object.values(cluster.entries);
    const others = accessEntryLimit - Object.keys(cluster.entries).length - 1;
    const filler = Array.from({ length: others }, (_, index) => {
      const principalArn = roleArn(`filler-${index}`);
      return [principalArn, { ...node, principalArn }];
    });
    const almostFull = withCluster(world, {
      ...cluster,
      entries: { ...cluster.entries, ...Object.fromEntries(filler) },
    });
    const full = valueOf(create(almostFull)).world;
    const next = create(full, { principalArn: roleArn('teams/b') });
    expect(refusalOf(next).row).toBe('2.8/entry-limit');
  });

  describe('with a client token', () => {
    const input = { clientRequestToken: 'token-1', tags: { team: 'a' } };

    it('answers a repetition with the first entry and changes nothing', () => {
      const first = valueOf(create(aWorld(), input));
      const second = valueOf(create(first.world, input));
      expect(second.answer).toBe(first.answer);
      expect(second.world).toBe(first.world);
    });

    it('refuses the token on other input', () => {
      const { world } = valueOf(create(aWorld(), input));
      const other = create(world, { ...input, tags: { team: 'b' } });
      expect(refusalOf(other).row).toBe('1.0/client-token-reused');
    });

    it('refuses a repetition with another token as in use', () => {
      const { world } = valueOf(create(aWorld(), input));
      const other = create(world, { ...input, clientRequestToken: 'token-2' });
      expect(refusalOf(other).row).toBe('E2');
    });

    it('keeps the tokens of accounts and Regions apart', () => {
      const { world } = valueOf(create(aWorld(), input));
      const caller = {
        ...aContext(world).caller,
        accountId: otherAccount,
      };
      expect(create(world, input, { caller, ids: countingIds() }).ok).toBe(
        true,
      );
    });

    it('makes a new entry once the first is deleted, as nobody may be told of an entry that is gone', () => {
      const { world } = valueOf(create(aWorld(), input));
      const deleted = after(world, deleteAccessEntry, key);
      const again = valueOf(
        create(deleted, input, {
          ids: { ...countingIds(), uuid: () => 'new' },
        }),
      );
      expect(again.answer.accessEntryArn).toMatch(/\/new$/);
    });
  });
});

describe('describeAccessEntry', () => {
  it('gives the entry for exactly the principal', () => {
    const { world, answer } = valueOf(create(aWorld()));
    expect(valueOf(describeAccessEntry(key, aContext(world)))).toBe(answer);
    const otherCase = { ...key, principalArn: roleArn('teams/A') };
    expect(refusalOf(describeAccessEntry(otherCase, aContext(world))).row).toBe(
      'E4',
    );
  });

  it('shows the entry that EKS made for its service-linked role', () => {
    const principalArn = roleArn(
      'aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS',
    );
    const world = aWorld();
    expect(
      describeAccessEntry({ ...key, principalArn }, aContext(world)).ok,
    ).toBe(true);
  });
});

describe('listAccessEntries', () => {
  const world = after(aWorld(), createAccessEntry, key);

  it('gives principal ARNs, sorted', () => {
    expect(
      valueOf(listAccessEntries({ clusterName: 'open' }, aContext(world))),
    ).toEqual({
      items: [
        roleArn(
          'aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS',
        ),
        roleArn('node'),
        roleArn('teams/a'),
        roleArn('teams/reborn'),
      ],
    });
  });

  it('gives those with a policy when asked', () => {
    const list = (name: string) =>
      listAccessEntries(
        { clusterName: 'open', associatedPolicyArn: policyArn(name) },
        aContext(world),
      );
    expect(valueOf(list('AmazonEKSViewPolicy')).items).toEqual([
      roleArn('teams/reborn'),
    ]);
    expect(valueOf(list('AmazonEKSEditPolicy')).items).toEqual([]);
    expect(refusalOf(list('NoSuchPolicy')).row).toBe('2.5/unknown-policy');
  });

  it('refuses the token of another filter', () => {
    const page = valueOf(
      listAccessEntries(
        { clusterName: 'open', maxResults: 1 },
        aContext(world),
      ),
    );
    const other = listAccessEntries(
      {
        clusterName: 'open',
        nextToken: page.nextToken,
        associatedPolicyArn: policyArn('AmazonEKSViewPolicy'),
      },
      aContext(world),
    );
    expect(refusalOf(other).row).toBe('1.0/next-token');
  });
});

describe('updateAccessEntry', () => {
  const world = after(aWorld(), createAccessEntry, {
    ...key,
    kubernetesGroups: ['dev', 'ops'],
    username: 'team-a',
  });
  const update = (
    input: Partial<Parameters<typeof updateAccessEntry>[1]>,
    from: World = world,
  ) =>
    updateAccessEntry(
      from,
      { ...key, ...input },
      aContext(from, { now: testNow + 1000 }),
    );

  it('replaces the whole list of groups', () => {
    expect(valueOf(update({ kubernetesGroups: ['qa'] })).answer).toMatchObject({
      kubernetesGroups: ['qa'],
      username: 'team-a',
      createdAt: testNow,
      modifiedAt: testNow + 1000,
    });
    expect(
      valueOf(update({ kubernetesGroups: [] })).answer.kubernetesGroups,
    ).toEqual([]);
  });

  it('keeps what is not given', () => {
    expect(valueOf(update({ username: 'a' })).answer).toMatchObject({
      kubernetesGroups: ['dev', 'ops'],
      username: 'a',
    });
  });

  it('does not do again what a repeated token has done', () => {
    const once = valueOf(
      update({ kubernetesGroups: ['qa'], clientRequestToken: 't' }),
    ).world;
    const moved = valueOf(update({ kubernetesGroups: ['later'] }, once)).world;
    const repeated = valueOf(
      update({ kubernetesGroups: ['qa'], clientRequestToken: 't' }, moved),
    );
    expect(repeated.answer.kubernetesGroups).toEqual(['later']);
  });

  it.each([
    ['E5', { kubernetesGroups: ['system:masters'] }],
    ['E6', { username: 'eks:a' }],
    ['2.3/session-name', { username: 'a{{SessionName}}' }],
    ['E4', { principalArn: roleArn('teams/b') }],
    ['E8', { principalArn: roleArn('node'), kubernetesGroups: ['dev'] }],
    [
      'E7',
      {
        principalArn: roleArn(
          'aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS',
        ),
      },
    ],
    ['E1', { clusterName: 'closed' }],
  ] as const)('is refused by %s for %j', (row, input) => {
    expect(refusalOf(update(input)).row).toBe(row);
  });
});

describe('deleteAccessEntry', () => {
  it('drops the associations with the entry', () => {
    const associated = after(
      after(aWorld(), createAccessEntry, key),
      associateAccessPolicy,
      {
        ...key,
        policyArn: policyArn('AmazonEKSViewPolicy'),
        accessScope: { type: 'cluster', namespaces: [] },
      },
    );
    const again = after(
      after(associated, deleteAccessEntry, key),
      createAccessEntry,
      key,
    );
    expect(
      valueOf(listAssociatedAccessPolicies(key, aContext(again))).items,
    ).toEqual([]);
  });

  it('takes a node entry and a dead entry away too', () => {
    const world = aWorld();
    for (const principalArn of [roleArn('node'), roleArn('teams/reborn')]) {
      expect(
        deleteAccessEntry(world, { ...key, principalArn }, aContext(world)).ok,
      ).toBe(true);
    }
  });

  it.each([
    ['E4', { principalArn: roleArn('teams/b') }],
    [
      'E7',
      {
        principalArn: roleArn(
          'aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS',
        ),
      },
    ],
    ['E1', { clusterName: 'closed' }],
  ] as const)('is refused by %s for %j', (row, input) => {
    const world = aWorld();
    expect(
      refusalOf(deleteAccessEntry(world, { ...key, ...input }, aContext(world)))
        .row,
    ).toBe(row);
  });
});
