import {
  aGrant,
  anIntent,
  EDIT,
  EDITOR,
  NOW,
  policy,
  roleIdOf,
  TEAM,
  terms,
  VIEW,
} from './__testUtils__/builders';
import { projectEntries } from './projectEntries';

describe('projectEntries', () => {
  it('unites two intents on one principal into one entry', () => {
    const standing = anIntent({ terms: terms(policy(VIEW, 'a')) });
    const grant = aGrant({
      terms: {
        policies: [policy(VIEW, 'b'), policy(EDIT, 'a')],
        kubernetesGroups: ['writers'],
      },
    });
    expect(projectEntries([standing, grant], NOW)).toEqual([
      {
        principalArn: TEAM,
        roleId: roleIdOf(TEAM),
        policies: [
          { ...policy(EDIT, 'a'), because: ['grant'] },
          { ...policy(VIEW, 'a', 'b'), because: ['grant', 'standing'] },
        ],
        kubernetesGroups: ['writers'],
        because: ['grant', 'standing'],
      },
    ]);
  });

  it('lets the whole cluster absorb namespaces', () => {
    const [entry] = projectEntries(
      [anIntent(), aGrant({ terms: terms(policy(VIEW)) })],
      NOW,
    );
    expect(entry.policies).toEqual([
      { ...policy(VIEW), because: ['grant', 'standing'] },
    ]);
  });

  it('keeps principals apart', () => {
    expect(
      projectEntries([anIntent(), aGrant({ principalArn: EDITOR })], NOW).map(
        ({ principalArn }) => principalArn,
      ),
    ).toEqual([TEAM, EDITOR]);
  });

  it('never mixes the intents of a role with those of the one that was made again under its name [rule 12]', () => {
    expect(
      projectEntries([anIntent(), aGrant({ roleId: 'AROANEW' })], NOW).map(
        ({ roleId, because }) => [roleId, because],
      ),
    ).toEqual([
      ['AROANEW', ['grant']],
      [roleIdOf(TEAM), ['standing']],
    ]);
  });

  it('leaves out an intent of which nothing is allowed any more', () => {
    expect(projectEntries([anIntent({ allowed: terms() })], NOW)).toEqual([]);
  });
});
