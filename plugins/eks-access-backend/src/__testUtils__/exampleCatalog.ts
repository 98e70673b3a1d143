import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import { exampleAccounts } from '@eks-access/eks-simulator';

export const trustedFile =
  'url:https://github.com/acme/platform/blob/main/eks/mappings.yaml';
export const foreignFile =
  'url:https://github.com/acme/shop/blob/main/catalog-info.yaml';

const members: Readonly<Record<string, readonly string[]>> = {
  platform: ['pia', 'paul'],
  payments: ['anna', 'ben'],
  search: ['omar'],
};

/** People and groups, the development cluster, and one mapping for Payments with a standing and an on-request level. */
export function exampleCatalog(
  options: { readonly mappingFile?: string; readonly without?: string[] } = {},
): Entity[] {
  return [
    ...Object.entries(members).flatMap(([group, people]) => [
      groupEntity(group, people),
      ...people.map(person => userEntity(person, group)),
    ]),
    clusterEntity(),
    mappingEntity(options.mappingFile ?? trustedFile),
  ].filter(({ metadata }) => !options.without?.includes(metadata.name));
}

function mappingEntity(file: string): Entity {
  const role = (name: string) =>
    `arn:aws:iam::${exampleAccounts.acme}:role/teams/${name}`;
  return {
    apiVersion: 'eks-access.io/v1alpha1',
    kind: 'EksAccessMapping',
    metadata: {
      name: 'payments-on-eks',
      namespace: 'default',
      title: 'Payments on EKS',
      annotations: located(file),
    },
    spec: {
      owner: 'group:default/platform',
      group: 'group:default/payments',
      clusters: ['resource:default/payments-dev'],
      ownsNamespaces: ['payments'],
      iamRole: role('payments'),
      levels: {
        view: {
          mode: 'standing',
          accessPolicies: [
            { policy: 'AmazonEKSViewPolicy', namespaces: ['payments'] },
          ],
        },
        edit: {
          title: 'Edit',
          mode: 'on-request',
          iamRole: role('payments-editor'),
          accessPolicies: [
            { policy: 'AmazonEKSEditPolicy', namespaces: ['payments'] },
          ],
          maxDuration: 'PT8H',
          approval: { steps: [{ by: ['group:default/platform'] }] },
        },
      },
    },
  };
}

function clusterEntity(): Entity {
  return {
    apiVersion: 'backstage.io/v1beta1',
    kind: 'Resource',
    metadata: {
      name: 'payments-dev',
      namespace: 'default',
      annotations: {
        ...located(trustedFile),
        'amazonaws.com/arn': `arn:aws:eks:eu-west-1:${exampleAccounts.acme}:cluster/payments-dev`,
      },
    },
    spec: { type: 'eks-cluster', owner: 'group:default/platform' },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/platform' }],
  };
}

function groupEntity(name: string, people: readonly string[]): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default', annotations: located(trustedFile) },
    spec: { type: 'team', children: [] },
    relations: people.map(person => ({
      type: 'hasMember',
      targetRef: `user:default/${person}`,
    })),
  };
}

function userEntity(name: string, group: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, namespace: 'default', annotations: located(trustedFile) },
    spec: { memberOf: [group] },
    relations: [{ type: 'memberOf', targetRef: `group:default/${group}` }],
  };
}

function located(file: string): Record<string, string> {
  return { [ANNOTATION_LOCATION]: file, [ANNOTATION_ORIGIN_LOCATION]: file };
}
