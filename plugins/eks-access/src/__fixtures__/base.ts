import {
  ClusterId,
  EntityName,
  PolicyTermView,
  WhoCanAssume,
} from '@eks-access/backstage-plugin-eks-access-common';

/** The present of all fixtures. */
export const NOW = '2026-11-22T15:00:00.000Z';

/** An instant so many minutes after {@link NOW}; before it when negative. */
export function minutesFrom(minutes: number, from: string = NOW): string {
  return new Date(Date.parse(from) + minutes * 60_000).toISOString();
}

export const ada: EntityName = {
  ref: 'user:default/ada',
  title: 'Ada Lovelace',
};
export const grace: EntityName = {
  ref: 'user:default/grace',
  title: 'Grace Hopper',
};
export const alan: EntityName = {
  ref: 'user:default/alan',
  title: 'Alan Turing',
};
export const payments: EntityName = {
  ref: 'group:default/payments',
  title: 'Payments',
};
export const platform: EntityName = {
  ref: 'group:default/platform',
  title: 'Platform',
};

export const viewerRoleArn =
  'arn:aws:iam::111122223333:role/teams/payments-viewer';
export const editorRoleArn =
  'arn:aws:iam::111122223333:role/teams/payments-editor';

export function aClusterId(overrides: Partial<ClusterId> = {}): ClusterId {
  const name = overrides.name ?? 'payments-dev';
  const accountId = overrides.accountId ?? '111122223333';
  const region = overrides.region ?? 'eu-west-1';
  return {
    arn: `arn:aws:eks:${region}:${accountId}:cluster/${name}`,
    accountId,
    region,
    name,
    entityRef: `resource:default/${name}`.toLocaleLowerCase('en-US'),
    ...overrides,
  };
}

export function aPolicy(
  overrides: Partial<PolicyTermView> = {},
): PolicyTermView {
  const policyName = overrides.policyName ?? 'AmazonEKSEditPolicy';
  return {
    policyArn: `arn:aws:eks::aws:cluster-access-policy/${policyName}`,
    policyName,
    scope: { type: 'namespace', namespaces: ['payments'] },
    ...overrides,
  };
}

export function knownAssumers(): WhoCanAssume {
  return {
    state: 'known',
    asOf: minutesFrom(-2),
    lines: [
      {
        principal: 'arn:aws:iam::111122223333:root',
        meaning: 'everyone in account 111122223333 whose IAM policy allows it',
        conditions: [],
      },
      {
        principal: 'arn:aws:iam::111122223333:role/ci/payments-deployer',
        meaning: 'whoever runs as role payments-deployer',
        conditions: ['only when tagged team = payments'],
      },
    ],
  };
}
