import type { LevelInForce, Membership } from '../catalog';

/** A person who may decide, and the group through which. */
export interface Decider {
  readonly ref: string;
  readonly title: string;
  readonly groupRef: string;
}

/** Who may decide a level. Groups whose members could not be read stand apart: they may have some. */
export interface Deciders {
  /** Each person once, sorted by ref. */
  readonly people: readonly Decider[];
  readonly unreadGroups: readonly string[];
}

/** Everybody who may decide the level but the person who asks, which nobody can configure otherwise (DESIGN rule 2). */
export async function decidersOf(
  level: Pick<LevelInForce, 'deciderGroups'>,
  requesterRef: string,
  membersOf: Membership['membersOf'],
): Promise<Deciders> {
  const reads = await Promise.all(
    level.deciderGroups.map(async groupRef => ({
      groupRef,
      members: await membersOf(groupRef),
    })),
  );
  const people = new Map<string, Decider>();
  for (const { groupRef, members } of reads) {
    if (members.kind === 'unknown') continue;
    for (const { ref, title } of members.value) {
      if (ref === requesterRef || people.has(ref)) continue;
      people.set(ref, { ref, title, groupRef });
    }
  }
  return {
    people: [...people.values()].sort((one, two) =>
      one.ref < two.ref ? -1 : 1,
    ),
    unreadGroups: reads
      .filter(({ members }) => members.kind === 'unknown')
      .map(({ groupRef }) => groupRef),
  };
}
