import {
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
  devArn,
  viewOf,
} from './__testUtils__/builders';
import { Trust } from './trust';

const viewPolicy = (scope: object) => [
  { policy: 'AmazonEKSViewPolicy', ...scope },
];
const withLevel = (level: Partial<MappingLevel>): MappingSpec =>
  aSpec({ levels: { view: aLevel(level) } });
const trusting = (ceiling: Parameters<typeof aCeiling>[0]) => ({
  trust: new Trust([aTrustItem({ ceiling: aCeiling(ceiling) })], '/srv'),
});

describe('a mapping under a ceiling', () => {
  describe('leaves out what lies outside, now, and says so: [rule 4]', () => {
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
});
