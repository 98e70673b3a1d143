import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  RELATION_CHILD_OF,
  RELATION_HAS_MEMBER,
  RELATION_MEMBER_OF,
  RELATION_PARENT_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { canonicalEntityRef } from '@eks-access/backstage-plugin-eks-access-common';
import type { Instant, Observation } from '../access';
import { MAX_GROUP_DEPTH, walkGroups } from './groupWalk';
import type { RawCatalog } from './rawCatalog';
import { relatedRefs, titleOf } from './readCatalog';
import {
  snapshotMembership,
  type SnapshotMembership,
} from './snapshotMembership';
import type { GroupMember, Membership } from './types';
import { withinTime } from './withinTime';

/** Members of a group with all that belong to it; above that nothing is said of it (RELIABILITY B2, 28). */
const MAX_MEMBERS = 5_000;
/** Refs in one request to the catalog, whose body may have 100 kB. */
const BATCH = 250;
const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'spec.profile.displayName',
  'relations',
];

export interface CatalogMembershipOptions {
  readonly catalog: CatalogService;
  readonly auth: AuthService;
  readonly now: () => Promise<Instant>;
  /** The last accepted snapshot, see `PersistedCatalogViews.accepted`. */
  readonly accepted: () => RawCatalog | undefined;
  readonly logger: LoggerService;
}

/** Thrown inside for what is not a failure of the catalog, with the words for people. */
class NotKnown extends Error {}

const SHOWS_LESS =
  'The catalog shows less than when it was last read whole; it is believed once it has been read whole again.';

/**
 * Asks the catalog at the time of the call. A gain counts at once. A loss is first `unknown`, so nothing is granted on it, and becomes
 * known when the next accepted snapshot shows it too: an emptied catalog must not look as if everybody had left (DESIGN rule 8).
 */
export class CatalogMembership implements Membership {
  readonly #options: CatalogMembershipOptions;
  #indexed: { raw: RawCatalog; membership: SnapshotMembership } | undefined;

  constructor(options: CatalogMembershipOptions) {
    this.#options = options;
  }

  groupsOf(userRef: string): Promise<Observation<ReadonlySet<string>>> {
    return this.#observe(async () => {
      const snapshot = this.#snapshot();
      const [user] = await this.#read([canonical(userRef)]);
      const groups = await walkGroups(
        user ? relatedRefs(user, RELATION_MEMBER_OF, 'group') : [],
        async refs => {
          const found = (await this.#read(refs)).filter(isPresent);
          return {
            existing: found.map(group => stringifyEntityRef(group)),
            next: found.flatMap(group =>
              relatedRefs(group, RELATION_CHILD_OF, 'group'),
            ),
          };
        },
      );
      return assertNotLess(
        assertWalked(groups),
        assertWalked(await snapshot.groupsOf(canonical(userRef))),
      );
    });
  }

  membersOf(groupRef: string): Promise<Observation<readonly GroupMember[]>> {
    return this.#observe(async () => {
      const snapshot = this.#snapshot();
      const memberRefs = new Set<string>();
      const groups = await walkGroups([canonical(groupRef)], async refs => {
        const found = (await this.#read(refs)).filter(isPresent);
        for (const group of found) {
          relatedRefs(group, RELATION_HAS_MEMBER, 'user').forEach(ref =>
            memberRefs.add(ref),
          );
        }
        if (memberRefs.size > MAX_MEMBERS) {
          throw new NotKnown(`The group has more than ${MAX_MEMBERS} members.`);
        }
        return {
          existing: found.map(group => stringifyEntityRef(group)),
          next: found.flatMap(group =>
            relatedRefs(group, RELATION_PARENT_OF, 'group'),
          ),
        };
      });
      assertWalked(groups);
      const members = (await this.#read([...memberRefs].sort()))
        .filter(isPresent)
        .map(user => {
          const ref = stringifyEntityRef(user);
          return { ref, title: titleOf(user) ?? user.metadata.name };
        });
      assertNotLess(
        new Set(members.map(({ ref }) => ref)),
        assertWalked(await snapshot.membersOf(canonical(groupRef))),
      );
      return members;
    });
  }

  userExists(userRef: string): Promise<Observation<boolean>> {
    return this.#observe(async () => {
      const snapshot = this.#snapshot();
      const [user] = await this.#read([canonical(userRef)]);
      if (!user && snapshot.hasUser(canonical(userRef))) {
        throw new NotKnown(SHOWS_LESS);
      }
      return user !== undefined;
    });
  }

  async #observe<T>(read: () => Promise<T>): Promise<Observation<T>> {
    try {
      const asOf = await this.#options.now();
      return { kind: 'known', value: await read(), asOf };
    } catch (error) {
      if (error instanceof NotKnown) {
        return { kind: 'unknown', because: error.message };
      }
      this.#options.logger.warn('Membership could not be read', {
        cause: error instanceof Error ? error.message : String(error),
      });
      return { kind: 'unknown', because: 'The catalog could not be read.' };
    }
  }

  #snapshot(): SnapshotMembership {
    const raw = this.#options.accepted();
    if (!raw) throw new NotKnown('The catalog has not been read yet.');
    if (this.#indexed?.raw !== raw) {
      this.#indexed = { raw, membership: snapshotMembership(raw) };
    }
    return this.#indexed.membership;
  }

  /** The entities in the order of the refs, undefined for those that the catalog does not have. */
  async #read(refs: readonly string[]): Promise<(Entity | undefined)[]> {
    const { catalog, auth } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const entities: (Entity | undefined)[] = [];
    for (let at = 0; at < refs.length; at += BATCH) {
      const { items } = await withinTime(
        catalog.getEntitiesByRefs(
          { entityRefs: refs.slice(at, at + BATCH), fields: FIELDS },
          { credentials },
        ),
        'the catalog',
      );
      entities.push(...items);
    }
    return entities;
  }
}

function canonical(ref: string): string {
  const found = canonicalEntityRef(ref);
  if (found === undefined) throw new NotKnown(`There is no entity ${ref}.`);
  return found;
}

function assertWalked(
  refs: ReadonlySet<string> | undefined,
): ReadonlySet<string> {
  if (!refs) {
    throw new NotKnown(
      `The groups are nested more than ${MAX_GROUP_DEPTH} deep.`,
    );
  }
  return refs;
}

function assertNotLess(
  now: ReadonlySet<string>,
  before: ReadonlySet<string>,
): ReadonlySet<string> {
  for (const ref of before) {
    if (!now.has(ref)) throw new NotKnown(SHOWS_LESS);
  }
  return now;
}

function isPresent(entity: Entity | undefined): entity is Entity {
  return entity !== undefined;
}
