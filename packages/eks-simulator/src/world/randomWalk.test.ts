import fc from 'fast-check';
import {
  aContext,
  account,
  clusterArn,
  policyArn,
  roleArn,
  testNow,
  testSeed,
  userArn,
} from '../__testUtils__/testWorld';
import type { Outcome, Refusal } from '../refusals';
import {
  createAccessEntry,
  deleteAccessEntry,
  updateAccessEntry,
} from './accessEntries';
import {
  associateAccessPolicy,
  disassociateAccessPolicy,
} from './accessPolicies';
import { createRole, deleteRole, recreateRole } from './administration';
import { buildWorld } from './buildWorld';
import { settleUpdates, updateClusterConfig } from './clusters';
import type { Change, OperationContext } from './context';
import { countingIds, type Ids } from './ids';
import { reachOf } from './reach';
import { authenticationModes, worldSchema, type World } from './schema';
import { tagResource } from './tags';

// Few names, so that steps meet, and mostly good ones, so that most of them get as far as having something to collide
// with. The last test of this file measures both.
function mostly<T>(good: readonly T[], bad: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...good) },
    { weight: 1, arbitrary: fc.constantFrom(...bad) },
  );
}

const clusterName = mostly(['open', 'open', 'both'], ['closed', 'none']);
const principalArn = mostly(
  [roleArn('teams/a'), roleArn('teams/b'), userArn('portal')],
  [
    roleArn('teams/reborn'),
    roleArn('node'),
    roleArn('aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS'),
    `arn:aws:sts::${account}:assumed-role/a/ana`,
  ],
);
const key = { clusterName, principalArn };
const policy = mostly(
  [policyArn('AmazonEKSViewPolicy'), policyArn('AmazonEKSEditPolicy')],
  [policyArn('OwnPolicy')],
);
const accessScope = fc.record({
  type: fc.constantFrom('cluster' as const, 'namespace' as const),
  namespaces: fc.subarray(['one', 'two', 'dev-*']),
});
const groups = fc.array(mostly(['dev', 'ops'], ['system:masters']), {
  maxLength: 2,
});
const username = mostly(
  ['ana', 'acme:{{SessionName}}'],
  ['{{SessionName}}', 'eks:a'],
);
const token = fc.constantFrom(undefined, undefined, 'token-1', 'token-2');

interface Walker {
  readonly world: World;
  readonly context: OperationContext;
}

type Step = (walker: Walker) => Outcome<World>;

function aws<Input, T>(
  input: fc.Arbitrary<Input>,
  write: (
    world: World,
    input: Input,
    context: OperationContext,
  ) => Outcome<Change<T>>,
): fc.Arbitrary<Step> {
  return input.map(value => ({ world, context }) => {
    const change = write(world, value, context);
    return change.ok ? { ok: true, value: change.value.world } : change;
  });
}

const trustPolicy = JSON.stringify({
  Statement: {
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { AWS: '*' },
  },
});
const teamRole = fc.constantFrom('a', 'b');

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: aws(
      fc.record({
        ...key,
        kubernetesGroups: groups,
        clientRequestToken: token,
        username: fc.option(username, { nil: undefined }),
        type: mostly(['STANDARD'], ['EC2_LINUX', 'EC2', 'x']),
      }),
      createAccessEntry,
    ),
  },
  {
    weight: 4,
    arbitrary: aws(
      fc.record({
        ...key,
        policyArn: policy,
        accessScope,
      }),
      associateAccessPolicy,
    ),
  },
  aws(
    fc.record({ ...key, kubernetesGroups: groups, username }),
    updateAccessEntry,
  ),
  aws(fc.record(key), deleteAccessEntry),
  aws(fc.record({ ...key, policyArn: policy }), disassociateAccessPolicy),
  {
    weight: 3,
    arbitrary: aws(
      fc.record({
        name: fc.constantFrom('closed', 'both', 'open'),
        accessConfig: fc.record({
          authenticationMode: fc.constantFrom(...authenticationModes),
        }),
        clientRequestToken: token,
      }),
      updateClusterConfig,
    ),
  },
  aws(
    fc.record({
      resourceArn: clusterName.map(clusterArn),
      tags: fc.dictionary(fc.constantFrom('a', 'aws:a'), fc.constant('v')),
    }),
    tagResource,
  ),
  teamRole.map(
    name =>
      ({ world }: Walker) =>
        deleteRole(world, roleArn(`teams/${name}`)),
  ),
  teamRole.map(
    name =>
      ({ world, context }: Walker) =>
        recreateRole(world, roleArn(`teams/${name}`), context),
  ),
  teamRole.map(
    name =>
      ({ world, context }: Walker) =>
        createRole(
          world,
          { accountId: account, path: '/teams/', name, trustPolicy },
          context,
        ),
  ),
);

function walk(
  taken: readonly Step[],
  see: (before: World, after: World, refusal: Refusal | undefined) => void,
): void {
  const ids: Ids = countingIds();
  let world = buildWorld(testSeed, ids);
  for (const [index, step] of taken.entries()) {
    const now = testNow + index * 700;
    const before = settleUpdates(world, now);
    const context = aContext(before, { now, ids, clusterUpdateMs: 5000 });
    const outcome = step({ world: before, context });
    world = outcome.ok ? outcome.value : before;
    see(before, world, outcome.ok ? undefined : outcome.refusal);
  }
}

