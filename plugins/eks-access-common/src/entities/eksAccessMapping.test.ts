import { mappingSpecSchema } from './eksAccessMapping';

const spec = {
  owner: 'group:default/platform',
  group: 'group:default/payments',
  clusters: ['resource:default/payments-dev'],
  ownsNamespaces: ['payments'],
  iamRole: 'arn:aws:iam::111122223333:role/teams/payments',
  levels: {
    view: {
      mode: 'standing',
      accessPolicies: [
        { policy: 'AmazonEKSViewPolicy', namespaces: ['payments'] },
      ],
    },
    edit: {
      mode: 'on-request',
      iamRole: 'arn:aws:iam::111122223333:role/teams/payments-editor',
      accessPolicies: [
        { policy: 'AmazonEKSEditPolicy', namespaces: ['payments'] },
      ],
      maxDuration: 'PT8H',
      approval: { steps: [{ by: ['group:default/platform'], count: 1 }] },
    },
  },
};

describe('mappingSpecSchema', () => {
  it('reads a mapping with a standing and an on-request level', () => {
    expect(mappingSpecSchema.safeParse(spec).success).toBe(true);
  });

  it.each([
    ['an unknown key of the spec', { ...spec, cluster: 'x' }, ''],
    [
      'an unknown key of a level',
      { ...spec, levels: { view: { ...spec.levels.view, expiry: 'PT1H' } } },
      'levels.view',
    ],
    ['a mapping without levels', { ...spec, levels: {} }, 'levels'],
    ['a mapping without clusters', { ...spec, clusters: [] }, 'clusters'],
    [
      'a duration in months',
      {
        ...spec,
        levels: { edit: { ...spec.levels.edit, maxDuration: 'P1M' } },
      },
      'levels.edit.maxDuration',
    ],
    [
      'an approval by two people, which one step cannot give',
      {
        ...spec,
        levels: {
          edit: {
            ...spec.levels.edit,
            approval: { steps: [{ by: ['group:default/platform'], count: 2 }] },
          },
        },
      },
      'levels.edit.approval.steps.0.count',
    ],
    [
      'a mode that does not exist',
      { ...spec, levels: { view: { mode: 'always' } } },
      'levels.view.mode',
    ],
  ])('refuses %s and names where', (_, value, path) => {
    const result = mappingSpecSchema.safeParse(value);
    expect(result.error?.issues.map(issue => issue.path.join('.'))).toContain(
      path,
    );
  });
});
