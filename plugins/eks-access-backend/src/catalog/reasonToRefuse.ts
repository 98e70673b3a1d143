import type { RawCatalog } from './rawCatalog';

/** More than this share *and* this many entities of a kind gone at once is taken for a broken answer (DESIGN rule 8). */
const SHARE = 0.2;
const COUNT = 10;

type Kind = keyof RawCatalog;
const KINDS: readonly Kind[] = ['mappings', 'clusters', 'groups', 'users'];

/**
 * Why a read of the catalog is not believed, in a sentence; undefined when it is.
 *
 * Refused are: no groups and no users at all, as no portal has none; no groups, or no users, where there were some; a kind of which more
 * than 20 % and more than ten are missing. The last mapping or cluster may go: that is an everyday change (and a cluster entity that goes
 * ends nothing anyway).
 */
export function reasonToRefuse(
  last: RawCatalog | undefined,
  next: RawCatalog,
): string | undefined {
  if (next.groups.length === 0 && next.users.length === 0) {
    return 'it has not a single group or user';
  }
  for (const kind of KINDS) {
    const before = last?.[kind] ?? [];
    const now = new Set(next[kind].map(({ ref }) => ref));
    const missing = before.filter(({ ref }) => !now.has(ref)).length;
    const isEmptied =
      (kind === 'groups' || kind === 'users') &&
      before.length > 0 &&
      now.size === 0;
    if (isEmptied || (missing > COUNT && missing > SHARE * before.length)) {
      return `${missing} of ${before.length} ${kind} are missing in it`;
    }
  }
  return undefined;
}
