import fc from 'fast-check';
import { mappingProblemSchema } from '../api/mappings';
import { readMappingShape } from './mappingShape';

const spec = {
  owner: 'group:default/platform',
  group: 'group:default/payments',
  clusters: ['resource:default/payments-dev'],
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
      maxDuration: 'PT8H',
      approval: { steps: [{ by: ['group:default/platform'] }] },
    },
  },
};

function problemsOf(value: unknown) {
  const shape = readMappingShape(value, 'default');
  return shape.ok ? [] : shape.problems;
}

describe('readMappingShape', () => {
  it('gives the spec of a mapping of the right shape', () => {
    expect(readMappingShape(spec, 'default')).toEqual({ ok: true, spec });
  });

  it('names an unknown field and those that are known there', () => {
    expect(
      problemsOf({
        ...spec,
        levels: { view: { ...spec.levels.view, expiry: 'PT1H' } },
      }),
    ).toEqual([
      {
        code: 'shape-invalid',
        field: 'spec.levels.view.expiry',
        value: 'PT1H',
        problem: 'There is no field expiry here.',
        fix: expect.stringContaining('mode, iamRole, sharesRole'),
      },
    ]);
  });

  it.each([
    ['spec.group', { ...spec, group: undefined }, 'missing'],
    ['spec.clusters', { ...spec, clusters: [] }, 'empty'],
    ['spec.clusters', { ...spec, clusters: 'x' }, 'form'],
    ['spec.clusters[0]', { ...spec, clusters: [''] }, 'empty'],
    ['spec.clusters[0]', { ...spec, clusters: ['a:b:c'] }, 'cluster entity'],
    ['spec.group', { ...spec, group: 'user:default/anna' }, 'group'],
    ['spec.levels', { ...spec, levels: {} }, 'form'],
    ['spec.levels.A', { ...spec, levels: { A: spec.levels.view } }, 'name'],
    [
      'spec.levels.view.mode',
      { ...spec, levels: { view: { mode: 'always' } } },
      'not one of',
    ],
    [
      'spec.levels.edit.maxDuration',
      {
        ...spec,
        levels: { edit: { ...spec.levels.edit, maxDuration: 'P1M' } },
      },
      'form',
    ],
    [
      'spec.levels.edit.approval.steps',
      {
        ...spec,
        levels: { edit: { ...spec.levels.edit, approval: { steps: [] } } },
      },
      'empty',
    ],
    [
      'spec.levels.edit.approval.steps[0].by[0]',
      {
        ...spec,
        levels: {
          edit: {
            ...spec.levels.edit,
            approval: { steps: [{ by: ['user:default/pia'] }] },
          },
        },
      },
      'group',
    ],
    ['spec', null, 'form'],
  ])('names %s with a fix in words', (field, value, words) => {
    const [problem, ...others] = problemsOf(value);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      code: 'shape-invalid',
      field,
      problem: expect.stringContaining(words),
      fix: expect.stringMatching(/\.$/),
    });
  });

  it('reports all problems of a spec at once', () => {
    expect(
      problemsOf({ ...spec, owner: 1, levels: 3 }).map(({ field }) => field),
    ).toEqual(['spec.owner', 'spec.levels']);
  });

  it('answers something of the contract’s form for any value at all', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), value => {
        for (const problem of problemsOf(value)) {
          expect(mappingProblemSchema.safeParse(problem).success).toBe(true);
        }
      }),
    );
  });
});
