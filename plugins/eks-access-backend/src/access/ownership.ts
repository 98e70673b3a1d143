import type { OwnTags } from './plan';
import type { ManagedEntry, ObservedEntry } from './types';

/**
 * Whose an observed entry is (DESIGN section 3, rule 6).
 *
 * - `absent`: there is no entry.
 * - `ours`: our row holds the ARN that AWS shows.
 * - `ours-tag-lost`: the same, but our tag is gone or changed: add nothing, still remove ours.
 * - `claimable`: our row does not know its ARN yet, and the entry carries exactly the tag of that row: its create was answered by nobody.
 * - `foreign`: anything else, a tag without a row included.
 */
export type Ownership =
  | 'absent'
  | 'ours'
  | 'ours-tag-lost'
  | 'claimable'
  | 'foreign';

export function resolveOwnership(
  managed: ManagedEntry | undefined,
  observed: ObservedEntry | undefined,
  ownTags: OwnTags,
): Ownership {
  if (observed === undefined) return 'absent';
  if (managed === undefined) return 'foreign';
  const tagged = carriesTags(
    observed,
    ownTags(managed.rowId, managed.principalArn),
  );
  if (managed.accessEntryArn === undefined) {
    // We only ever create entries of type STANDARD, so another type cannot be the answer to our create.
    return tagged && observed.type === 'STANDARD' ? 'claimable' : 'foreign';
  }
  if (managed.accessEntryArn !== observed.accessEntryArn) return 'foreign';
  return tagged ? 'ours' : 'ours-tag-lost';
}

function carriesTags(
  observed: ObservedEntry,
  tags: Readonly<Record<string, string>>,
): boolean {
  const wanted = Object.entries(tags);
  // No tags of ours would make every entry carry them.
  return (
    wanted.length > 0 &&
    wanted.every(([key, value]) => observed.tags[key] === value)
  );
}
