import { parse } from 'yaml';
import { mappingSpecSchema } from '@eks-access/backstage-plugin-eks-access-common';
import { aClusterSummary, payments } from '../../__fixtures__';
import { mappingExample } from './mappingExample';

describe('mappingExample', () => {
  it('is a mapping that the catalog takes, with the names of the group and the cluster', () => {
    const entity = parse(mappingExample(payments.ref, aClusterSummary()));
    const spec = mappingSpecSchema.parse(entity.spec);
    expect(entity).toMatchObject({
      apiVersion: 'eks-access.io/v1alpha1',
      kind: 'EksAccessMapping',
      metadata: { name: 'payments' },
    });
    expect(spec.group).toBe('group:default/payments');
    expect(spec.clusters).toEqual(['resource:default/payments-dev']);
    expect(spec.levels.edit.approval).toEqual({
      steps: [{ by: ['group:default/platform'] }],
    });
  });

  it('stays in the namespace of the group', () => {
    const text = mappingExample('group:emea/payments', aClusterSummary());
    expect(parse(text).metadata).toEqual({
      name: 'payments',
      namespace: 'emea',
    });
  });
});
