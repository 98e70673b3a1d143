import {
  mappingCheckSchema,
  type MappingLevel,
  type MappingSpec,
} from '@eks-access/backstage-plugin-eks-access-common';
import {
  aCeiling,
  aLevel,
  aMapping,
  aSpec,
  aTrustItem,
  anOnRequestLevel,
  viewOf,
} from './__testUtils__/builders';
import { Trust } from './trust';

const viewPolicy = (scope: object) => [
  { policy: 'AmazonEKSViewPolicy', ...scope },
];
const withLevel = (level: Partial<MappingLevel>): MappingSpec =>
  aSpec({ levels: { view: aLevel(level) } });
const withEdit = (level: Partial<MappingLevel>): MappingSpec =>
  aSpec({ levels: { edit: anOnRequestLevel(level) } });
const trusting = (ceiling: Parameters<typeof aCeiling>[0]) => ({
  trust: new Trust([aTrustItem({ ceiling: aCeiling(ceiling) })], '/srv'),
});

describe('checkDeclaration', () => {
  describe('shows with field, value and fix, and gives nothing for', () => {
    const cases: [string, MappingSpec, string, string, string | undefined][] = [
      [
        'an unknown group',
        aSpec({ group: 'group:default/nobody' }),
        'group-unknown',
        'spec.group',
        'group:default/nobody',
      ],
      [
        'an unknown owner',
        aSpec({ owner: 'nobody' }),
        'owner-unknown',
        'spec.owner',
        'nobody',
      ],
      [
        'an unknown cluster',
        aSpec({
          clusters: [
            'resource:default/payments-dev',
            'resource:default/paymnts',
          ],
        }),
        'cluster-unknown',
        'spec.clusters[1]',
        'resource:default/paymnts',
      ],
      [
        'an unknown policy',
        withLevel({
          accessPolicies: [{ policy: 'ViewPolicy', namespaces: ['payments'] }],
        }),
        'policy-unknown',
        'spec.levels.view.accessPolicies[0].policy',
        'ViewPolicy',
      ],
      [
        'the ARN of a policy',
        withLevel({
          accessPolicies: [
            {
              policy:
                'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
              namespaces: ['payments'],
            },
          ],
        }),
        'policy-unknown',
        'spec.levels.view.accessPolicies[0].policy',
        undefined,
      ],
      [
        'a bad ARN',
        aSpec({ iamRole: 'payments' }),
        'role-arn-invalid',
        'spec.iamRole',
        'payments',
      ],
      [
        'blanks around an ARN',
        aSpec({ iamRole: ' arn:aws:iam::111122223333:role/teams/payments' }),
        'role-arn-invalid',
        'spec.iamRole',
        undefined,
      ],
      [
        'an IAM user as role',
        withEdit({ iamRole: 'arn:aws:iam::111122223333:user/anna' }),
        'role-is-user',
        'spec.levels.edit.iamRole',
        undefined,
      ],
      [
        'an STS session as role',
        aSpec({
          iamRole: 'arn:aws:sts::111122223333:assumed-role/payments/anna',
        }),
        'role-is-sts-session',
        'spec.iamRole',
        undefined,
      ],
      [
        'the role of an AWS service',
        aSpec({
          iamRole:
            'arn:aws:iam::111122223333:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS',
        }),
        'role-is-service-linked',
        'spec.iamRole',
        undefined,
      ],
      [
        'the role of a permission set without its path',
        aSpec({
          iamRole:
            'arn:aws:iam::111122223333:role/AWSReservedSSO_Dev_0123456789abcdef',
        }),
        'role-arn-invalid',
        'spec.iamRole',
        undefined,
      ],
      [
        'a role of another partition',
        aSpec({ iamRole: 'arn:aws-cn:iam::111122223333:role/teams/payments' }),
        'role-arn-invalid',
        'spec.iamRole',
        undefined,
      ],
      [
        'a system: group',
        withLevel({ kubernetesGroups: ['system:masters'] }),
        'kubernetes-group-reserved',
        'spec.levels.view.kubernetesGroups[0]',
        'system:masters',
      ],
      [
        'an eks: group',
        withLevel({ kubernetesGroups: ['eks:admins'] }),
        'kubernetes-group-reserved',
        'spec.levels.view.kubernetesGroups[0]',
        'eks:admins',
      ],
      [
        'an aws: group',
        withLevel({ kubernetesGroups: ['aws:x'] }),
        'kubernetes-group-reserved',
        'spec.levels.view.kubernetesGroups[0]',
        'aws:x',
      ],
      [
        'an amazon: group',
        withLevel({ kubernetesGroups: ['amazon:x'] }),
        'kubernetes-group-reserved',
        'spec.levels.view.kubernetesGroups[0]',
        'amazon:x',
      ],
      [
        'an iam: group',
        withLevel({ kubernetesGroups: ['iam:x'] }),
        'kubernetes-group-reserved',
        'spec.levels.view.kubernetesGroups[0]',
        'iam:x',
      ],
      [
        'cluster scope with namespaces',
        withLevel({
          accessPolicies: viewPolicy({
            scope: 'cluster',
            namespaces: ['payments'],
          }),
        }),
        'cluster-scope-with-namespaces',
        'spec.levels.view.accessPolicies[0].namespaces',
        '["payments"]',
      ],
      [
        'no namespaces',
        withLevel({ accessPolicies: viewPolicy({}) }),
        'namespaces-missing',
        'spec.levels.view.accessPolicies[0].namespaces',
        '(nothing)',
      ],
      [
        'an empty list of namespaces',
        withLevel({ accessPolicies: viewPolicy({ namespaces: [] }) }),
        'namespaces-missing',
        'spec.levels.view.accessPolicies[0].namespaces',
        '[]',
      ],
      [
        'a namespace pattern',
        withLevel({ accessPolicies: viewPolicy({ namespaces: ['team-*'] }) }),
        'namespace-wildcard',
        'spec.levels.view.accessPolicies[0].namespaces[0]',
        'team-*',
      ],
      [
        'all namespaces as a pattern',
        withLevel({ accessPolicies: viewPolicy({ namespaces: ['*'] }) }),
        'namespace-wildcard',
        'spec.levels.view.accessPolicies[0].namespaces[0]',
        '*',
      ],
      [
        'a pattern of owned namespaces',
        aSpec({ ownsNamespaces: ['pay*'] }),
        'namespace-wildcard',
        'spec.ownsNamespaces[0]',
        'pay*',
      ],
      [
        'a name that no namespace can have',
        withLevel({ accessPolicies: viewPolicy({ namespaces: ['Payments'] }) }),
        'namespace-invalid',
        'spec.levels.view.accessPolicies[0].namespaces[0]',
        'Payments',
      ],
      [
        'an on-request level without approval',
        withEdit({ approval: undefined }),
        'approval-missing',
        'spec.levels.edit.approval',
        '(nothing)',
      ],
      [
        'an on-request level without a longest duration',
        withEdit({ maxDuration: undefined }),
        'duration-missing',
        'spec.levels.edit.maxDuration',
        '(nothing)',
      ],
      [
        'an unknown group of deciders',
        withEdit({
          approval: { steps: [{ by: ['group:default/platform', 'nobody'] }] },
        }),
        'decider-group-unknown',
        'spec.levels.edit.approval.steps[0].by[1]',
        'nobody',
      ],
      [
        'an approval of a standing level',
        withLevel({ approval: { steps: [{ by: ['platform'] }] } }),
        'shape-invalid',
        'spec.levels.view.approval',
        undefined,
      ],
      [
        'a level without anything in it',
        withLevel({ accessPolicies: [] }),
        'level-grants-nothing',
        'spec.levels.view',
        undefined,
      ],
      [
        'levels on one role that do not say so',
        aSpec({
          levels: {
            view: aLevel(),
            edit: anOnRequestLevel({ iamRole: undefined, sharesRole: true }),
          },
        }),
        'role-shared-without-consent',
        'spec.levels.view.sharesRole',
        '(nothing)',
      ],
      [
        'levels on one role with different Kubernetes groups',
        aSpec({
          levels: {
            a: aLevel({ sharesRole: true }),
            b: aLevel({ sharesRole: true, kubernetesGroups: ['acme:viewers'] }),
          },
        }),
        'kubernetes-groups-differ',
        'spec.levels.b.kubernetesGroups',
        '["acme:viewers"]',
      ],
    ];
    it.each(cases)('%s', (_, spec, code, field, value) => {
      const { check, inForce, lastGood } = viewOf(aMapping({ spec }));
      expect(inForce).toBeUndefined();
      expect(lastGood).toEqual({});
      expect(check?.state).toBe('inert');
      expect(mappingCheckSchema.safeParse(check).error).toBeUndefined();
      expect(check?.problems).toEqual([
        {
          code,
          field,
          value: value ?? expect.any(String),
          problem: expect.stringMatching(/\.$/),
          fix: expect.stringMatching(/\.$/),
        },
      ]);
    });

    it('a wrong shape, which the catalog module normally stops', () => {
      const { check, inForce } = viewOf(
        aMapping({ spec: { ...aSpec(), levels: { view: { mode: 'x' } } } }),
      );
      expect(inForce).toBeUndefined();
      expect(check?.problems).toMatchObject([
        { code: 'shape-invalid', field: 'spec.levels.view.mode', value: 'x' },
      ]);
    });
  });

  it.each([
    [
      'arn:aws:sts::111122223333:assumed-role/payments/anna',
      'arn:aws:iam::111122223333:role/payments',
    ],
    [
      'arn:aws:iam::111122223333:user/anna',
      'arn:aws:iam::111122223333:role/teams/NAME',
    ],
    [' arn:aws:iam::111122223333:role/x ', 'arn:aws:iam::111122223333:role/x'],
  ])('suggests for %j the role to write', (iamRole, suggestion) => {
    const { check } = viewOf(aMapping({ spec: aSpec({ iamRole }) }));
    expect(check?.problems[0].fix).toContain(suggestion);
  });

  it('suggests the policy whose name is almost the one written', () => {
    const spec = withLevel({
      accessPolicies: [{ policy: 'eks-view', namespaces: ['payments'] }],
    });
    expect(viewOf(aMapping({ spec })).check?.problems[0].fix).toBe(
      'Write AmazonEKSViewPolicy.',
    );
  });

  it('calls no policy unknown while the list of policies is unknown', () => {
    const spec = withLevel({
      accessPolicies: [
        { policy: 'AmazonEKSNewPolicy', namespaces: ['payments'] },
      ],
    });
    const { check, inForce } = viewOf(aMapping({ spec }), {
      ...trusting({ policies: ['AmazonEKSNewPolicy'] }),
      knownPolicies: { kind: 'unknown', because: 'not asked yet' },
    });
    expect(check?.problems).toEqual([]);
    expect(inForce?.state).toBe('in-force');
  });
});
