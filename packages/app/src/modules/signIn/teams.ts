import type { Person } from './usePeople';

/** A group and its people, as the sign-in page shows them. */
export interface Team {
  /** Entity reference of the group, or undefined for the people without one. */
  readonly entityRef: string | undefined;
  readonly name: string;
  readonly people: readonly Person[];
}

/** People under their first group, in the order given. Nobody is shown twice and nobody is left out. */
export function toTeams(people: readonly Person[]): readonly Team[] {
  const teams = new Map<string | undefined, Team>();
  for (const person of people) {
    const group = person.groups[0];
    const team = teams.get(group?.entityRef) ?? {
      entityRef: group?.entityRef,
      name: group?.name ?? 'Without a group',
      people: [],
    };
    teams.set(group?.entityRef, {
      ...team,
      people: [...team.people, person],
    });
  }
  return [...teams.values()];
}
