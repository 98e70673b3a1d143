import type { Entity } from '@backstage/catalog-model';
import { EksAccessMappingProcessor } from './EksAccessMappingProcessor';

const mapping: Entity = {
  apiVersion: 'eks-access.io/v1alpha1',
  kind: 'EksAccessMapping',
  metadata: { name: 'payments', namespace: 'acme' },
  spec: {
    owner: 'platform',
    group: 'group:default/payments',
    clusters: ['payments-dev'],
    iamRole: 'arn:aws:iam::111122223333:role/teams/payments',
    levels: { view: { mode: 'standing' } },
  },
};
const location = { type: 'file', target: '/mapping.yaml' };

describe('EksAccessMappingProcessor', () => {
  const processor = new EksAccessMappingProcessor();

  it('knows the kind in any letter case, as the catalog does', async () => {
    expect(await processor.validateEntityKind(mapping)).toBe(true);
    expect(
      await processor.validateEntityKind({
        ...mapping,
        kind: 'eksaccessmapping',
      }),
    ).toBe(true);
  });

  it('leaves other kinds, and other versions of its own, to others', async () => {
    const component = { ...mapping, kind: 'Component' };
    const future = { ...mapping, apiVersion: 'eks-access.io/v2' };
    expect(await processor.validateEntityKind(component)).toBe(false);
    expect(await processor.validateEntityKind(future)).toBe(false);
    const emit = jest.fn();
    await processor.postProcessEntity(component, location, emit);
    expect(emit).not.toHaveBeenCalled();
  });

  it('refuses a wrong shape with every field and what to write instead', async () => {
    await expect(
      processor.validateEntityKind({
        ...mapping,
        spec: { ...mapping.spec, owner: undefined, cluster: 'x' },
      }),
    ).rejects.toThrow(
      /^spec\.owner is \(nothing\): This field is missing\. Add it: a text\.; spec\.cluster is x: There is no field cluster here\. Remove it\. The fields here are owner, group, clusters, /,
    );
  });

  it('relates short names to the namespace of the mapping, in both directions', async () => {
    const emit = jest.fn();
    await processor.postProcessEntity(mapping, location, emit);
    const self = {
      kind: 'EksAccessMapping',
      namespace: 'acme',
      name: 'payments',
    };
    const platform = { kind: 'group', namespace: 'acme', name: 'platform' };
    const payments = { kind: 'group', namespace: 'default', name: 'payments' };
    const cluster = {
      kind: 'resource',
      namespace: 'acme',
      name: 'payments-dev',
    };
    expect(emit.mock.calls.map(([{ relation }]) => relation)).toEqual([
      { source: self, type: 'ownedBy', target: platform },
      { source: platform, type: 'ownerOf', target: self },
      { source: self, type: 'dependsOn', target: payments },
      { source: payments, type: 'dependencyOf', target: self },
      { source: self, type: 'dependsOn', target: cluster },
      { source: cluster, type: 'dependencyOf', target: self },
    ]);
  });
});
