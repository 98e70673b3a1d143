import {
  EDIT,
  ENTRY_CREATED_AT,
  NOW,
  TEAM,
  VIEW,
  aGrant,
  aRole,
  aRow,
  anEntry,
  anIntent,
  namespaces,
  planInput,
  policy,
  reads,
  terms,
} from './__testUtils__/builders';
import {
  declarationEnded,
  givenBack,
  inShort,
  ours,
  planned,
  standing,
} from './__testUtils__/planned';
import { planCluster } from './planCluster';

describe('on our entry', () => {
  it('has nothing to do where it is as it should be', () => {
    expect(planned({ ...ours, intents: [standing] })).toEqual({
      steps: [],
      remarks: [],
      closable: [],
      forget: [],
    });
  });

  it('gives a second policy', () => {
    expect(planned({ ...ours, intents: [standing, aGrant()] }).steps).toEqual([
      'grant: associate-policy EditPolicy a for grant',
    ]);
  });

  it('widens by one write of the union', () => {
    const grant = aGrant({ terms: terms(policy(VIEW, 'b')) });
    expect(planned({ ...ours, intents: [standing, grant] }).steps).toEqual([
      'grant: associate-policy ViewPolicy a,b for grant,standing',
    ]);
  });

  it('keeps what another intent needs when one ends [rule 3]', () => {
    const grant = aGrant({
      terms: terms(policy(VIEW, 'a', 'b'), policy(EDIT, 'a')),
      end: givenBack,
    });
    expect(
      planned({
        intents: [standing, grant],
        managed: [aRow({ parts: [policy(VIEW, 'a', 'b'), policy(EDIT, 'a')] })],
        observed: reads(
          anEntry({ policies: [policy(VIEW, 'a', 'b'), policy(EDIT, 'a')] }),
        ),
      }).steps,
    ).toEqual([
      'end: associate-policy ViewPolicy a for grant',
      'end: disassociate-policy EditPolicy for grant',
    ]);
  });

  it('deletes it by one call when the last intent ends', () => {
    const grant = aGrant({ endsAt: NOW, terms: standing.terms });
    expect(planned({ ...ours, intents: [grant] }).steps).toEqual([
      'end: delete-entry for grant',
    ]);
  });

  it('ends by itself before it deletes by the catalog what else is there', () => {
    const both = [policy(VIEW, 'a'), policy(EDIT, 'a')];
    expect(
      planned({
        intents: [
          anIntent({ end: declarationEnded }),
          aGrant({ end: givenBack }),
        ],
        managed: [aRow({ parts: both })],
        observed: reads(anEntry({ policies: both })),
      }).steps,
    ).toEqual([
      'end: disassociate-policy EditPolicy for grant',
      'removal: delete-entry for standing',
    ]);
  });

  it('splits one policy where a part ends and a part goes by the catalog', () => {
    const parts = [policy(VIEW, 'a', 'b', 'c')];
    expect(
      planned({
        intents: [
          standing,
          aGrant({
            id: 'ended',
            terms: terms(policy(VIEW, 'b')),
            end: givenBack,
          }),
          aGrant({
            id: 'left',
            terms: terms(policy(VIEW, 'c')),
            end: { kind: 'requester-left', at: NOW },
          }),
        ],
        managed: [aRow({ parts })],
        observed: reads(anEntry({ policies: parts })),
      }).steps,
    ).toEqual([
      'end: associate-policy ViewPolicy a,c for ended',
      'removal: associate-policy ViewPolicy a for left',
    ]);
  });

  it('narrows a live grant of which less is allowed now', () => {
    const parts = [policy(VIEW, 'a', 'b')];
    expect(
      planned({
        intents: [
          anIntent({
            terms: terms(...parts),
            allowed: terms(policy(VIEW, 'a')),
          }),
        ],
        managed: [aRow({ parts })],
        observed: reads(anEntry({ policies: parts })),
      }).steps,
    ).toEqual(['removal: associate-policy ViewPolicy a for standing']);
  });

  it('gives and takes by one write, with the taking alone in its place', () => {
    const parts = [policy(VIEW, 'a', 'b')];
    const { steps } = planCluster(
      planInput({
        intents: [
          standing,
          aGrant({
            id: 'ended',
            terms: terms(policy(VIEW, 'b')),
            end: givenBack,
          }),
          aGrant({ id: 'new', terms: terms(policy(VIEW, 'c')) }),
        ],
        managed: [aRow({ parts })],
        observed: reads(anEntry({ policies: parts })),
      }),
    );
    expect(steps.map(inShort)).toEqual([
      'grant: associate-policy ViewPolicy a,c for new,standing',
    ]);
    expect(steps[0]).toMatchObject({
      otherwise: {
        kind: 'associate-policy',
        purpose: 'end',
        scope: namespaces('a'),
        intents: ['ended'],
      },
    });
  });

  it('moves from one namespace to another without a moment of neither', () => {
    expect(
      planned({
        ...ours,
        intents: [anIntent({ terms: terms(policy(VIEW, 'b')) })],
      }).steps,
    ).toEqual([
      'grant: associate-policy ViewPolicy a,b for standing',
      'removal: associate-policy ViewPolicy b for ',
    ]);
  });

  it('narrows from the whole cluster', () => {
    expect(
      planned({
        intents: [
          standing,
          aGrant({ terms: terms(policy(VIEW)), end: givenBack }),
        ],
        managed: [aRow({ parts: [policy(VIEW)] })],
        observed: reads(anEntry({ policies: [policy(VIEW)] })),
      }).steps,
    ).toEqual(['end: associate-policy ViewPolicy a for grant']);
  });

  it('counts what no intent explains as a removal [rule 8]', () => {
    expect(planned(ours).steps).toEqual(['removal: delete-entry for ']);
  });

  it('keeps what suspended intents hold and adds nothing to it [rule 12]', () => {
    expect(
      planned({
        ...ours,
        intents: [standing, aGrant()],
        roles: new Map([[TEAM, aRole(TEAM, { roleId: 'AROANEW' })]]),
      }),
    ).toMatchObject({ steps: [], remarks: ['role-replaced'] });
  });

  it('still ends while the role is unknown', () => {
    const parts = [policy(VIEW, 'a', 'b')];
    expect(
      planned({
        intents: [
          standing,
          aGrant({ terms: terms(policy(VIEW, 'b')), end: givenBack }),
          aGrant({ id: 'new', terms: terms(policy(VIEW, 'c')) }),
        ],
        managed: [aRow({ parts })],
        observed: reads(anEntry({ policies: parts })),
        roles: new Map(),
      }),
    ).toMatchObject({
      steps: ['end: associate-policy ViewPolicy a for grant'],
      remarks: ['role-unread'],
    });
  });

  it('adds nothing to a dead one, and still takes away', () => {
    expect(
      planned({
        intents: [
          standing,
          aGrant({ end: givenBack }),
          aGrant({ id: 'new', terms: terms(policy(VIEW, 'b')) }),
        ],
        managed: [aRow({ parts: [policy(VIEW, 'a'), policy(EDIT, 'a')] })],
        observed: reads(
          anEntry({ policies: [policy(VIEW, 'a'), policy(EDIT, 'a')] }),
        ),
        roles: new Map([
          [TEAM, aRole(TEAM, { createdAt: ENTRY_CREATED_AT + 1 })],
        ]),
      }),
    ).toMatchObject({
      steps: ['end: disassociate-policy EditPolicy for grant'],
      remarks: ['role-is-younger-than-entry'],
    });
  });

  it('adds nothing where our tag is lost, and still takes away [rule 6]', () => {
    expect(
      planned({
        intents: [anIntent({ end: givenBack }), aGrant()],
        managed: [aRow()],
        observed: reads(anEntry({ tags: {} })),
      }),
    ).toMatchObject({
      steps: ['end: disassociate-policy ViewPolicy for standing'],
      remarks: ['tag-lost'],
    });
  });
});

