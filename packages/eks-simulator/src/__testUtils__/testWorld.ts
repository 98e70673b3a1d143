import type { Outcome, Refusal } from '../refusals';
import {
  buildWorld,
  countingIds,
  type Change,
  type OperationContext,
  type World,
  type WorldSeed,
} from '../world';

/** When the test world is "now": all dates in the seed are before it. */
export const testNow = Date.parse('2026-03-01T12:00:00Z');

export const account = '111122223333';
export const otherAccount = '444455556666';
export const region = 'eu-west-1';

export function roleArn(pathAndName: string, accountId: string = account) {
  return `arn:aws:iam::${accountId}:role/${pathAndName}`;
}

export function userArn(name: string) {
  return `arn:aws:iam::${account}:user/${name}`;
}

export function clusterArn(name: string) {
  return `arn:aws:eks:${region}:${account}:cluster/${name}`;
}

export function policyArn(name: string) {
  return `arn:aws:eks::aws:cluster-access-policy/${name}`;
}

export const keys = {
  administrator: {
    accessKeyId: 'AKIATESTADMINISTRATO',
    secretAccessKey: 'administrator-secret',
  },
  portal: {
    accessKeyId: 'AKIATESTPORTAL000000',
    secretAccessKey: 'portal-secret',
  },
};

const madeAt = '2025-06-01T00:00:00Z';

function trust(statement: object) {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', ...statement }],
  };
}

const trustPortal = trust({
  Principal: { AWS: userArn('portal') },
  Condition: { StringEquals: { 'sts:ExternalId': 'the-external-id' } },
});

const trustAccount = trust({
  Principal: { AWS: `arn:aws:iam::${account}:root` },
});

function role(name: string, path: string = '/', trustPolicy = trustAccount) {
  return { name, path, createdAt: madeAt, trustPolicy };
}

/**
 * Two accounts; clusters `open` (API), `both` (API_AND_CONFIG_MAP) and `closed` (CONFIG_MAP). On `open`: a node entry, an
 * entry of EKS's own service-linked role, and the dead entry of `teams/reborn`.
 */
export const testSeed: WorldSeed = {
  accounts: [
    {
      accountId: account,
      administrator: keys.administrator,
      users: [{ name: 'portal', createdAt: madeAt, accessKeys: [keys.portal] }],
      roles: [
        role('access', '/', trustPortal),
        role('a', '/teams/'),
        role('b', '/teams/'),
        role('reborn', '/teams/'),
        role('node'),
        role(
          'AWSServiceRoleForAmazonEKS',
          '/aws-service-role/eks.amazonaws.com/',
        ),
      ],
      clusters: [
        {
          name: 'open',
          region,
          createdAt: madeAt,
          authenticationMode: 'API',
          entries: [
            {
              principalArn: roleArn('node'),
              createdAt: madeAt,
              type: 'EC2_LINUX',
            },
            {
              principalArn: roleArn(
                'aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS',
              ),
              createdAt: madeAt,
            },
            {
              principalArn: roleArn('teams/reborn'),
              createdAt: '2025-01-01T00:00:00Z',
              policies: [
                { policy: 'AmazonEKSViewPolicy', namespaces: ['reborn'] },
              ],
            },
          ],
        },
        {
          name: 'both',
          region,
          createdAt: madeAt,
          authenticationMode: 'API_AND_CONFIG_MAP',
        },
        {
          name: 'closed',
          region,
          createdAt: madeAt,
          authenticationMode: 'CONFIG_MAP',
        },
      ],
    },
    {
      accountId: otherAccount,
      roles: [role('access', '/', trustPortal), role('far')],
      clusters: [
        {
          name: 'open',
          region,
          createdAt: madeAt,
          authenticationMode: 'API',
        },
      ],
    },
  ],
};

export function aWorld(): World {
  return buildWorld(testSeed, countingIds());
}

/** Context of a call by the administrator of the first account, who sees the world without delay. */
export function aContext(
  visible: World,
  overrides: Partial<OperationContext> = {},
): OperationContext {
  return {
    caller: {
      accountId: account,
      partition: 'aws',
      arn: userArn('administrator'),
      principalArn: userArn('administrator'),
      userId: 'AIDATEST',
      isSession: false,
    },
    region,
    now: testNow,
    ids: countingIds(),
    visible,
    clusterUpdateMs: 1000,
    ...overrides,
  };
}

/** The value of an outcome that must be good. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`Refused: ${outcome.refusal.message}`);
  return outcome.value;
}

/** The refusal of an outcome that must be one. */
export function refusalOf(outcome: Outcome<unknown>): Refusal {
  if (outcome.ok) throw new Error('Not refused');
  return outcome.refusal;
}

type Write<Input, T> = (
  world: World,
  input: Input,
  context: OperationContext,
) => Outcome<Change<T>>;

/** The world after a write that must succeed, with an own range of ids for each call. */
export function after<Input, T>(
  world: World,
  write: Write<Input, T>,
  input: Input,
  overrides: Partial<OperationContext> = {},
): World {
  return valueOf(write(world, input, aContext(world, overrides))).world;
}
