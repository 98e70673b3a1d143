import { readChosenPerson } from './chosenPerson';

describe('readChosenPerson', () => {
  it.each([
    ['user:default/anna', 'user:default/anna'],
    ['User:Default/Anna', 'user:default/anna'],
    ['anna', 'user:default/anna'],
  ])('reads %s as %s', (header, expected) => {
    expect(readChosenPerson(header)).toBe(expected);
  });

  it.each([
    ['nothing at all', undefined],
    ['an empty header', ''],
    ['a group', 'group:default/payments'],
    ['no reference', 'user:/'],
  ])('refuses %s', (_, header) => {
    expect(() => readChosenPerson(header)).toThrow(
      expect.objectContaining({ name: 'AuthenticationError' }),
    );
  });
});
