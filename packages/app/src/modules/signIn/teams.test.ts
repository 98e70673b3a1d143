import { toTeams } from './teams';
import type { Person } from './usePeople';

function aPerson(name: string, ...groups: string[]): Person {
  return {
    entityRef: `user:default/${name.toLowerCase()}`,
    name,
    groups: groups.map(group => ({
      entityRef: `group:default/${group.toLowerCase()}`,
      name: group,
    })),
  };
}

describe('toTeams', () => {
  it('keeps the order of the people and of their first groups', () => {
    const teams = toTeams([
      aPerson('Sam', 'Shop'),
      aPerson('Anna', 'Payments'),
      aPerson('Sara', 'Shop'),
    ]);

    expect(
      teams.map(team => [team.name, team.people.map(person => person.name)]),
    ).toEqual([
      ['Shop', ['Sam', 'Sara']],
      ['Payments', ['Anna']],
    ]);
  });

  it('shows somebody in two groups once, and somebody in none at all', () => {
    const teams = toTeams([
      aPerson('Lena', 'Ledger', 'Payments'),
      aPerson('Max'),
    ]);

    expect(
      teams.map(team => [team.name, team.people.map(person => person.name)]),
    ).toEqual([
      ['Ledger', ['Lena']],
      ['Without a group', ['Max']],
    ]);
  });
});
