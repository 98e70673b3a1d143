/** Groups on the longest way that is followed; deeper trees are a mistake or an attack (RELIABILITY B2, 27). */
export const MAX_GROUP_DEPTH = 10;

/** One step: which of the refs exist, and what comes after them. */
export interface Expansion {
  readonly existing: readonly string[];
  readonly next: readonly string[];
}

/**
 * All existing refs that can be reached from the first ones, them included; undefined when some are more than ten steps away. Level by
 * level and each ref once, so cycles end and depth costs no stack.
 */
export async function walkGroups(
  first: readonly string[],
  expand: (refs: readonly string[]) => Promise<Expansion> | Expansion,
): Promise<ReadonlySet<string> | undefined> {
  const seen = new Set(first);
  const reached = new Set<string>();
  let level = [...seen];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > MAX_GROUP_DEPTH) return undefined;
    const { existing, next } = await expand(level);
    existing.forEach(ref => reached.add(ref));
    level = [...new Set(next)].filter(ref => !seen.has(ref));
    level.forEach(ref => seen.add(ref));
  }
  return reached;
}
