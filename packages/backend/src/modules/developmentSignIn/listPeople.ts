import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  RELATION_MEMBER_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { displayName } from './displayName';

/** Somebody whom the sign-in page offers. Groups are those the person is a direct member of. */
export interface Person {
  readonly entityRef: string;
  readonly name: string;
  readonly groups: readonly {
    readonly entityRef: string;
    readonly name: string;
  }[];
}

/**
 * Everybody in the catalog, with their groups, ordered by group and then by name, so that a page can show teams together.
 *
 * People without a group come last. Empty until the catalog has read its locations, a few seconds after the start.
 */
export async function listPeople(options: {
  readonly catalog: CatalogService;
  readonly auth: AuthService;
}): Promise<readonly Person[]> {
  const credentials = await options.auth.getOwnServiceCredentials();
  const users = await readAllUsers(options.catalog, credentials);
  const groupNames = await readGroupNames(options.catalog, credentials, users);
  return users.map(user => toPerson(user, groupNames)).sort(byGroupThenName);
}

async function readAllUsers(
  catalog: CatalogService,
  credentials: BackstageCredentials,
): Promise<Entity[]> {
  const { items } = await catalog.getEntities(
    { filter: { kind: 'user' } },
    { credentials },
  );
  return items;
}

async function readGroupNames(
  catalog: CatalogService,
  credentials: BackstageCredentials,
  users: readonly Entity[],
): Promise<ReadonlyMap<string, string>> {
  const refs = [...new Set(users.flatMap(groupRefsOf))];
  const { items } = await catalog.getEntitiesByRefs(
    { entityRefs: refs },
    { credentials },
  );
  return new Map(
    refs.map((ref, index) => {
      const group = items[index];
      return [ref, group ? displayName(group) : ref];
    }),
  );
}

function toPerson(
  user: Entity,
  groupNames: ReadonlyMap<string, string>,
): Person {
  return {
    entityRef: stringifyEntityRef(user),
    name: displayName(user),
    groups: groupRefsOf(user).map(entityRef => ({
      entityRef,
      name: groupNames.get(entityRef) ?? entityRef,
    })),
  };
}

function groupRefsOf(user: Entity): string[] {
  return (user.relations ?? [])
    .filter(relation => relation.type === RELATION_MEMBER_OF)
    .map(relation => relation.targetRef);
}

function byGroupThenName(a: Person, b: Person): number {
  const groupA = a.groups[0]?.name;
  const groupB = b.groups[0]?.name;
  if (groupA !== groupB) {
    if (groupA === undefined) return 1;
    if (groupB === undefined) return -1;
    return groupA.localeCompare(groupB, 'en');
  }
  return a.name.localeCompare(b.name, 'en');
}
