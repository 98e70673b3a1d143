import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { MappingSpec } from '@eks-access/backstage-plugin-eks-access-common';
import { devArn, trustedFile } from './builders';

/** A catalog whose entities a test may exchange, and that can be made to fail. */
export class FakeCatalog {
  entities: Entity[];
  /** Throws what it returns, before the nth answer (from 1). */
  failAt: (answer: number) => Error | undefined = () => undefined;
  /** Awaited before each answer. */
  before: () => Promise<void> = async () => {};
  answers = 0;

  constructor(entities: Entity[]) {
    this.entities = entities;
  }

  /** The service that the code under test gets. */
  get service(): CatalogService {
    const answer = async <T>(ask: (mock: CatalogService) => Promise<T>) => {
      this.answers += 1;
      await this.before();
      const failure = this.failAt(this.answers);
      if (failure) throw failure;
      return ask(catalogServiceMock({ entities: this.entities }));
    };
    return {
      ...catalogServiceMock(),
      queryEntities: (request, options) =>
        answer(mock => mock.queryEntities(request, options)),
      getEntitiesByRefs: (request, options) =>
        answer(mock => mock.getEntitiesByRefs(request, options)),
    };
  }
}

const located = {
  'backstage.io/managed-by-location': trustedFile,
  'backstage.io/managed-by-origin-location': trustedFile,
};

export function groupEntity(
  name: string,
  relations: {
    parents?: string[];
    children?: string[];
    members?: string[];
  } = {},
): Entity {
  const related = (type: string, kind: string, names: string[] = []) =>
    names.map(one => ({ type, targetRef: `${kind}:default/${one}` }));
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: 'team', profile: { displayName: `Team ${name}` } },
    relations: [
      ...related('childOf', 'group', relations.parents),
      ...related('parentOf', 'group', relations.children),
      ...related('hasMember', 'user', relations.members),
    ],
  };
}

export function userEntity(name: string, memberOf: string[] = []): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, namespace: 'default' },
    spec: { profile: { displayName: `${name} Surname` } },
    relations: [
      ...memberOf.map(one => ({
        type: 'memberOf',
        targetRef: `group:default/${one}`,
      })),
      // Something else that a processor may relate; it makes nobody a member.
      { type: 'ownerOf', targetRef: 'group:default/owned' },
    ],
  };
}

export function mappingEntity(name: string, spec: MappingSpec): Entity {
  return {
    apiVersion: 'eks-access.io/v1alpha1',
    kind: 'EksAccessMapping',
    metadata: { name, namespace: 'default', annotations: located },
    spec: { ...spec },
  };
}

export function clusterEntity(
  name: string,
  annotations: Record<string, string> = { 'amazonaws.com/arn': devArn },
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      namespace: 'default',
      annotations: { ...located, ...annotations },
    },
    spec: { type: 'kubernetes-cluster', owner: 'group:default/platform' },
  };
}
