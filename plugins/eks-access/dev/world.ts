import {
  ClusterDetail,
  GroupAccess,
  MappingCheck,
  PluginStatus,
  RequestView,
} from '@eks-access/backstage-plugin-eks-access-common';
import {
  aClusterDetail,
  aClusterId,
  aClusterRow,
  aClusterSummary,
  ada,
  aGroupAccess,
  alan,
  aMappingCheck,
  anApprovedRequest,
  anEntry,
  anOnRequestLevel,
  aPlan,
  aPolicy,
  aRequest,
  aStandingLevel,
  aStatus,
  grace,
  minutesFrom,
  someTerms,
  viewerRoleArn,
} from '../src/__fixtures__';

/** Everything that the dev app shows: one of each state worth looking at. */
export interface World {
  groups: Record<string, GroupAccess>;
  requests: RequestView[];
  clusters: ClusterDetail[];
  mappings: Record<string, MappingCheck>;
  status: PluginStatus;
}

const prod = aClusterId({ name: 'payments-prod', region: 'eu-central-1' });
const shared = aClusterId({ name: 'shared-tools', accountId: '444455556666' });
const adminLevel = anOnRequestLevel({
  level: 'admin',
  title: 'Admin',
  description: 'Everything in the namespace, secrets too.',
  policies: [aPolicy({ policyName: 'AmazonEKSAdminPolicy' })],
  maxDuration: 'PT2H',
});

const active = anApprovedRequest();
const ended = anApprovedRequest(
  {
    id: 'b6f7a7f0-6f0e-4b1e-9f6e-0d8f7a1c0002',
    state: 'ended',
    endedBecause: 'given-back',
    startedAt: minutesFrom(-300),
    expiresAt: minutesFrom(-240),
    removedAtApiAt: minutesFrom(-250),
    surelyWithoutEffectBy: minutesFrom(-235),
    connect: undefined,
    canGiveBack: false,
  },
  {
    id: '6d0a6f0e-2c7b-4f57-8d0e-5f2f3b7a0002',
    createdAt: minutesFrom(-310),
    sentence: 'Ada Lovelace gave it back.',
  },
);
const waiting = aRequest({
  id: '6d0a6f0e-2c7b-4f57-8d0e-5f2f3b7a0003',
  level: 'admin',
  levelTitle: 'Admin',
  requester: alan,
  reason:
    'Rotate the database password:\nthe old one is in a log since this morning (INC-1204).',
  terms: someTerms({
    policies: adminLevel.policies,
    durationSeconds: 7200,
  }),
  canCancel: false,
  roleAlsoCarries: ['level Edit, active until 42 minutes from now'],
  youMayDecideBecause:
    'you are a member of Platform, which decides level admin of mapping payments',
});
const stuck = anApprovedRequest(
  {
    id: 'b6f7a7f0-6f0e-4b1e-9f6e-0d8f7a1c0004',
    state: 'ending',
    expiresAt: minutesFrom(-4),
    trouble: {
      kind: 'retrying',
      sentence: 'AWS has not answered for 4 minutes; tried again every minute.',
      since: minutesFrom(-4),
    },
    connect: undefined,
  },
  {
    id: '6d0a6f0e-2c7b-4f57-8d0e-5f2f3b7a0004',
    requester: grace,
    cluster: shared,
  },
);
const denied = aRequest({
  id: '6d0a6f0e-2c7b-4f57-8d0e-5f2f3b7a0005',
  state: 'denied',
  version: 2,
  sentence: 'Denied by Grace Hopper.',
  canCancel: false,
  createdAt: minutesFrom(-60 * 26),
  decisions: [
    {
      by: grace,
      decision: 'deny',
      comment: 'Please use the runbook for this one.',
      at: minutesFrom(-60 * 25),
    },
  ],
});

