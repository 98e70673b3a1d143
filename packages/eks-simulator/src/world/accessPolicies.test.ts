import {
  aContext,
  aWorld,
  after,
  policyArn,
  refusalOf,
  roleArn,
  testNow,
  valueOf,
} from '../__testUtils__/testWorld';
import { createAccessEntry } from './accessEntries';
import {
  associateAccessPolicy,
  disassociateAccessPolicy,
  listAccessPolicies,
  listAssociatedAccessPolicies,
} from './accessPolicies';
import type { AccessScope, World } from './schema';

const key = { clusterName: 'open', principalArn: roleArn('teams/a') };
const view = policyArn('AmazonEKSViewPolicy');
const edit = policyArn('AmazonEKSEditPolicy');

function namespaces(...names: string[]): AccessScope {
  return { type: 'namespace', namespaces: names };
}

const wholeCluster: AccessScope = { type: 'cluster', namespaces: [] };

function withEntries(): World {
  return after(aWorld(), createAccessEntry, key);
}

function scopesOf(world: World) {
  const page = valueOf(listAssociatedAccessPolicies(key, aContext(world)));
  return page.items.map(({ policyArn: policy, accessScope }) => [
    policy,
    accessScope,
  ]);
}

describe('associateAccessPolicy', () => {
  it('replaces the whole scope of a policy that is there already', () => {
    const first = after(withEntries(), associateAccessPolicy, {
      ...key,
      policyArn: view,
      accessScope: namespaces('one', 'two'),
    });
    const { world, answer } = valueOf(
      associateAccessPolicy(
        first,
        { ...key, policyArn: view, accessScope: namespaces('three') },
        aContext(first, { now: testNow + 5000 }),
      ),
    );
    expect(scopesOf(world)).toEqual([[view, namespaces('three')]]);
    expect(answer).toMatchObject({
      associatedAt: testNow,
      modifiedAt: testNow + 5000,
    });
  });

  it('goes from namespaces to the whole cluster and back', () => {
    const scopes = [namespaces('one'), wholeCluster, namespaces('one')];
    let world = withEntries();
    for (const accessScope of scopes) {
      world = after(world, associateAccessPolicy, {
        ...key,
        policyArn: view,
        accessScope,
      });
      expect(scopesOf(world)).toEqual([[view, accessScope]]);
    }
  });

  it('gives several policies each its own scope', () => {
    const first = after(withEntries(), associateAccessPolicy, {
      ...key,
      policyArn: view,
      accessScope: wholeCluster,
    });
    const both = after(first, associateAccessPolicy, {
      ...key,
      policyArn: edit,
      accessScope: namespaces('one'),
    });
    expect(scopesOf(both)).toEqual([
      [edit, namespaces('one')],
      [view, wholeCluster],
    ]);
  });

  it('works on a dead entry, which looks like any other [2.2]', () => {
    const world = aWorld();
    expect(
      associateAccessPolicy(
        world,
        {
          ...key,
          principalArn: roleArn('teams/reborn'),
          policyArn: edit,
          accessScope: wholeCluster,
        },
        aContext(world),
      ).ok,
    ).toBe(true);
  });

  it.each([
    ['E1', { clusterName: 'closed' }],
    ['1.0/cluster-not-found', { clusterName: 'Open' }],
    ['E4', { principalArn: roleArn('teams/b') }],
    [
      'E7',
      {
        principalArn: roleArn(
          'aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS',
        ),
      },
    ],
    ['E8', { principalArn: roleArn('node') }],
    ['2.5/unknown-policy', { policyArn: policyArn('MyOwnPolicy') }],
    ['2.5/namespaces-missing', { accessScope: namespaces() }],
    [
      '2.5/cluster-with-namespaces',
      { accessScope: { type: 'cluster', namespaces: ['one'] } },
    ],
  ] as const)('is refused by %s for %j', (row, input) => {
    const world = withEntries();
    const outcome = associateAccessPolicy(
      world,
      { ...key, policyArn: view, accessScope: wholeCluster, ...input },
      aContext(world),
    );
    expect(refusalOf(outcome).row).toBe(row);
  });
});

describe('disassociateAccessPolicy', () => {
  it('removes the policy for all its namespaces and leaves the others', () => {
    let world = withEntries();
    for (const policy of [view, edit]) {
      world = after(world, associateAccessPolicy, {
        ...key,
        policyArn: policy,
        accessScope: namespaces('one', 'two'),
      });
    }
    const left = after(world, disassociateAccessPolicy, {
      ...key,
      policyArn: view,
    });
    expect(scopesOf(left)).toEqual([[edit, namespaces('one', 'two')]]);
  });

  it.each([
    ['1.1/policy-not-associated', { policyArn: edit }],
    ['1.1/policy-not-associated', { policyArn: '__proto__' }],
    ['E4', { principalArn: roleArn('teams/b') }],
    ['E1', { clusterName: 'closed' }],
  ] as const)('is refused by %s for %j', (row, input) => {
    const world = withEntries();
    const outcome = disassociateAccessPolicy(
      world,
      { ...key, policyArn: view, ...input },
      aContext(world),
    );
    expect(refusalOf(outcome).row).toBe(row);
  });
});

describe('listAccessPolicies', () => {
  it('gives the 33 policies in the partition of the caller', () => {
    const world = aWorld();
    const { items } = valueOf(listAccessPolicies({}, aContext(world)));
    expect(items).toHaveLength(33);
    expect(items).toContainEqual({ name: 'AmazonEKSViewPolicy', arn: view });

    const caller = { ...aContext(world).caller, partition: 'aws-cn' };
    const china = valueOf(listAccessPolicies({}, aContext(world, { caller })));
    expect(china.items[0].arn).toMatch(/^arn:aws-cn:eks::aws:/);
  });
});
