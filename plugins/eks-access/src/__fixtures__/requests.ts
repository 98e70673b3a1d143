import {
  GrantView,
  PreviewView,
  RequestView,
  TermsView,
} from '@eks-access/backstage-plugin-eks-access-common';
import {
  aClusterId,
  ada,
  aPolicy,
  editorRoleArn,
  grace,
  knownAssumers,
  minutesFrom,
  payments,
  platform,
} from './base';

export function someTerms(overrides: Partial<TermsView> = {}): TermsView {
  return {
    clusterArn: aClusterId().arn,
    clusterCreatedAt: minutesFrom(-60 * 24 * 90),
    principalArn: editorRoleArn,
    roleId: 'AROAEXAMPLEEDITOR0001',
    policies: [aPolicy()],
    kubernetesGroups: [],
    durationSeconds: 3600,
    ...overrides,
  };
}

/** An active grant with 42 minutes left. */
export function aGrant(overrides: Partial<GrantView> = {}): GrantView {
  return {
    id: 'b6f7a7f0-6f0e-4b1e-9f6e-0d8f7a1c0001',
    state: 'active',
    startedAt: minutesFrom(-18),
    expiresAt: minutesFrom(42),
    trouble: { kind: 'none' },
    connect: {
      lines: [
        `aws eks update-kubeconfig --name payments-dev --region eu-west-1 --role-arn ${editorRoleArn} --alias payments-dev-edit`,
        'kubectl --context payments-dev-edit auth whoami',
      ],
      needs: [
        'AWS CLI 2 with a profile that may assume the role payments-editor',
        'kubectl',
        'A network path to the endpoint of the cluster',
      ],
    },
    canGiveBack: true,
    ...overrides,
  };
}

/** A request of Ada's for Edit on payments-dev that waits for Grace's answer. */
export function aRequest(overrides: Partial<RequestView> = {}): RequestView {
  return {
    id: '6d0a6f0e-2c7b-4f57-8d0e-5f2f3b7a0001',
    version: 1,
    state: 'waiting',
    sentence: 'Waits for one member of Platform to decide.',
    group: payments,
    mappingRef: 'eksaccessmapping:default/payments',
    level: 'edit',
    levelTitle: 'Edit',
    cluster: aClusterId(),
    requester: ada,
    reason: 'Roll back release 4.2 of the ledger: payments are stuck.',
    terms: someTerms(),
    termsHash: 'sha256:3f1d5c0e9ab2',
    whoCanAssume: knownAssumers(),
    deciders: [
      {
        person: grace,
        because:
          'member of Platform, which decides level edit of mapping payments',
        via: platform,
      },
    ],
    canCancel: true,
    createdAt: minutesFrom(-5),
    answerBy: minutesFrom(60 * 24 * 3),
    decisions: [],
    ...overrides,
  };
}

/** A request that Grace approved, with its grant. */
export function anApprovedRequest(
  grant: Partial<GrantView> = {},
  overrides: Partial<RequestView> = {},
): RequestView {
  return aRequest({
    version: 3,
    state: 'approved',
    sentence: 'Everyone who can assume the role has it until the end.',
    canCancel: false,
    decisions: [
      {
        by: grace,
        decision: 'approve',
        comment: 'Go ahead.',
        at: minutesFrom(-19),
      },
    ],
    createdAt: minutesFrom(-25),
    grant: aGrant(grant),
    ...overrides,
  });
}

export function aPreview(overrides: Partial<PreviewView> = {}): PreviewView {
  return {
    asOf: minutesFrom(0),
    group: payments,
    level: 'edit',
    levelTitle: 'Edit',
    levelDescription: 'Change workloads, read no secrets.',
    cluster: aClusterId(),
    principalArn: editorRoleArn,
    policies: [aPolicy()],
    kubernetesGroups: [],
    durations: ['PT30M', 'PT1H', 'PT4H', 'PT8H'],
    maxDuration: 'PT8H',
    deciders: aRequest().deciders,
    whoCanAssume: knownAssumers(),
    roleAlsoCarries: [],
    refusals: [],
    ...overrides,
  };
}
