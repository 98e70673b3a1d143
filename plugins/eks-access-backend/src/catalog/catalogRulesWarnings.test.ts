import { ConfigReader } from '@backstage/config';
import { catalogRulesWarnings } from './catalogRulesWarnings';

const warningsFor = (catalog: object) =>
  catalogRulesWarnings(new ConfigReader({ catalog: { ...catalog } }));

describe('catalogRulesWarnings [RELIABILITY 21]', () => {
  it.each([
    ['no rules, as Backstage then refuses groups and users', {}],
    [
      'rules for other kinds',
      { rules: [{ allow: ['Component', 'Location'] }] },
    ],
    [
      'groups of one location',
      {
        rules: [{ allow: ['Component'] }],
        locations: [
          {
            type: 'file',
            target: './org.yaml',
            rules: [{ allow: ['Group', 'User'] }],
          },
        ],
      },
    ],
    [
      'groups of locations under a pattern',
      {
        rules: [
          {
            allow: ['Group', 'User'],
            locations: [
              { type: 'url', pattern: 'https://git.acme.org/org/**' },
            ],
          },
        ],
      },
    ],
  ])('says nothing for %s', (_, catalog) => {
    expect(warningsFor(catalog)).toEqual([]);
  });

  it.each([
    [
      'groups of any location',
      [{ allow: ['Component', 'Group'] }],
      'kind Group,',
    ],
    ['users of any location', [{ allow: ['user'] }], 'kind User,'],
    [
      'both, in two rules',
      [
        { allow: ['User'] },
        { allow: [{ kind: 'Group', 'spec.type': 'team' }] },
      ],
      'kind Group and User,',
    ],
    [
      'all locations of a type',
      [{ allow: ['Group'], locations: [{ type: 'url' }] }],
      'kind Group,',
    ],
  ])('warns of %s', (_, rules, words) => {
    expect(warningsFor({ rules })).toEqual([expect.stringContaining(words)]);
  });
});
