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
} from './testWorld';
import type { Outcome, Refusal } from '../refusals';
import {
  createAccessEntry,
  deleteAccessEntry,
  updateAccessEntry,
} from '../world/accessEntries';
import {
  associateAccessPolicy,
  disassociateAccessPolicy,
} from '../world/accessPolicies';
import { createRole, deleteRole, recreateRole } from '../world/administration';
import { buildWorld } from '../world/buildWorld';
import { settleUpdates, updateClusterConfig } from '../world/clusters';
import type { Change, OperationContext } from '../world/context';
import { countingIds, type Ids } from '../world/ids';
import { authenticationModes, type World } from '../world/schema';
import { tagResource } from '../world/tags';

// Few names, so that steps meet, and mostly good ones, so that most of them get as far as having something to collide
// with. A test of the walk measures both.
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
const scope = fc.record({
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
        accessScope: scope,
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

/** What a law looks at: the world before a step, and after it with the time of the step. */
export interface Taken {
  readonly before: World;
  readonly after: World;
  readonly refusal: Refusal | undefined;
}

/** Random walks of 20 to 60 steps through the test world, 700 ms apart: calls to AWS and acts of administrators. */
export const walks: fc.Arbitrary<readonly Taken[]> = fc
  .array(steps, { minLength: 20, maxLength: 60 })
  .map(taken => {
    const ids: Ids = countingIds();
    let world = buildWorld(testSeed, ids);
    return taken.map((step, index) => {
      const before = world;
      const now = testNow + index * 700;
      const settled = settleUpdates(before, now);
      const context = aContext(settled, { now, ids, clusterUpdateMs: 5000 });
      const outcome = step({ world: settled, context });
      world = outcome.ok ? outcome.value : settled;
      const refusal = outcome.ok ? undefined : outcome.refusal;
      return { before, after: world, refusal };
    });
  });