describe('with a grant that could not be confirmed', () => {
  const parts = [policy(VIEW, 'a', 'b')];
  const intents = [
    standing,
    aGrant({ id: 'ended', terms: terms(policy(VIEW, 'b')), end: givenBack }),
    aGrant({ id: 'new', terms: terms(policy(VIEW, 'c')) }),
  ];
  const withheld = new Set(['new']);

  it('gives nothing for it, and ends what is due [precedence]', () => {
    expect(
      planned({
        intents,
        withheld,
        managed: [aRow({ parts })],
        observed: reads(anEntry({ policies: parts })),
      }),
    ).toMatchObject({
      steps: ['end: associate-policy ViewPolicy a for ended'],
      remarks: ['not-confirmed'],
    });
  });

  it('gives what others ask for', () => {
    expect(planned({ intents, withheld }).steps).toEqual([
      'grant: create-entry for standing',
      'grant: associate-policy ViewPolicy a for standing',
    ]);
  });

  it('keeps what stands of it [rule 8]', () => {
    const all = [policy(VIEW, 'a', 'c')];
    expect(
      planned({
        intents,
        withheld,
        managed: [aRow({ parts: all })],
        observed: reads(anEntry({ policies: all })),
      }),
    ).toMatchObject({ steps: [], remarks: ['not-confirmed'] });
  });
});

describe('with Kubernetes groups', () => {
  const groups = (...kubernetesGroups: string[]) =>
    anIntent({
      terms: { policies: [policy(VIEW, 'a')], kubernetesGroups },
    });

  it.each([
    [
      'asked for after the entry was made',
      ['readers'],
      [],
      [],
      'groups-are-fixed',
    ],
    ['removed outside', ['readers'], ['readers'], [], 'group-missing'],
    [
      'that nobody asks for any more',
      [],
      ['readers'],
      ['readers'],
      'groups-cannot-go-alone',
    ],
  ])('leaves one %s to a person', (_name, asked, made, shown, code) => {
    expect(
      planned({
        intents: [groups(...asked)],
        managed: [aRow({ kubernetesGroups: made })],
        observed: reads(anEntry({ kubernetesGroups: shown })),
      }),
    ).toMatchObject({ steps: [], remarks: [code] });
  });

  it('deletes by the catalog an entry whose groups only the catalog takes away', () => {
    expect(
      planned({
        intents: [
          anIntent({
            id: 'left',
            terms: { policies: [], kubernetesGroups: ['readers'] },
            end: declarationEnded,
          }),
          anIntent({ end: givenBack }),
        ],
        managed: [aRow({ kubernetesGroups: ['readers'] })],
        observed: reads(anEntry({ kubernetesGroups: ['readers'] })),
      }).steps,
    ).toEqual([
      'end: disassociate-policy ViewPolicy for standing',
      'removal: delete-entry for left',
    ]);
  });
});
