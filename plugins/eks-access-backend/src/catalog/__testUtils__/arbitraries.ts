import type { MappingSpec } from '@eks-access/backstage-plugin-eks-access-common';
import fc from 'fast-check';
import type { RawCatalog, RawMapping } from '../rawCatalog';
import {
  aCluster,
  aMapping,
  devArn,
  foreignFile,
  prodArn,
  trustedFile,
} from './builders';

// Few names each, so that mappings meet on clusters, roles and namespaces.
const mappingNames = ['payments', 'ledger', 'shop'];
const groupNames = ['payments', 'shop', 'platform'];
const clusterNames = ['payments-dev', 'payments-prod', 'gone'];
const roles = [
  'arn:aws:iam::111122223333:role/teams/payments',
  'arn:aws:iam::111122223333:role/teams/shop',
  'arn:aws:iam::111122223333:role/admins/root',
  'arn:aws:iam::111122223333:user/anna',
];

const groupRef = fc
  .constantFrom(...groupNames, 'nobody')
  .map(name => `group:default/${name}`);
const namespaces = fc.uniqueArray(
  fc.constantFrom('payments', 'shop', 'kube-system', 'team-*'),
  { maxLength: 2 },
);
const mostly = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 6, arbitrary: usual }, { weight: 1, arbitrary: odd });

const level = fc.record(
  {
    mode: fc.constantFrom('standing' as const, 'on-request' as const),
    iamRole: fc.constantFrom(...roles),
    sharesRole: fc.boolean(),
    accessPolicies: fc.array(
      fc.record(
        {
          policy: mostly(
            fc.constantFrom('AmazonEKSViewPolicy', 'AmazonEKSEditPolicy'),
            fc.constantFrom('AmazonEKSAdminPolicy', 'Nonsense'),
          ),
          scope: fc.constantFrom('cluster' as const, 'namespace' as const),
          namespaces,
        },
        { requiredKeys: ['policy', 'namespaces'] },
      ),
      { minLength: 1, maxLength: 2 },
    ),
    kubernetesGroups: fc.uniqueArray(
      fc.constantFrom('acme:viewers', 'acme:admins', 'system:masters'),
      { maxLength: 1 },
    ),
    maxDuration: fc.constantFrom('PT1H', 'P2D'),
    approval: fc.record({
      steps: fc.tuple(
        fc.record({ by: fc.array(groupRef, { minLength: 1, maxLength: 2 }) }),
      ),
    }),
  },
  { requiredKeys: ['mode', 'accessPolicies'] },
);

/** Specs of the right shape, most of them nearly valid. */
export const someSpec: fc.Arbitrary<MappingSpec> = fc.record(
  {
    owner: groupRef,
    group: groupRef,
    clusters: fc.uniqueArray(
      mostly(
        fc.constantFrom('payments-dev', 'payments-prod'),
        fc.constant('gone'),
      ),
      { minLength: 1, maxLength: 2 },
    ),
    ownsNamespaces: fc.uniqueArray(fc.constantFrom('payments', 'shop'), {
      maxLength: 1,
    }),
    iamRole: fc.constantFrom(...roles),
    levels: fc.dictionary(fc.constantFrom('view', 'edit'), level, {
      minKeys: 1,
    }),
  },
  { requiredKeys: ['owner', 'group', 'clusters', 'iamRole', 'levels'] },
);

/** A simple valid mapping of one standing level, whose role and namespaces come from the same few. */
const plainSpec: fc.Arbitrary<MappingSpec> = fc.record({
  owner: fc.constant('group:default/platform'),
  group: fc.constantFrom('group:default/payments', 'group:default/shop'),
  clusters: fc.uniqueArray(fc.constantFrom('payments-dev', 'payments-prod'), {
    minLength: 1,
    maxLength: 2,
  }),
  ownsNamespaces: fc.constantFrom(['payments'], ['shop'], []),
  iamRole: fc.constantFrom(
    roles[0],
    roles[1],
    'arn:aws:iam::111122223333:role/teams/ledger',
  ),
  levels: fc.constantFrom('payments', 'shop').map(namespace => ({
    view: {
      mode: 'standing' as const,
      accessPolicies: [
        { policy: 'AmazonEKSViewPolicy', namespaces: [namespace] },
      ],
    },
  })),
});

/** Mappings of one name each: valid, nearly valid, of any shape at all, untrusted, orphaned, with errors. */
export function someMapping(name: string): fc.Arbitrary<RawMapping> {
  return fc
    .record({
      spec: fc.oneof(
        { weight: 8, arbitrary: plainSpec as fc.Arbitrary<unknown> },
        { weight: 4, arbitrary: someSpec },
        { weight: 1, arbitrary: fc.jsonValue() },
      ),
      origin: mostly(fc.constant(trustedFile), fc.constant(foreignFile)),
      location: mostly(fc.constant(trustedFile), fc.constant(foreignFile)),
      orphan: mostly(fc.constant(false), fc.constant(true)),
      processingErrors: mostly<string[]>(
        fc.constant([]),
        fc.constant(['broken']),
      ),
    })
    .map(some =>
      aMapping({ ref: `eksaccessmapping:default/${name}`, ...some }),
    );
}

const someClusters = fc
  .record({
    names: fc.subarray(clusterNames.slice(0, 2), { minLength: 1 }),
    copy: mostly(fc.constant(false), fc.constant(true)),
    foreign: mostly(fc.constant(false), fc.constant(true)),
  })
  .map(({ names, copy, foreign }) => [
    ...names.map(name =>
      aCluster({
        ref: `resource:default/${name}`,
        arns: [name === 'payments-dev' ? devArn : prodArn],
      }),
    ),
    ...(copy
      ? [
          aCluster({
            ref: 'resource:default/copy',
            ...(foreign ? { origin: foreignFile, location: foreignFile } : {}),
          }),
        ]
      : []),
  ]);

/** Anything goes; hardly any mapping counts. */
const wildCatalog: fc.Arbitrary<RawCatalog> = fc
  .record({
    mappings: fc
      .tuple(...mappingNames.map(someMapping))
      .chain(all => fc.subarray(all, { minLength: 1 })),
    clusters: someClusters,
    groups: mostly(fc.constant(groupNames), fc.constant(groupNames.slice(1))),
  })
  .map(({ mappings, clusters, groups }) => ({
    mappings,
    clusters,
    groups: groups.map(name => ({
      ref: `group:default/${name}`,
      title: name,
      parents: [],
    })),
    users: [],
  }));

/** Nothing is wrong but that mappings claim the same. */
const crowdedCatalog: fc.Arbitrary<RawCatalog> = fc
  .tuple(plainSpec, plainSpec, plainSpec)
  .map(specs => ({
    mappings: specs.map((spec, at) =>
      aMapping({ ref: `eksaccessmapping:default/${mappingNames[at]}`, spec }),
    ),
    clusters: [
      aCluster(),
      aCluster({ ref: 'resource:default/payments-prod', arns: [prodArn] }),
    ],
    groups: groupNames.map(name => ({
      ref: `group:default/${name}`,
      title: name,
      parents: [],
    })),
    users: [],
  }));

export const someCatalog: fc.Arbitrary<RawCatalog> = fc.oneof(
  wildCatalog,
  crowdedCatalog,
);
