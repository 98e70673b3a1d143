import {
  GroupAccess,
  GroupClusterRow,
  GroupLevel,
} from '@eks-access/backstage-plugin-eks-access-common';
import {
  aClusterId,
  aPolicy,
  editorRoleArn,
  knownAssumers,
  minutesFrom,
  NOW,
  payments,
  platform,
  viewerRoleArn,
} from './base';

/** A standing level View that AWS shows. */
export function aStandingLevel(
  overrides: Partial<GroupLevel> = {},
): GroupLevel {
  return {
    mappingRef: 'eksaccessmapping:default/payments',
    level: 'view',
    title: 'View',
    description: 'Read everything but secrets.',
    mode: 'standing',
    principalArn: viewerRoleArn,
    policies: [aPolicy({ policyName: 'AmazonEKSViewPolicy' })],
    kubernetesGroups: [],
    standing: { state: 'active', sentence: 'Read back from AWS.' },
    ...overrides,
  };
}

/** A level Edit that may be asked for. */
export function anOnRequestLevel(
  overrides: Partial<GroupLevel> = {},
): GroupLevel {
  return {
    mappingRef: 'eksaccessmapping:default/payments',
    level: 'edit',
    title: 'Edit',
    description: 'Change workloads, read no secrets.',
    mode: 'on-request',
    principalArn: editorRoleArn,
    policies: [aPolicy()],
    kubernetesGroups: [],
    maxDuration: 'PT8H',
    ask: { possible: true },
    ...overrides,
  };
}

export function aClusterRow(
  overrides: Partial<GroupClusterRow> = {},
): GroupClusterRow {
  return {
    cluster: aClusterId(),
    clusterOwner: platform,
    mode: 'manage',
    health: { state: 'live', sentence: 'What is declared is what AWS shows.' },
    asOf: minutesFrom(-1),
    levels: [aStandingLevel(), anOnRequestLevel()],
    requests: [],
    whoCanAssume: [
      { principalArn: viewerRoleArn, who: knownAssumers() },
      { principalArn: editorRoleArn, who: knownAssumers() },
    ],
    ...overrides,
  };
}

export function aGroupAccess(
  overrides: Partial<GroupAccess> = {},
): GroupAccess {
  return {
    asOf: NOW,
    group: payments,
    youAreMember: true,
    clusters: [aClusterRow()],
    ...overrides,
  };
}
