import {
  aForeignEntry,
  aGrant,
  anEntry,
  anIntent,
  aRole,
  aRow,
  CLUSTER,
  CLUSTER_ADMIN,
  EDIT,
  EDITOR,
  ENTRY_CREATED_AT,
  HOUR,
  known,
  namespaces,
  NOW,
  planInput,
  policy,
  reads,
  TEAM,
  terms,
  unknown,
  VIEW,
  WHOLE_CLUSTER,
} from './__testUtils__/builders';
import type { PlanInput, PlanStep } from './plan';
import { planCluster } from './planCluster';
import type { RoleFacts } from './types';

/** The plan in short: steps as words, remarks as codes. */
function planned(change: Partial<PlanInput>) {
  const { steps, remarks, closable, forget } = planCluster(planInput(change));
  return {
    steps: steps.map(inShort),
    remarks: remarks.map(({ code }) => code),
    closable,
    forget: forget.map(({ policyArn, recordAs }) => [policyArn, recordAs]),
  };
}

function inShort(step: PlanStep): string {
  const what =
    'policyArn' in step ? ` ${step.policyArn.split('/AmazonEKS')[1]}` : '';
  const where =
    step.kind === 'associate-policy'
      ? ` ${step.scope.type === 'cluster' ? 'cluster' : step.scope.namespaces}`
      : '';
  return `${step.purpose}: ${step.kind}${what}${where} for ${step.intents}`;
}

const standing = anIntent();
const ours = { managed: [aRow()], observed: reads(anEntry()) };
const givenBack = { kind: 'given-back', at: NOW } as const;
const declarationEnded = { kind: 'declaration-ended', at: NOW } as const;

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

