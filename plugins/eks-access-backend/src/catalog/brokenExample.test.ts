import { readFileSync } from 'node:fs';
import path from 'node:path';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { parseEntityYaml } from '@backstage/plugin-catalog-node';
import { readMappingShape } from '@eks-access/backstage-plugin-eks-access-common';
import {
  aCatalog,
  aCluster,
  aMapping,
  aViewInput,
} from './__testUtils__/builders';
import { deriveView } from './deriveView';
import type { RawMapping } from './rawCatalog';

function mappingsIn(file: string): RawMapping[] {
  const target = path.resolve(__dirname, '../../../../examples', file);
  return [
    ...parseEntityYaml(readFileSync(target), { type: 'file', target }),
  ].flatMap(result =>
    result.type === 'entity'
      ? aMapping({
          ref: stringifyEntityRef(result.entity),
          title: result.entity.metadata.title,
          spec: result.entity.spec,
        })
      : [],
  );
}

const broken = mappingsIn('broken/mappings.yaml');
const { view } = deriveView(
  aViewInput({
    raw: aCatalog({
      mappings: [...mappingsIn('mappings.yaml'), ...broken],
      clusters: [
        aCluster(),
        aCluster({
          ref: 'resource:default/payments-prod',
          arns: ['arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod'],
        }),
        aCluster({
          ref: 'resource:default/shop_legacy',
          arns: ['arn:aws:eks:us-east-1:444455556666:cluster/Shop_Legacy'],
        }),
      ],
      groups: ['platform', 'payments', 'payments-ledger', 'shop', 'search'].map(
        name => ({ ref: `group:default/${name}`, parents: [] }),
      ),
    }),
  }),
);

function check(name: string) {
  const found = view.checks.get(`eksaccessmapping:default/${name}`);
  return [
    found?.state,
    ...(found?.problems ?? []).map(({ code, field }) => `${field} ${code}`),
  ];
}

describe('examples/broken/mappings.yaml', () => {
  it('is of the right shape, so that the catalog takes it', () => {
    expect(broken).toHaveLength(3);
    for (const { spec } of broken) {
      expect(readMappingShape(spec, 'default')).toMatchObject({ ok: true });
    }
  });

  it('shows each mistake at its field', () => {
    expect(check('search-mistakes')).toEqual([
      'inert',
      'spec.clusters[0] cluster-unknown',
      'spec.group group-unknown',
      'spec.iamRole role-is-sts-session',
      'spec.levels.edit.accessPolicies[0].namespaces namespaces-missing',
      'spec.levels.edit.approval approval-missing',
      'spec.levels.edit.kubernetesGroups[0] kubernetes-group-reserved',
      'spec.levels.view.accessPolicies[0].namespaces cluster-scope-with-namespaces',
      'spec.ownsNamespaces[0] namespace-wildcard',
    ]);
  });

  it('shows what lies outside the ceiling, while the rest counts', () => {
    expect(check('search-too-much')).toEqual([
      'in-force',
      'spec.levels.admin.accessPolicies[0].policy policy-outside-ceiling',
      'spec.levels.admin.accessPolicies[0].scope scope-outside-ceiling',
      'spec.levels.admin.iamRole role-outside-ceiling',
      'spec.levels.admin.maxDuration duration-over-ceiling',
      'spec.levels.view.accessPolicies[0].namespaces[1] namespace-protected',
    ]);
  });

  it('takes out the mapping whose role it claims, and itself, and no other', () => {
    const collision = ['inert', 'spec.levels.view role-claimed-twice'];
    expect(check('search-claims-payments')).toEqual(collision);
    expect(check('payments')).toEqual(collision);
    expect(check('ledger')).toEqual(['in-force']);
    expect(check('shop')).toEqual(['in-force']);
  });
});
