import { walkGroups } from './groupWalk';
import type { RawCatalog } from './rawCatalog';

/** Who belonged to whom in an accepted snapshot. */
export interface SnapshotMembership {
  hasUser(userRef: string): boolean;
  /** Undefined when the tree is too deep. */
  groupsOf(userRef: string): Promise<ReadonlySet<string> | undefined>;
  membersOf(groupRef: string): Promise<ReadonlySet<string> | undefined>;
}

export function snapshotMembership(raw: RawCatalog): SnapshotMembership {
  const parents = new Map(raw.groups.map(group => [group.ref, group.parents]));
  const memberOf = new Map(raw.users.map(user => [user.ref, user.memberOf]));
  const children = inverted(parents);
  const members = inverted(memberOf);
  const walk = (
    first: readonly string[],
    edges: ReadonlyMap<string, readonly string[]>,
  ) =>
    walkGroups(first, refs => {
      const existing = refs.filter(ref => parents.has(ref));
      return {
        existing,
        next: existing.flatMap(ref => edges.get(ref) ?? []),
      };
    });
  return {
    hasUser: userRef => memberOf.has(userRef),
    groupsOf: userRef => walk(memberOf.get(userRef) ?? [], parents),
    membersOf: async groupRef => {
      const groups = await walk([groupRef], children);
      return (
        groups &&
        new Set([...groups].flatMap(group => members.get(group) ?? []))
      );
    },
  };
}

function inverted(
  edges: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const result = new Map<string, string[]>();
  for (const [from, targets] of edges) {
    for (const to of targets) {
      const known = result.get(to);
      // Grown in place: copying would be quadratic in the size of a group.
      if (known) known.push(from);
      else result.set(to, [from]);
    }
  }
  return result;
}
