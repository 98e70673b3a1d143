import {
  CLUSTER,
  EDIT,
  ENTRY_CREATED_AT,
  NOW,
  TEAM,
  VIEW,
  aForeignEntry,
  aGrant,
  aRole,
  aRow,
  anEntry,
  anIntent,
  known,
  namespaces,
  planInput,
  policy,
  reads,
  terms,
  unknown,
} from './__testUtils__/builders';
import {
  declarationEnded,
  givenBack,
  inShort,
  planned,
  standing,
} from './__testUtils__/planned';
import { planCluster } from './planCluster';
import type { RoleFacts } from './types';

describe('without an entry', () => {
  it('makes one and gives it each policy', () => {
    const both = anIntent({
      terms: {
        policies: [policy(VIEW, 'a'), policy(EDIT, 'a', 'b')],
        kubernetesGroups: ['writers', 'readers'],
      },
    });
    const { steps } = planCluster(planInput({ intents: [both] }));
    expect(steps.map(inShort)).toEqual([
      'grant: create-entry for standing',
      'grant: associate-policy EditPolicy a,b for standing',
      'grant: associate-policy ViewPolicy a for standing',
    ]);
    expect(steps[0]).toMatchObject({
      principalArn: TEAM,
      roleId: 'AROApayments',
      kubernetesGroups: ['readers', 'writers'],
    });
    expect(steps[1]).toMatchObject({ recordAs: namespaces('a', 'b') });
  });

  it('does nothing for nobody, and has no remark about what is only inventory', () => {
    expect(
      planned({ observed: reads(aForeignEntry(), anEntry({ type: 'EC2' })) }),
    ).toEqual({ steps: [], remarks: [], closable: [], forget: [] });
  });

  it.each<[string, ReadonlyMap<string, RoleFacts>, string]>([
    ['was not read', new Map(), 'role-unread'],
    ['is unknown', new Map([[TEAM, unknown()]]), 'role-unread'],
    ['is gone', new Map([[TEAM, { kind: 'gone', asOf: NOW }]]), 'role-gone'],
    [
      'was made again',
      new Map([[TEAM, aRole(TEAM, { roleId: 'AROANEW' })]]),
      'role-replaced',
    ],
  ])('makes none when the role %s [rule 12]', (_name, roles, code) => {
    expect(planned({ intents: [standing], roles })).toMatchObject({
      steps: [],
      remarks: [code],
    });
  });

  it('makes none for the intents of an earlier cluster of that name', () => {
    expect(
      planned({
        intents: [
          anIntent({
            cluster: { ...CLUSTER, createdAt: CLUSTER.createdAt - 1 },
          }),
        ],
      }),
    ).toMatchObject({ steps: [], remarks: ['cluster-replaced'] });
  });
});

describe('on a foreign entry', () => {
  it.each([
    ['by Terraform', { ManagedBy: 'Terraform' }, 'Terraform'],
    ['by nobody known', {}, undefined],
  ])('is covered %s and writes nothing', (_name, tags, tool) => {
    const { steps, remarks } = planCluster(
      planInput({
        intents: [standing],
        observed: reads(aForeignEntry({ tags, policies: [policy(VIEW)] })),
      }),
    );
    expect(steps).toEqual([]);
    expect(remarks).toEqual([
      {
        kind: 'covered',
        code: 'entry-gives-it-already',
        principalArn: TEAM,
        intents: ['standing'],
        details: tool ? { tool } : {},
      },
    ]);
  });

  it.each([
    ['another policy', { policies: [policy(EDIT)] }],
    ['another namespace', { policies: [policy(VIEW, 'b')] }],
    ['nothing', { policies: [] }],
  ])('is blocked where that gives %s', (_name, change) => {
    expect(
      planned({
        intents: [standing],
        observed: reads(aForeignEntry(change)),
      }),
    ).toMatchObject({ steps: [], remarks: ['foreign-entry-does-not-give-it'] });
  });

  it('is blocked where a Kubernetes group is missing', () => {
    const level = anIntent({
      terms: { policies: [], kubernetesGroups: ['readers'] },
    });
    expect(
      planned({ intents: [level], observed: reads(aForeignEntry()) }).remarks,
    ).toEqual(['foreign-entry-does-not-give-it']);
    expect(
      planned({
        intents: [level],
        observed: reads(aForeignEntry({ kubernetesGroups: ['readers'] })),
      }).remarks,
    ).toEqual(['entry-gives-it-already']);
  });

  it('is not covered by a dead one', () => {
    expect(
      planned({
        intents: [standing],
        observed: reads(aForeignEntry()),
        roles: new Map([
          [TEAM, aRole(TEAM, { createdAt: ENTRY_CREATED_AT + 1 })],
        ]),
      }),
    ).toMatchObject({ steps: [], remarks: ['role-is-younger-than-entry'] });
  });

  it('leaves a node alone', () => {
    expect(
      planned({
        intents: [standing],
        observed: reads(aForeignEntry({ type: 'EC2_LINUX' })),
      }),
    ).toMatchObject({ steps: [], remarks: ['entry-is-not-standard'] });
  });
});

