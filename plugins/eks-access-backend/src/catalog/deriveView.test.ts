import {
  aCeiling,
  aMapping,
  at,
  devArn,
  foreignFile,
  viewOf,
} from './__testUtils__/builders';

const ref = 'eksaccessmapping:default/payments';

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
});
