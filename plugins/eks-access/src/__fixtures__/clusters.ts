import {
  ClusterDetail,
  ClusterSummary,
  MappingCheck,
  ObservedEntryView,
  PlanView,
  PluginStatus,
} from '@eks-access/backstage-plugin-eks-access-common';
import {
  aClusterId,
  aPolicy,
  minutesFrom,
  NOW,
  platform,
  viewerRoleArn,
} from './base';

export function aClusterSummary(
  overrides: Partial<ClusterSummary> = {},
): ClusterSummary {
  return {
    cluster: aClusterId(),
    owner: platform,
    mode: 'observe',
    health: {
      state: 'observed-only',
      sentence: 'Everything is read, nothing is changed.',
    },
    authenticationMode: 'API',
    kubernetesVersion: '1.33',
    asOf: minutesFrom(-1),
    counts: { entries: 6, managed: 0, foreign: 6, planned: 2 },
    youOwnIt: true,
    ...overrides,
  };
}

export function anEntry(
  overrides: Partial<ObservedEntryView> = {},
): ObservedEntryView {
  const principalArn = overrides.principalArn ?? viewerRoleArn;
  return {
    principalArn,
    accessEntryArn: `arn:aws:eks:eu-west-1:111122223333:access-entry/payments-dev/role/111122223333/${principalArn
      .split('/')
      .pop()}/1a2b3c4d`,
    type: 'STANDARD',
    username: `arn:aws:sts::111122223333:assumed-role/${principalArn
      .split('/')
      .pop()}/{{SessionName}}`,
    kubernetesGroups: [],
    policies: [aPolicy({ policyName: 'AmazonEKSViewPolicy' })],
    createdAt: minutesFrom(-60 * 24 * 30),
    owner: { kind: 'foreign' },
    remarks: [],
    ...overrides,
  };
}

/** A plan of two steps: the entry of the team's role, and its policy. */
export function aPlan(overrides: Partial<PlanView> = {}): PlanView {
  return {
    asOf: minutesFrom(-1),
    hash: 'sha256:plan0001',
    steps: [
      {
        kind: 'create-entry',
        principalArn: viewerRoleArn,
        sentence: 'Create the access entry of role payments-viewer.',
        because: ['standing level view of mapping payments'],
      },
      {
        kind: 'associate-policy',
        principalArn: viewerRoleArn,
        policyArn: aPolicy({ policyName: 'AmazonEKSViewPolicy' }).policyArn,
        sentence:
          'Associate AmazonEKSViewPolicy in namespace payments with role payments-viewer.',
        because: ['standing level view of mapping payments'],
      },
    ],
    remarks: [],
    refusals: [],
    ...overrides,
  };
}

export function aClusterDetail(
  overrides: Partial<ClusterDetail> = {},
): ClusterDetail {
  return {
    summary: aClusterSummary(),
    entries: [
      anEntry({
        principalArn: 'arn:aws:iam::111122223333:role/platform-admin',
        policies: [
          aPolicy({
            policyName: 'AmazonEKSClusterAdminPolicy',
            scope: { type: 'cluster' },
          }),
        ],
        remarks: ['cluster administrator'],
      }),
    ],
    plan: aPlan(),
    modeChanges: [],
    ...overrides,
  };
}

export function aStatus(overrides: Partial<PluginStatus> = {}): PluginStatus {
  return {
    asOf: NOW,
    permissionsEnabled: true,
    databaseDurable: true,
    catalog: {
      state: 'good',
      asOf: minutesFrom(-1),
      sentence: 'The catalog was read a minute ago.',
    },
    accounts: [
      {
        accountId: '111122223333',
        simulated: false,
        state: 'reachable',
        sentence: 'Clusters were listed in every Region.',
      },
    ],
    ...overrides,
  };
}

/** A mapping in force without a problem. */
export function aMappingCheck(
  overrides: Partial<MappingCheck> = {},
): MappingCheck {
  return {
    asOf: NOW,
    mappingRef: 'eksaccessmapping:default/payments',
    state: 'in-force',
    sentence: 'It counts on one cluster.',
    problems: [],
    clusters: [aClusterId()],
    ...overrides,
  };
}