describe('while the answer to a create is not known', () => {
  const unanswered = aRow({
    accessEntryArn: undefined,
    parts: [],
    lastWriteAt: NOW - 1,
  });

  it('waits until the entry with our tag has been taken up', () => {
    expect(
      planned({
        intents: [standing],
        managed: [unanswered],
        observed: reads(anEntry({ policies: [] })),
      }),
    ).toMatchObject({
      steps: [],
      remarks: ['create-unanswered'],
      closable: [],
    });
  });

  it('makes it again where AWS has none', () => {
    expect(
      planned({ intents: [standing], managed: [unanswered] }).steps,
    ).toEqual([
      'grant: create-entry for standing',
      'grant: associate-policy ViewPolicy a for standing',
    ]);
  });

  it('keeps the row of what nobody needs for as long as the entry may still appear', () => {
    expect(planned({ managed: [unanswered] }).closable).toEqual([]);
    expect(
      planned({
        managed: [{ ...unanswered, lastWriteAt: NOW - 60_000 }],
      }).closable,
    ).toEqual([unanswered.rowId]);
  });

  it('takes an entry without our tag for what it is', () => {
    expect(
      planned({
        intents: [standing],
        managed: [unanswered],
        observed: reads(aForeignEntry()),
      }),
    ).toMatchObject({ steps: [], remarks: ['entry-gives-it-already'] });
  });
});

describe('without a read', () => {
  const parts = [policy(VIEW, 'a', 'b'), policy(EDIT, 'a')];
  const grant = aGrant({
    terms: terms(policy(VIEW, 'b'), policy(EDIT, 'a')),
    end: givenBack,
  });
  const unread = known([{ principalArn: TEAM, read: unknown() }]);

  it.each([
    ['list', unknown(), 'entries-unread'],
    ['entry', unread, 'entry-unread'],
  ])(
    'of the %s goes on with what is due, and with nothing else [rule 8]',
    (_name, observed, code) => {
      expect(
        planned({
          intents: [
            standing,
            grant,
            aGrant({ id: 'new', terms: terms(policy(EDIT, 'c')) }),
          ],
          managed: [aRow({ parts })],
          observed,
        }),
      ).toEqual({
        steps: [
          'end: associate-policy ViewPolicy a for grant',
          'end: disassociate-policy EditPolicy for grant',
        ],
        remarks: [code],
        closable: [],
        forget: [],
      });
    },
  );

  it('never deletes an entry, as foreign parts could be on it', () => {
    expect(
      planned({
        intents: [anIntent({ end: givenBack })],
        managed: [aRow()],
        observed: unknown(),
      }).steps,
    ).toEqual(['end: disassociate-policy ViewPolicy for standing']);
  });

  it('goes by what we wrote even where somebody may have replaced the entry unseen: no call to EKS can name the entry it means [precedence]', () => {
    const input = {
      intents: [anIntent({ end: givenBack })],
      managed: [aRow()],
    };
    expect(planned({ ...input, observed: unread }).steps).toHaveLength(1);
    expect(
      planned({ ...input, observed: reads(aForeignEntry()) }).steps,
    ).toEqual([]);
  });

  it('takes nothing away for the catalog', () => {
    expect(
      planned({
        intents: [anIntent({ end: declarationEnded })],
        managed: [aRow()],
        observed: unknown(),
      }).steps,
    ).toEqual([]);
  });

  it('ends nothing on an entry whose create was not answered', () => {
    expect(
      planned({
        intents: [anIntent({ end: givenBack })],
        managed: [aRow({ accessEntryArn: undefined })],
        observed: unknown(),
      }).steps,
    ).toEqual([]);
  });

  it('is what a list is that names an entry twice, differently', () => {
    expect(
      planned({
        intents: [standing],
        managed: [aRow()],
        observed: reads(anEntry(), anEntry({ policies: [] })),
      }),
    ).toMatchObject({ steps: [], remarks: ['entry-unread'] });
    expect(
      planned({
        intents: [standing],
        managed: [aRow()],
        observed: reads(anEntry(), anEntry()),
      }),
    ).toMatchObject({ steps: [], remarks: [] });
  });
});
