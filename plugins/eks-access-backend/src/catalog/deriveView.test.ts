import {
  mappingCheckSchema,
  type MappingLevel,
  type MappingSpec,
} from '@eks-access/backstage-plugin-eks-access-common';
import {
  aCatalog,
  aCeiling,
  aCluster,
  aLevel,
  aMapping,
  aSpec,
  aTrustItem,
  aViewInput,
  anOnRequestLevel,
  at,
  devArn,
  foreignFile,
  prodArn,
  viewOf,
} from './__testUtils__/builders';
import { deriveView } from './deriveView';
import { Trust } from './trust';

const ref = 'eksaccessmapping:default/payments';
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

describe('deriveView', () => {
  it('gives a valid mapping with resolved clusters, levels, terms and deciders', () => {
    const { inForce, check, view } = viewOf(aMapping());
    expect(view.state).toBe('good');
    expect(view.sentence).toBe(
      'The catalog was read whole: 1 mapping, 2 clusters, 3 groups, 1 user.',
    );
    expect(inForce).toEqual({
      ref,
      title: 'Payments on EKS',
      state: 'in-force',
      ownerRef: 'group:default/platform',
      groupRef: 'group:default/payments',
      clusters: [
        {
          arn: devArn,
          entityRef: 'resource:default/payments-dev',
          ownerRef: 'group:default/platform',
          title: 'payments-dev',
          state: 'declared',
        },
      ],
      levels: [
        {
          name: 'edit',
          title: 'edit',
          mode: 'on-request',
          principalArn: 'arn:aws:iam::111122223333:role/teams/payments-editor',
          terms: {
            policies: [
              {
                policyArn:
                  'arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy',
                scope: { type: 'namespace', namespaces: ['payments'] },
              },
            ],
            kubernetesGroups: [],
          },
          maxDurationMs: 8 * 3_600_000,
          deciderGroups: ['group:default/platform'],
          sharesRole: false,
        },
        {
          name: 'view',
          title: 'view',
          mode: 'standing',
          principalArn: 'arn:aws:iam::111122223333:role/teams/payments',
          terms: {
            policies: [
              {
                policyArn:
                  'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
                scope: { type: 'namespace', namespaces: ['payments'] },
              },
            ],
            kubernetesGroups: [],
          },
          deciderGroups: [],
          sharesRole: false,
        },
      ],
      ownsNamespaces: ['payments'],
      ceiling: aCeiling(),
    });
    expect(check).toEqual({
      asOf: new Date(at).toISOString(),
      mappingRef: ref,
      state: 'in-force',
      sentence: 'In force on 1 cluster.',
      problems: [],
      clusters: [
        {
          arn: devArn,
          accountId: '111122223333',
          region: 'eu-west-1',
          name: 'payments-dev',
          entityRef: 'resource:default/payments-dev',
        },
      ],
    });
  });

  it('names entities by their title, and unknown ones by the name in the ref', () => {
    const { view } = viewOf(aMapping());
    expect(view.title('user:default/anna')).toBe('Anna');
    expect(view.title('group:default/gone')).toBe('gone');
  });

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

  describe('leaves out what lies outside the ceiling, now, and says so: [rule 4]', () => {
    it('a role, with its level', () => {
      const spec = aSpec({
        levels: {
          view: aLevel(),
          edit: anOnRequestLevel({
            iamRole: 'arn:aws:iam::111122223333:role/admins/root',
          }),
        },
      });
      const { check, inForce } = viewOf(aMapping({ spec }));
      expect(inForce?.levels.map(({ name }) => name)).toEqual(['view']);
      expect(check).toMatchObject({
        state: 'in-force',
        sentence:
          'In force on 1 cluster, without what lies outside of what its location may declare.',
        problems: [
          { code: 'role-outside-ceiling', field: 'spec.levels.edit.iamRole' },
        ],
      });
    });

    it('a role of the allowed name under another path, and the other way round', () => {
      const roles = [{ path: '/teams/', name: 'payments*' }];
      for (const role of ['payments', 'teams/deep/payments', 'teams/shop']) {
        const { inForce, check } = viewOf(
          aMapping({
            spec: aSpec({ iamRole: `arn:aws:iam::111122223333:role/${role}` }),
          }),
          trusting({ roles }),
        );
        expect(inForce?.levels.map(({ name }) => name)).toEqual(['edit']);
        expect(check?.problems).toMatchObject([
          { code: 'role-outside-ceiling' },
        ]);
      }
    });

    it('a protected principal', () => {
      const { inForce, check } = viewOf(aMapping(), {
        protectedPrincipals: ['arn:aws:iam::111122223333:role/teams/payments'],
      });
      expect(inForce?.levels.map(({ name }) => name)).toEqual(['edit']);
      expect(check?.problems).toMatchObject([{ code: 'role-protected' }]);
    });

    it('a policy', () => {
      const spec = withLevel({
        accessPolicies: [
          { policy: 'AmazonEKSViewPolicy', namespaces: ['payments'] },
          { policy: 'AmazonEKSAdminPolicy', namespaces: ['payments'] },
        ],
      });
      const { inForce, check } = viewOf(aMapping({ spec }));
      expect(
        inForce?.levels[0].terms.policies.map(({ policyArn }) => policyArn),
      ).toEqual(['arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy']);
      expect(check?.problems).toMatchObject([
        {
          code: 'policy-outside-ceiling',
          field: 'spec.levels.view.accessPolicies[1].policy',
        },
      ]);
    });

    it('cluster scope', () => {
      const spec = aSpec({
        levels: {
          view: aLevel({ accessPolicies: viewPolicy({ scope: 'cluster' }) }),
          edit: anOnRequestLevel(),
        },
      });
      const { inForce, check } = viewOf(aMapping({ spec }));
      expect(inForce?.levels.map(({ name }) => name)).toEqual(['edit']);
      expect(check?.problems).toMatchObject([
        {
          code: 'scope-outside-ceiling',
          field: 'spec.levels.view.accessPolicies[0].scope',
          value: 'cluster',
        },
      ]);
      expect(
        viewOf(aMapping({ spec }), trusting({ scope: 'cluster' })).check
          ?.problems,
      ).toEqual([]);
    });

    it('protected namespaces, those of Kubernetes always', () => {
      const spec = withLevel({
        accessPolicies: viewPolicy({
          namespaces: ['payments', 'kube-system', 'default', 'istio-system'],
        }),
      });
      const { inForce, check } = viewOf(
        aMapping({ spec }),
        trusting({ protectedNamespaces: ['istio-*'] }),
      );
      expect(inForce?.levels[0].terms.policies[0].scope).toEqual({
        type: 'namespace',
        namespaces: ['payments'],
      });
      expect(check?.problems.map(({ code, value }) => [code, value])).toEqual([
        ['namespace-protected', 'kube-system'],
        ['namespace-protected', 'default'],
        ['namespace-protected', 'istio-system'],
      ]);
    });

    it('protected namespaces from those that the group owns', () => {
      const { inForce, check } = viewOf(
        aMapping({
          spec: aSpec({ ownsNamespaces: ['payments', 'kube-node-lease'] }),
        }),
      );
      expect(inForce?.ownsNamespaces).toEqual(['payments']);
      expect(check?.problems).toMatchObject([
        { code: 'namespace-protected', field: 'spec.ownsNamespaces[1]' },
      ]);
    });

    it('a cluster', () => {
      const spec = aSpec({
        clusters: [
          'resource:default/payments-dev',
          'resource:default/payments-prod',
        ],
      });
      const { inForce, check } = viewOf(
        aMapping({ spec }),
        trusting({ clusters: [devArn] }),
      );
      expect(inForce?.clusters.map(({ arn }) => arn)).toEqual([devArn]);
      expect(check?.problems).toMatchObject([
        { code: 'cluster-outside-ceiling', field: 'spec.clusters[1]' },
      ]);
    });

    it('the time above the longest duration', () => {
      const { inForce, check } = viewOf(
        aMapping(),
        trusting({ maxDurationMs: 3_600_000 }),
      );
      expect(
        inForce?.levels.find(({ name }) => name === 'edit')?.maxDurationMs,
      ).toBe(3_600_000);
      expect(check?.problems).toMatchObject([
        {
          code: 'duration-over-ceiling',
          field: 'spec.levels.edit.maxDuration',
          value: 'PT8H',
          fix: 'Use PT1H or less.',
        },
      ]);
    });

    it('a level with a Kubernetes group too many, whole', () => {
      const spec = aSpec({
        levels: {
          view: aLevel({ kubernetesGroups: ['acme:viewers', 'acme:admins'] }),
          edit: anOnRequestLevel(),
        },
      });
      const { inForce, check } = viewOf(aMapping({ spec }));
      expect(inForce?.levels.map(({ name }) => name)).toEqual(['edit']);
      expect(check?.problems).toMatchObject([
        { code: 'kubernetes-group-outside-ceiling', value: 'acme:admins' },
      ]);
    });

    it('everything, after which the mapping does not count', () => {
      const { inForce, check } = viewOf(aMapping(), trusting({ roles: [] }));
      expect(inForce).toBeUndefined();
      expect(check).toMatchObject({
        state: 'inert',
        sentence:
          'Does not count: everything in it lies outside of what its location may declare.',
      });
    });
  });

  it('goes by the trust item that holds the whole mapping, never by a mixture of two', () => {
    const short = aTrustItem({ ceiling: aCeiling({ maxDurationMs: 1 }) });
    const fits = aTrustItem();
    const narrow = aTrustItem({ ceiling: aCeiling({ policies: [] }) });
    const trust = (...items: ReturnType<typeof aTrustItem>[]) => ({
      trust: new Trust(items, '/srv'),
    });
    expect(viewOf(aMapping(), trust(short, fits)).check?.problems).toEqual([]);
    // Each of the two would allow what the other does not; the first one counts.
    const { inForce } = viewOf(aMapping(), trust(short, narrow));
    expect(inForce?.ceiling.maxDurationMs).toBe(1);
  });

  describe('does not count a mapping', () => {
    it.each([
      [
        'from an untrusted location',
        { origin: foreignFile, location: foreignFile },
      ],
      [
        'from an untrusted file that a trusted one points to',
        { location: foreignFile },
      ],
      ['registered as an untrusted location', { origin: foreignFile }],
      ['without a location', { origin: undefined, location: undefined }],
      ['that no location declares any more', { orphan: true }],
    ])('%s [rule 5]', (_, from) => {
      const { check, inForce } = viewOf(aMapping(from), {
        lastGood: viewOf(aMapping()).lastGood,
      });
      expect(inForce).toBeUndefined();
      expect(check).toMatchObject({
        state: 'inert',
        clusters: [],
        problems: [{ code: 'location-untrusted' }],
      });
    });
  });

  describe('with two that claim the same, counts neither [rule 5]:', () => {
    const other = aMapping({
      ref: 'eksaccessmapping:default/other',
      spec: aSpec({
        group: 'group:default/shop',
        ownsNamespaces: ['shop'],
        iamRole: 'arn:aws:iam::111122223333:role/teams/shop',
        levels: { view: aLevel() },
      }),
    });
    const both = (spec: Partial<MappingSpec>) => {
      const second = {
        ...other,
        spec: { ...aSpec(), ...(other.spec as MappingSpec), ...spec },
      };
      const { view, lastGood } = deriveView(
        aViewInput({ raw: aCatalog({ mappings: [aMapping(), second] }) }),
      );
      return {
        lastGood,
        inForce: view.mappings.map(mapping => mapping.ref),
        codes: [...view.checks.values()].map(check => [
          check.state,
          ...check.problems.map(({ code }) => code),
        ]),
      };
    };

    it('a role on a cluster', () => {
      expect(
        both({ iamRole: 'arn:aws:iam::111122223333:role/teams/payments' }),
      ).toEqual({
        lastGood: {},
        inForce: [],
        codes: [
          ['inert', 'role-claimed-twice'],
          ['inert', 'role-claimed-twice'],
        ],
      });
    });

    it('a namespace of a cluster', () => {
      expect(both({ ownsNamespaces: ['payments'] })).toMatchObject({
        inForce: [],
        codes: [
          ['inert', 'namespace-claimed-twice'],
          ['inert', 'namespace-claimed-twice'],
        ],
      });
    });

    it('but both where it is the same on different clusters', () => {
      expect(
        both({
          clusters: ['resource:default/payments-prod'],
          iamRole: 'arn:aws:iam::111122223333:role/teams/payments',
          ownsNamespaces: ['payments'],
        }).inForce,
      ).toHaveLength(2);
    });

    it('and both where the claim of one lies outside its ceiling', () => {
      const narrow = aTrustItem({
        locations: ['https://github.com/acme/shop/blob/main/**'],
        ceiling: aCeiling({ roles: [{ path: '/teams/', name: 'shop' }] }),
      });
      const { view } = deriveView(
        aViewInput({
          trust: new Trust([aTrustItem(), narrow], '/srv'),
          raw: aCatalog({
            mappings: [
              aMapping(),
              aMapping({
                ...other,
                origin: foreignFile,
                location: foreignFile,
                spec: aSpec({
                  group: 'group:default/shop',
                  ownsNamespaces: [],
                  iamRole: 'arn:aws:iam::111122223333:role/teams/shop',
                  levels: {
                    view: aLevel(),
                    theft: aLevel({
                      iamRole: 'arn:aws:iam::111122223333:role/teams/payments',
                    }),
                  },
                }),
              }),
            ],
          }),
        }),
      );
      expect(
        view.mappings.map(mapping => [
          mapping.ref,
          mapping.levels.map(({ name }) => name),
        ]),
      ).toEqual([
        ['eksaccessmapping:default/other', ['view']],
        [ref, ['edit', 'view']],
      ]);
    });

    it('an ARN of a cluster', () => {
      const { view } = deriveView(
        aViewInput({
          raw: aCatalog({
            clusters: [aCluster(), aCluster({ ref: 'resource:default/copy' })],
          }),
        }),
      );
      expect(view.clusters).toEqual([]);
      expect(view.checks.get(ref)?.problems).toMatchObject([
        {
          code: 'cluster-claimed-twice',
          problem: expect.stringContaining(
            'resource:default/copy and resource:default/payments-dev',
          ),
        },
      ]);
      expect(view.mappings).toEqual([]);
    });
  });

  describe('counts a cluster entity', () => {
    const clustersOf = (...clusters: ReturnType<typeof aCluster>[]) =>
      deriveView(aViewInput({ raw: aCatalog({ clusters }) })).view.clusters.map(
        ({ arn }) => arn,
      );
    const trusted = {
      origin: 'url:https://github.com/acme/platform/blob/main/eks/c.yaml',
      location: 'url:https://github.com/acme/platform/blob/main/eks/c.yaml',
    };

    it('of our provider, and of a trusted location', () => {
      expect(
        clustersOf(
          aCluster(),
          aCluster({
            ref: 'resource:default/prod',
            arns: [prodArn],
            ...trusted,
          }),
        ),
      ).toEqual([devArn, prodArn]);
    });

    it.each([
      ['an untrusted location', { origin: foreignFile, location: foreignFile }],
      [
        'an untrusted file, registered by our provider’s name',
        { location: foreignFile },
      ],
      ['no location', { origin: undefined, location: undefined }],
      ['nowhere any more', { orphan: true }],
    ])('not from %s', (_, from) => {
      expect(clustersOf(aCluster(from))).toEqual([]);
    });

    it.each([
      ['no ARN', []],
      ['something else as ARN', ['arn:aws:iam::111122223333:role/x']],
      ['two ARNs', [devArn, prodArn]],
    ])('not with %s', (_, arns) => {
      expect(clustersOf(aCluster({ arns }))).toEqual([]);
    });

    it('not without an owner, as nobody could switch it to manage', () => {
      expect(clustersOf(aCluster({ owner: undefined }))).toEqual([]);
    });

    it('not outside the ceiling of the location that declares it', () => {
      const trust = new Trust(
        [aTrustItem({ ceiling: aCeiling({ clusters: [prodArn] }) })],
        '/srv',
      );
      const { view } = deriveView(
        aViewInput({
          trust,
          raw: aCatalog({ clusters: [aCluster(trusted)] }),
        }),
      );
      expect(view.clusters).toEqual([]);
    });

    it('of a trusted location although an untrusted one claims the same ARN', () => {
      expect(
        clustersOf(
          aCluster(),
          aCluster({
            ref: 'resource:default/copy',
            origin: foreignFile,
            location: foreignFile,
          }),
        ),
      ).toEqual([devArn]);
    });
  });

  describe('when a mapping that counted', () => {
    const { lastGood } = viewOf(aMapping());
    const broken = aSpec({
      levels: { view: aLevel({ mode: 'on-request' }) },
    });

    it('becomes invalid, keeps its last good declaration', () => {
      const {
        inForce,
        check,
        lastGood: next,
      } = viewOf(aMapping({ spec: broken }), { lastGood });
      expect(check?.state).toBe('last-good');
      expect(check?.problems.map(({ code }) => code)).toEqual([
        'approval-missing',
        'duration-missing',
      ]);
      expect(inForce).toMatchObject({
        state: 'last-good',
        levels: [{ name: 'edit' }, { name: 'view', mode: 'standing' }],
      });
      expect(next).toEqual(lastGood);
    });

    it('loses its shape, keeps its last good declaration', () => {
      expect(
        viewOf(aMapping({ spec: 'gone' }), { lastGood }).inForce?.state,
      ).toBe('last-good');
    });

    it('gets a processing error from the catalog, keeps its last good declaration', () => {
      const { inForce, check } = viewOf(
        aMapping({
          spec: aSpec({ levels: { view: aLevel() } }),
          processingErrors: ['InputError: spec.levels is empty'],
        }),
        { lastGood },
      );
      expect(inForce?.levels).toHaveLength(2);
      expect(check).toMatchObject({
        state: 'last-good',
        problems: [
          {
            code: 'catalog-processing-error',
            field: 'status.items',
            value: 'InputError: spec.levels is empty',
          },
        ],
      });
    });

    it('becomes invalid under a tighter ceiling, keeps what that still allows', () => {
      const { inForce } = viewOf(aMapping({ spec: broken }), {
        lastGood,
        ...trusting({ policies: ['AmazonEKSViewPolicy'] }),
      });
      expect(inForce?.levels.map(({ name }) => name)).toEqual(['view']);
    });

    it('becomes invalid while another one takes its role, neither counts on the next read either', () => {
      const second = aMapping({
        ref: 'eksaccessmapping:default/second',
        spec: aSpec({ ownsNamespaces: [] }),
      });
      const raw = aCatalog({ mappings: [aMapping({ spec: broken }), second] });
      const first = deriveView(aViewInput({ lastGood, raw }));
      const next = deriveView(aViewInput({ lastGood: first.lastGood, raw }));
      expect(next.view.mappings).toEqual([]);
    });

    it('loses a cluster entity, keeps the cluster and flags it', () => {
      const { inForce, check } = viewOf(
        aMapping(),
        { lastGood },
        { clusters: [] },
      );
      expect(inForce).toMatchObject({
        state: 'in-force',
        clusters: [{ arn: devArn, state: 'kept' }],
      });
      expect(check).toMatchObject({
        state: 'in-force',
        problems: [{ code: 'cluster-unknown', field: 'spec.clusters[0]' }],
      });
      expect(check?.sentence).toContain('Nothing new is granted');
    });

    it('keeps the cluster also on the next read, and where a second entity claims it', () => {
      const gone = viewOf(aMapping(), { lastGood }, { clusters: [] });
      expect(
        viewOf(
          aMapping(),
          { lastGood: gone.lastGood },
          {
            clusters: [aCluster(), aCluster({ ref: 'resource:default/copy' })],
          },
        ).inForce?.clusters,
      ).toMatchObject([{ arn: devArn, state: 'kept' }]);
    });

    it('loses its group, does not count any more', () => {
      const {
        inForce,
        check,
        lastGood: next,
      } = viewOf(
        aMapping(),
        { lastGood },
        {
          groups: aCatalog().groups.filter(
            ({ ref: one }) => !one.endsWith('payments'),
          ),
        },
      );
      expect(inForce).toBeUndefined();
      expect(check?.problems).toMatchObject([{ code: 'group-unknown' }]);
      expect(next).toEqual({});
    });

    it('is deleted, is not there any more', () => {
      const { view, lastGood: next } = deriveView(
        aViewInput({ lastGood, raw: aCatalog({ mappings: [] }) }),
      );
      expect(view.mappings).toEqual([]);
      expect(view.checks.size).toBe(0);
      expect(next).toEqual({});
    });

    it('is forgotten once it did not count: an invalid one after that is inert', () => {
      const inert = viewOf(aMapping({ origin: foreignFile }), { lastGood });
      expect(
        viewOf(aMapping({ spec: broken }), { lastGood: inert.lastGood }).check
          ?.state,
      ).toBe('inert');
    });
  });
});