describe('where somebody changed our entry', () => {
  it('does not restore an entry that is gone [rule 12]', () => {
    expect(planned({ intents: [standing], managed: [aRow()] })).toMatchObject({
      steps: [],
      remarks: ['entry-missing'],
      closable: [],
    });
  });

  it('lets the row go once nobody needs the entry that is gone', () => {
    expect(planned({ managed: [aRow()] })).toMatchObject({
      steps: [],
      closable: [aRow().rowId],
    });
  });

  it('takes an entry that was made again for foreign [rule 6]', () => {
    expect(
      planned({
        intents: [standing, aGrant()],
        managed: [aRow()],
        observed: reads(aForeignEntry()),
      }),
    ).toMatchObject({ steps: [], remarks: ['entry-replaced'] });
  });

  it('does not restore a policy that is gone, nor a namespace [rule 12]', () => {
    expect(
      planned({
        intents: [standing],
        managed: [aRow()],
        observed: reads(anEntry({ policies: [] })),
      }),
    ).toMatchObject({ steps: [], remarks: ['policy-missing'] });
    expect(
      planned({
        intents: [anIntent({ terms: terms(policy(VIEW, 'a', 'b')) })],
        managed: [aRow({ parts: [policy(VIEW, 'a', 'b')] })],
        observed: reads(anEntry()),
      }),
    ).toMatchObject({ steps: [], remarks: ['scope-changed'] });
  });

  it('does not give again what is gone when another namespace of it ends [rule 12]', () => {
    const parts = [policy(VIEW, 'a', 'b')];
    const { steps } = planCluster(
      planInput({
        intents: [
          standing,
          aGrant({ terms: terms(policy(VIEW, 'b')), end: givenBack }),
        ],
        managed: [aRow({ parts })],
        observed: reads(anEntry({ policies: [policy(VIEW, 'b')] })),
      }),
    );
    expect(steps.map(inShort)).toEqual([
      'end: disassociate-policy ViewPolicy for grant',
    ]);
    // The row remembers that a was taken away, else the next plan would give it again.
    expect(steps[0]).toMatchObject({ recordAs: namespaces('a') });
  });

  it('leaves what was added in place, and takes away only ours [rule 6]', () => {
    const parts = [policy(VIEW, 'a', 'b')];
    const { steps, remarks } = planCluster(
      planInput({
        intents: [
          standing,
          aGrant({ terms: terms(policy(VIEW, 'b')), end: givenBack }),
        ],
        managed: [aRow({ parts })],
        observed: reads(anEntry({ policies: [policy(VIEW, 'a', 'b', 'x')] })),
      }),
    );
    expect(steps.map(inShort)).toEqual([
      'end: associate-policy ViewPolicy a,x for grant',
    ]);
    expect(steps[0]).toMatchObject({ recordAs: namespaces('a') });
    expect(remarks.map(({ code }) => code)).toEqual(['scope-changed']);
  });

  it('ends even what was widened to the whole cluster, down to what others need [precedence]', () => {
    expect(
      planned({
        intents: [
          standing,
          aGrant({ terms: terms(policy(VIEW, 'b')), end: givenBack }),
        ],
        managed: [aRow({ parts: [policy(VIEW, 'a', 'b')] })],
        observed: reads(anEntry({ policies: [policy(VIEW)] })),
      }),
    ).toMatchObject({
      steps: ['end: associate-policy ViewPolicy a for grant'],
      remarks: ['scope-changed'],
    });
  });

  it('gives in the same write what is asked for where the end takes along what was added', () => {
    const { steps } = planCluster(
      planInput({
        intents: [
          anIntent({ terms: terms(policy(VIEW, 'b')) }),
          aGrant({ terms: terms(policy(VIEW, 'a')), end: givenBack }),
        ],
        managed: [aRow()],
        observed: reads(anEntry({ policies: [policy(VIEW, 'a*')] })),
      }),
    );
    expect(steps.map(inShort)).toEqual([
      'grant: associate-policy ViewPolicy b for standing',
    ]);
    expect(steps[0]).toMatchObject({
      recordAs: namespaces('b'),
      otherwise: { kind: 'disassociate-policy', purpose: 'end' },
    });
  });

  it('records as ours all that it writes where the end takes along what was added', () => {
    const { steps } = planCluster(
      planInput({
        intents: [
          standing,
          anIntent({ id: 'second', terms: terms(policy(VIEW, 'c')) }),
          aGrant({ terms: terms(policy(VIEW, 'b')), end: givenBack }),
        ],
        managed: [aRow({ parts: [policy(VIEW, 'a', 'b')] })],
        observed: reads(anEntry({ policies: [policy(VIEW)] })),
      }),
    );
    expect(steps).toEqual([
      expect.objectContaining({
        purpose: 'end',
        scope: namespaces('a', 'c'),
        recordAs: namespaces('a', 'c'),
      }),
    ]);
  });

  it('leaves it to a person where only the catalog would narrow it', () => {
    expect(
      planned({
        intents: [
          standing,
          aGrant({ terms: terms(policy(VIEW, 'b')), end: declarationEnded }),
        ],
        managed: [aRow({ parts: [policy(VIEW, 'a', 'b')] })],
        observed: reads(anEntry({ policies: [policy(VIEW)] })),
      }),
    ).toMatchObject({ steps: [], remarks: ['scope-changed'] });
  });

  it.each([
    ['gives what is asked', WHOLE_CLUSTER, 'foreign-part-gives-it-already'],
    ['does not', namespaces('b'), 'foreign-part-does-not-give-it'],
  ])('never merges a foreign policy that %s [rule 6]', (_name, scope, code) => {
    expect(
      planned({
        intents: [standing, aGrant()],
        managed: [aRow()],
        observed: reads(
          anEntry({
            policies: [policy(VIEW, 'a'), { policyArn: EDIT, scope }],
          }),
        ),
      }),
    ).toMatchObject({ steps: [], remarks: [code] });
  });

  it('takes only its own from an entry that carries foreign parts [rule 6]', () => {
    expect(
      planned({
        intents: [anIntent({ end: givenBack })],
        managed: [aRow()],
        observed: reads(
          anEntry({ policies: [policy(VIEW, 'a'), policy(EDIT)] }),
        ),
      }),
    ).toMatchObject({
      steps: ['end: disassociate-policy ViewPolicy for standing'],
      remarks: ['foreign-policy-on-our-entry'],
    });
    expect(
      planned({
        intents: [anIntent({ end: givenBack })],
        managed: [aRow()],
        observed: reads(anEntry({ kubernetesGroups: ['theirs'] })),
      }),
    ).toMatchObject({
      steps: ['end: disassociate-policy ViewPolicy for standing'],
      remarks: ['foreign-group-on-our-entry'],
    });
  });

  it('forgets what somebody removed once nobody needs it, so that it can be asked for again', () => {
    const parts = [policy(VIEW, 'a'), policy(EDIT, 'a')];
    expect(
      planned({
        intents: [standing, aGrant({ end: givenBack })],
        managed: [aRow({ parts })],
        observed: reads(anEntry()),
      }),
    ).toEqual({
      steps: [],
      remarks: [],
      closable: [],
      forget: [[EDIT, undefined]],
    });
    expect(
      planned({
        intents: [standing],
        managed: [aRow({ parts: [policy(VIEW, 'a', 'b')] })],
        observed: reads(anEntry()),
      }).forget,
    ).toEqual([[VIEW, namespaces('a')]]);
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

describe('within a minute of our own write', () => {
  const justNow = { lastWriteAt: NOW - 59_999 };

  it.each([
    ['no entry', reads()],
    ['the entry before', reads(aForeignEntry())],
    ['no policy', reads(anEntry({ policies: [] }))],
    ['an older scope', reads(anEntry({ policies: [policy(VIEW, 'b')] }))],
  ])('takes %s for not yet visible, and not for drift', (_name, observed) => {
    expect(
      planned({ intents: [standing], managed: [aRow(justNow)], observed }),
    ).toEqual({
      steps: [],
      remarks: ['not-yet-visible'],
      closable: [],
      forget: [],
    });
  });

  it('takes what we just removed for not foreign', () => {
    expect(
      planned({
        intents: [standing],
        managed: [aRow(justNow)],
        observed: reads(
          anEntry({ policies: [policy(VIEW, 'a'), policy(EDIT, 'a')] }),
        ),
      }),
    ).toMatchObject({ steps: [], remarks: [] });
  });

  it('does not close the row of an entry that may still appear', () => {
    expect(planned({ managed: [aRow(justNow)] }).closable).toEqual([]);
  });

  it('waits with an end while it is not known whether the rest of the part stands', () => {
    const observed = reads(anEntry({ policies: [policy(VIEW, 'b')] }));
    const intents = [
      standing,
      aGrant({ terms: terms(policy(VIEW, 'b')), end: givenBack }),
    ];
    const parts = [policy(VIEW, 'a', 'b')];
    expect(
      planned({ intents, observed, managed: [aRow({ ...justNow, parts })] }),
    ).toMatchObject({ steps: [], remarks: ['not-yet-visible'] });
    expect(
      planned({ intents, observed, managed: [aRow({ parts })] }).steps,
    ).toEqual(['end: disassociate-policy ViewPolicy for grant']);
  });

  it('ends at once what nobody else needs', () => {
    expect(
      planned({
        intents: [standing, aGrant({ end: givenBack })],
        managed: [
          aRow({ ...justNow, parts: [policy(VIEW, 'a'), policy(EDIT, 'a')] }),
        ],
        observed: reads(
          anEntry({ policies: [policy(VIEW, 'a'), policy(EDIT, 'b')] }),
        ),
      }).steps,
    ).toEqual(['end: disassociate-policy EditPolicy for grant']);
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

describe('the plan', () => {
  it('takes ends first, then grants, then removals', () => {
    const { steps } = planCluster(
      planInput({
        intents: [
          anIntent({ id: 'left', principalArn: EDITOR, end: declarationEnded }),
          aGrant({ end: givenBack }),
          aGrant({ id: 'new', terms: terms(policy(CLUSTER_ADMIN, 'c')) }),
          standing,
        ],
        managed: [
          aRow({ principalArn: EDITOR }),
          aRow({ parts: [policy(VIEW, 'a'), policy(EDIT, 'a')] }),
        ],
        observed: reads(
          anEntry({ principalArn: EDITOR }),
          anEntry({ policies: [policy(VIEW, 'a'), policy(EDIT, 'a')] }),
        ),
      }),
    );
    expect(steps.map(inShort)).toEqual([
      'end: disassociate-policy EditPolicy for grant',
      'grant: associate-policy ClusterAdminPolicy c for new',
      'removal: delete-entry for left',
    ]);
  });

  it('has a hash that tells other steps, and not another time', () => {
    const at = (instant: number, intents = [standing]) =>
      planCluster(planInput({ at: instant, intents })).hash;
    expect(at(NOW + HOUR)).toBe(at(NOW));
    expect(at(NOW, [anIntent({ terms: terms(policy(VIEW, 'b')) })])).not.toBe(
      at(NOW),
    );
    expect(
      planCluster(
        planInput({
          cluster: { ...CLUSTER, createdAt: CLUSTER.createdAt + 1 },
        }),
      ).hash,
    ).not.toBe(planCluster(planInput()).hash);
  });

  it('goes by the row that fits what AWS shows, should there be two of one principal', () => {
    expect(
      planned({
        intents: [standing],
        managed: [
          aRow({ rowId: 'another', accessEntryArn: 'arn:another' }),
          aRow(),
        ],
        observed: reads(anEntry()),
      }),
    ).toMatchObject({ steps: [], remarks: [] });
  });
});