/** A fresh world around the present of the fixtures. */
export function firstWorld(): World {
  return {
    groups: {
      'default/payments': aGroupAccess({
        clusters: [
          aClusterRow({
            levels: [aStandingLevel(), anOnRequestLevel(), adminLevel],
            requests: [waiting, active, denied, ended],
          }),
          aClusterRow({
            cluster: prod,
            mode: 'observe',
            health: {
              state: 'observed-only',
              sentence: 'Everything is read, nothing is changed.',
            },
            levels: [
              aStandingLevel({
                standing: {
                  state: 'covered',
                  sentence: 'A foreign entry already gives it.',
                  providedBy: 'Terraform',
                },
              }),
              anOnRequestLevel({
                ask: {
                  possible: false,
                  whyNot: {
                    code: 'CLUSTER_OBSERVED_ONLY',
                    happened: 'The cluster is in mode observe.',
                    next: 'Ask Platform to switch it to manage.',
                  },
                },
              }),
            ],
          }),
          aClusterRow({
            cluster: shared,
            health: {
              state: 'unreachable',
              sentence: 'AWS has not answered since 14:55.',
              next: 'Platform sees the cause on the page of the cluster.',
            },
            asOf: minutesFrom(-9),
            levels: [
              aStandingLevel({
                policies: [
                  aPolicy({
                    policyName: 'AmazonEKSViewPolicy',
                    scope: {
                      type: 'namespace',
                      namespaces: ['payments', 'payments-batch'],
                    },
                  }),
                ],
                standing: {
                  state: 'unknown',
                  sentence: 'The cluster cannot be read.',
                },
              }),
            ],
            requests: [stuck],
          }),
        ],
      }),
      'default/newcomers': aGroupAccess({
        group: { ref: 'group:default/newcomers', title: 'Newcomers' },
        clusters: [],
      }),
    },
    requests: [active, waiting, denied, ended, stuck],
    clusters: [
      aClusterDetail({
        summary: aClusterSummary({
          mode: 'manage',
          health: {
            state: 'live',
            sentence: 'What is declared is what AWS shows.',
          },
          counts: { entries: 6, managed: 2, foreign: 4, planned: 0 },
        }),
        plan: aPlan({ steps: [] }),
        modeChanges: [
          {
            to: 'manage',
            by: grace.ref,
            at: minutesFrom(-60 * 24 * 3),
            reason: 'The first team is ready; see the plan in PLAT-77.',
          },
        ],
      }),
      aClusterDetail({
        summary: aClusterSummary({
          cluster: prod,
          authenticationMode: 'API_AND_CONFIG_MAP',
          counts: { entries: 4, managed: 0, foreign: 4, planned: 2 },
        }),
        entries: [
          ...aClusterDetail().entries,
          anEntry({
            owner: { kind: 'tool', tool: 'Terraform' },
            remarks: ['covers level view of mapping payments'],
          }),
          anEntry({
            principalArn: 'arn:aws:iam::111122223333:role/nodes/payments-prod',
            type: 'EC2_LINUX',
            kubernetesGroups: ['system:nodes'],
            policies: [],
            owner: { kind: 'aws', what: 'node role' },
          }),
          anEntry({
            principalArn: 'arn:aws:iam::111122223333:role/ci/deployer',
            remarks: ['dead: the role was created again on 3 Nov'],
          }),
        ],
        plan: aPlan({
          remarks: [
            {
              kind: 'covered',
              principalArn: viewerRoleArn,
              sentence:
                'Terraform’s entry of payments-viewer already gives level view.',
            },
            {
              kind: 'dead-entry',
              sentence:
                'The entry of role deployer belongs to a role that no longer exists.',
              next: 'Ask whoever made it to delete it.',
            },
          ],
        }),
      }),
      aClusterDetail({
        summary: aClusterSummary({
          cluster: shared,
          mode: 'manage',
          health: {
            state: 'unreachable',
            sentence: 'AWS has not answered since 14:55.',
          },
          asOf: minutesFrom(-9),
          counts: undefined,
          youOwnIt: false,
        }),
        entries: [],
      }),
    ],
    mappings: {
      'default/payments': aMappingCheck(),
      'default/ledger': aMappingCheck({
        mappingRef: 'eksaccessmapping:default/ledger',
        state: 'inert',
        sentence: 'It does not count until its problems are mended.',
        clusters: [],
        problems: [
          {
            code: 'cluster-unknown',
            field: 'spec.clusters[1]',
            value: 'resource:default/ledger-prd',
            problem: 'There is no such cluster in the catalog.',
            fix: 'Use the reference of a cluster that the catalog knows, such as resource:default/ledger-prod.',
          },
          {
            code: 'namespaces-missing',
            field: 'spec.levels.edit.accessPolicies[0]',
            value: 'AmazonEKSEditPolicy',
            problem: 'The policy has neither namespaces nor scope: cluster.',
            fix: 'List the namespaces in which it holds.',
          },
        ],
      }),
    },
    status: aStatus(),
  };
}

/** Who is signed in. */
export const me = ada;