function entriesOf(world: World) {
  return Object.values(world.clusters).flatMap(cluster =>
    Object.entries(cluster.entries).map(([arn, entry]) => ({
      cluster,
      arn,
      entry,
    })),
  );
}

const walks = fc.array(steps, { minLength: 20, maxLength: 60 });

function always(
  law: (before: World, after: World, refusal: Refusal | undefined) => void,
): void {
  fc.assert(
    fc.property(walks, taken => walk(taken, law)),
    { numRuns: 150 },
  );
}

describe('a random walk through the world', () => {
  it('always has one entry per principal and each policy at most once', () => {
    always((_, world) => {
      for (const { arn, entry } of entriesOf(world)) {
        expect(entry.principalArn).toBe(arn);
        for (const [policyKey, association] of Object.entries(
          entry.associations,
        )) {
          expect(association.policyArn).toBe(policyKey);
        }
      }
      const arns = entriesOf(world).map(({ entry }) => entry.accessEntryArn);
      expect(new Set(arns).size).toBe(arns.length);
    });
  });

  it('never has namespace scope without namespaces, nor cluster scope with any', () => {
    always((_, world) => {
      for (const { entry } of entriesOf(world)) {
        for (const { accessScope } of Object.values(entry.associations)) {
          expect(accessScope.type === 'namespace').toBe(
            accessScope.namespaces.length > 0,
          );
        }
      }
    });
  });

  it('never gives an entry of nodes a policy', () => {
    always((_, world) => {
      const withPolicy = entriesOf(world).filter(
        ({ entry }) => Object.keys(entry.associations).length > 0,
      );
      const types = new Set(withPolicy.map(({ entry }) => entry.type));
      expect(types).not.toContain('EC2_LINUX');
    });
  });

  it('never gives a STANDARD entry a group or a username of Kubernetes', () => {
    always((_, world) => {
      for (const { entry } of entriesOf(world)) {
        const ownNames =
          entry.type === 'STANDARD'
            ? [entry.username, ...entry.kubernetesGroups]
            : [];
        expect(ownNames.filter(name => name.startsWith('system:'))).toEqual([]);
      }
    });
  });

  it('never changes type, principal id or creation time of an entry', () => {
    const fixed = (world: World) =>
      entriesOf(world).map(({ entry }) => {
        const { accessEntryArn, type, principalId, createdAt } = entry;
        return { accessEntryArn, type, principalId, createdAt };
      });
    always((before, after) => {
      const living = new Set(
        entriesOf(before).map(({ entry }) => entry.accessEntryArn),
      );
      const kept = fixed(after).filter(({ accessEntryArn }) =>
        living.has(accessEntryArn),
      );
      expect(fixed(before)).toEqual(expect.arrayContaining(kept));
    });
  });

  it('never lets in a principal with another id than that of its entry', () => {
    always((_, world) => {
      const { roles, users } = world.accounts[account];
      const wrong = entriesOf(world).filter(
        ({ cluster, arn, entry }) =>
          reachOf(world, cluster.arn, arn).outcome === 'reaches' &&
          (roles[arn]?.roleId ?? users[arn]?.userId) !== entry.principalId,
      );
      expect(wrong).toEqual([]);
    });
  });

  it('never touches the entry of the service-linked role', () => {
    const arn = roleArn(
      'aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS',
    );
    always((before, after) => {
      const of = (world: World) =>
        world.clusters[clusterArn('open')].entries[arn];
      expect(of(after)).toBe(of(before));
    });
  });

  it('never goes back in the authentication mode', () => {
    const order = [...authenticationModes];
    always((before, after) => {
      for (const [arn, cluster] of Object.entries(after.clusters)) {
        const was = order.indexOf(before.clusters[arn].authenticationMode);
        expect(
          order.indexOf(cluster.authenticationMode),
        ).toBeGreaterThanOrEqual(was);
      }
    });
  });

  it('never has a client token for an entry that is gone', () => {
    always((_, world) => {
      const living = new Set([
        ...entriesOf(world).map(({ entry }) => entry.accessEntryArn),
        ...Object.values(world.clusters).flatMap(({ updates }) =>
          updates.map(({ id }) => id),
        ),
      ]);
      for (const { made } of Object.values(world.clientTokens)) {
        expect(living).toContain(made);
      }
    });
  });

  it('is always plain data that a state file can hold', () => {
    always((_, world) => {
      expect(worldSchema.safeParse(JSON.parse(JSON.stringify(world)))).toEqual({
        success: true,
        data: world,
      });
    });
  });

  it('meets most of the rules, so that the laws above are about something', () => {
    const met = new Map<string, number>();
    let written = 0;
    fc.assert(
      fc.property(walks, taken =>
        walk(taken, (before, after, refusal) => {
          if (refusal) met.set(refusal.row, (met.get(refusal.row) ?? 0) + 1);
          if (before !== after) written += 1;
        }),
      ),
      { numRuns: 300 },
    );
    expect([...met.keys()]).toEqual(
      expect.arrayContaining([
        ...['E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'E7', 'E8', 'E9', 'E10'],
        ...['1.0/client-token-reused', '1.3/update-running'],
        ...['2.5/namespaces-missing', '2.5/cluster-with-namespaces'],
      ]),
    );
    expect(written).toBeGreaterThan(1500);
  });
});
