import {
  CLUSTER,
  CLUSTER_ADMIN,
  EDIT,
  EDITOR,
  ENTRY_CREATED_AT,
  HOUR,
  MAPPING,
  NOW,
  TEAM,
  VIEW,
  aCeiling,
  aForeignEntry,
  aGrant,
  aRole,
  aRow,
  anEntry,
  anIntent,
  namespaces,
  policy,
  reads,
  rolesOf,
  terms,
  unknown,
} from './__testUtils__/builders';
import {
  all,
  associate,
  create,
  end,
  endAll,
  giving,
  refusedBy,
  taking,
  withEntry,
  withoutEntry,
} from './__testUtils__/guardSteps';
import type { GuardInput } from './guardContext';
import type { PlanStep } from './plan';

describe('entryIsForeign', () => {
  it.each(all)(
    'refuses a %s on an entry without a row of ours',
    (_name, step) => {
      expect(refusedBy(step, withEntry({ managed: [] }))).toContain(
        'entryIsForeign',
      );
    },
  );

  it.each(all)('refuses a %s on an entry with another ARN', (_name, step) => {
    expect(
      refusedBy(step, withEntry({ observed: reads(aForeignEntry()) })),
    ).toContain('entryIsForeign');
  });

  it.each(all)(
    'refuses a %s on an entry that is not taken up yet',
    (_name, step) => {
      expect(
        refusedBy(
          step,
          withEntry({ managed: [aRow({ accessEntryArn: undefined })] }),
        ),
      ).toContain('entryIsForeign');
    },
  );

  it('refuses to make an entry that is there, even ours', () => {
    expect(refusedBy(create, withEntry())).toEqual(['entryIsForeign']);
  });

  it('refuses to add where our tag is lost, and lets an end pass', () => {
    const input = withEntry({ observed: reads(anEntry({ tags: {} })) });
    expect(refusedBy(associate, input)).toEqual(['entryIsForeign']);
    expect(refusedBy(end, input)).toEqual([]);
    expect(refusedBy(endAll, input)).toEqual([]);
  });

  it('refuses to change a policy that somebody else put there', () => {
    const observed = reads(
      anEntry({ policies: [policy(VIEW, 'a'), policy(EDIT, 'b')] }),
    );
    expect(refusedBy(associate, withEntry({ observed }))).toEqual([
      'entryIsForeign',
    ]);
    expect(
      refusedBy({ ...end, policyArn: EDIT }, withEntry({ observed })),
    ).toEqual(['entryIsForeign']);
  });

  it.each([
    ['policy', { policies: [policy(VIEW, 'a'), policy(EDIT, 'b')] }],
    ['group', { kubernetesGroups: ['theirs'] }],
  ])(
    'refuses to delete an entry that carries a foreign %s',
    (_name, change) => {
      expect(
        refusedBy(endAll, withEntry({ observed: reads(anEntry(change)) })),
      ).toEqual(['entryIsForeign']);
    },
  );

  it('refuses to end unseen what our row does not record', () => {
    const observed = unknown();
    expect(
      refusedBy({ ...end, policyArn: EDIT }, withEntry({ observed })),
    ).toEqual(['entryIsForeign']);
    expect(
      refusedBy(
        end,
        withEntry({ observed, managed: [aRow({ accessEntryArn: undefined })] }),
      ),
    ).toEqual(['entryIsForeign']);
  });
});

describe('roleIsUnknownOrReplaced', () => {
  it.each([
    ['was not read', new Map()],
    ['is unknown', new Map([[TEAM, unknown()]])],
    ['is gone', new Map([[TEAM, { kind: 'gone' as const, asOf: NOW }]])],
    ['was made again', new Map([[TEAM, aRole(TEAM, { roleId: 'AROANEW' })]])],
  ])(
    'refuses to give to a role that %s, and lets ends pass [rule 12]',
    (_name, roles) => {
      for (const [, step, world] of giving) {
        expect(refusedBy(step, world({ roles }))).toEqual([
          'roleIsUnknownOrReplaced',
        ]);
      }
      for (const [, step, world] of taking) {
        expect(refusedBy(step, world({ roles }))).toEqual([]);
      }
    },
  );

  it('refuses a step for another role id than that of its intents', () => {
    expect(
      refusedBy({ ...create, roleId: 'AROAOTHER' }, withoutEntry()),
    ).toEqual(['roleIsUnknownOrReplaced']);
    expect(
      refusedBy(
        associate,
        withEntry({ intents: [aGrant({ roleId: 'AROAOTHER' })] }),
      ),
    ).toEqual(['roleIsUnknownOrReplaced']);
  });

  it('refuses to add to a dead entry, and lets ends pass', () => {
    const dead = {
      roles: new Map([
        [TEAM, aRole(TEAM, { createdAt: ENTRY_CREATED_AT + 1 })],
      ]),
    };
    expect(refusedBy(associate, withEntry(dead))).toEqual([
      'roleIsUnknownOrReplaced',
    ]);
    expect(refusedBy(endAll, withEntry(dead))).toEqual([]);
  });
});

describe('nobodyAsksForIt', () => {
  it.each<[string, PlanStep]>([
    [
      'a namespace that is not asked for',
      { ...associate, scope: namespaces('a', 'b') },
    ],
    ['the whole cluster', { ...associate, scope: { type: 'cluster' } }],
    [
      'a policy that is not asked for',
      { ...associate, policyArn: VIEW, scope: namespaces('b') },
    ],
    [
      'what only an ended intent asked for',
      { ...associate, intents: ['ended'] },
    ],
    [
      'what an intent asks for that is not there',
      { ...associate, intents: ['nobody'] },
    ],
    ['what no intent is named for', { ...associate, intents: [] }],
  ])('refuses %s [rule 3]', (_name, step) => {
    expect(
      refusedBy(
        step,
        withEntry({
          ceilings: new Map([[MAPPING, aCeiling({ scope: 'cluster' })]]),
        }),
      ),
    ).toEqual(['nobodyAsksForIt']);
  });

  it('refuses a grant whose time has come since it was planned', () => {
    expect(
      refusedBy(associate, withEntry({ intents: [aGrant({ endsAt: NOW })] })),
    ).toEqual(['nobodyAsksForIt']);
  });

  it('refuses what the mapping no longer allows', () => {
    expect(
      refusedBy(
        associate,
        withEntry({ intents: [aGrant({ allowed: terms() })] }),
      ),
    ).toEqual(['nobodyAsksForIt']);
  });

  it('refuses what was decided for an earlier cluster', () => {
    const cluster = { ...CLUSTER, createdAt: CLUSTER.createdAt - HOUR };
    expect(
      refusedBy(associate, withEntry({ intents: [aGrant({ cluster })] })),
    ).toEqual(['nobodyAsksForIt']);
    expect(
      refusedBy(create, withoutEntry({ intents: [anIntent({ cluster })] })),
    ).toEqual(['nobodyAsksForIt']);
  });

  it('refuses what could not be confirmed, even where another asks for the rest', () => {
    expect(
      refusedBy(associate, withEntry({ withheld: new Set(['grant']) })),
    ).toEqual(['nobodyAsksForIt']);
    expect(
      refusedBy(associate, withEntry({ withheld: new Set(['another']) })),
    ).toEqual([]);
  });

  it('refuses to give back under the name of an end what somebody took away', () => {
    expect(
      refusedBy(
        {
          ...associate,
          policyArn: VIEW,
          scope: namespaces('a', 'b'),
          purpose: 'end',
          intents: ['ended'],
        },
        withEntry({
          managed: [aRow({ parts: [policy(VIEW, 'a', 'b', 'c')] })],
          observed: reads(anEntry()),
        }),
      ),
    ).toEqual(['nobodyAsksForIt']);
  });

  it('refuses a group that is not asked for', () => {
    expect(
      refusedBy(
        { ...create, kubernetesGroups: ['readers'] },
        withoutEntry({
          ceilings: new Map([
            [MAPPING, aCeiling({ kubernetesGroups: ['readers'] })],
          ]),
        }),
      ),
    ).toEqual(['nobodyAsksForIt']);
  });

  it('lets a group pass that one of several asks for', () => {
    const level = anIntent({
      id: 'with a group',
      terms: { policies: [], kubernetesGroups: ['readers'] },
    });
    expect(
      refusedBy(
        {
          ...create,
          kubernetesGroups: ['readers'],
          intents: ['standing', 'with a group'],
        },
        withoutEntry({
          intents: [anIntent(), level],
          ceilings: new Map([
            [MAPPING, aCeiling({ kubernetesGroups: ['readers'] })],
          ]),
        }),
      ),
    ).toEqual([]);
  });

  it('lets a wider scope keep what stands', () => {
    const input = withEntry({
      intents: [aGrant({ terms: terms(policy(VIEW, 'b')) })],
    });
    expect(
      refusedBy(
        { ...associate, policyArn: VIEW, scope: namespaces('a', 'b') },
        input,
      ),
    ).toEqual([]);
  });
});

describe('outsideCeiling', () => {
  const under = (change: Parameters<typeof aCeiling>[0]) => ({
    ceilings: new Map([[MAPPING, aCeiling(change)]]),
  });

  it.each([
    ['another cluster', { clusters: [`${CLUSTER.arn}2`] }],
    ['other roles', { roles: [{ path: '/ops/', name: '*' }] }],
  ])('refuses to give under a ceiling for %s [rule 4]', (_name, change) => {
    for (const [, step, world] of giving) {
      expect(refusedBy(step, world(under(change)))).toEqual(['outsideCeiling']);
    }
    for (const [, step, world] of taking) {
      expect(refusedBy(step, world(under(change)))).toEqual([]);
    }
  });

  it.each([
    ['other policies', { policies: ['AmazonEKSViewPolicy'] }],
    ['protected namespaces', { protectedNamespaces: ['a'] }],
    ['shorter grants', { maxDurationMs: HOUR - 1 }],
  ])('refuses a policy under a ceiling for %s [rule 4]', (_name, change) => {
    expect(refusedBy(associate, withEntry(under(change)))).toEqual([
      'outsideCeiling',
    ]);
  });

  it('refuses the whole cluster under a ceiling for namespaces [rule 4]', () => {
    expect(
      refusedBy(
        { ...associate, scope: { type: 'cluster' } },
        withEntry({ intents: [aGrant({ terms: terms(policy(EDIT)) })] }),
      ),
    ).toEqual(['outsideCeiling']);
  });

  it('refuses a group that the ceiling does not name [rule 4]', () => {
    const level = anIntent({
      terms: { policies: [], kubernetesGroups: ['readers'] },
    });
    const step = { ...create, kubernetesGroups: ['readers'] };
    expect(refusedBy(step, withoutEntry({ intents: [level] }))).toEqual([
      'outsideCeiling',
    ]);
    expect(
      refusedBy(
        step,
        withoutEntry({
          intents: [level],
          ...under({ kubernetesGroups: ['readers'] }),
        }),
      ),
    ).toEqual([]);
  });

  it('refuses to give for a mapping of which nothing is known [rule 8]', () => {
    expect(refusedBy(associate, withEntry({ ceilings: new Map() }))).toEqual([
      'outsideCeiling',
    ]);
    expect(refusedBy(end, withEntry({ ceilings: new Map() }))).toEqual([]);
  });

  it('asks the ceiling of each mapping that asks', () => {
    const other = 'eksaccessmapping:default/other';
    const both = {
      intents: [aGrant(), aGrant({ id: 'other', mappingRef: other })],
    };
    const step = { ...associate, intents: ['grant', 'other'] };
    expect(
      refusedBy(
        step,
        withEntry({
          ...both,
          ceilings: new Map([
            [MAPPING, aCeiling()],
            [other, aCeiling({ policies: [] })],
          ]),
        }),
      ),
    ).toEqual(['outsideCeiling']);
  });
});

describe('lastAdministratorWouldGo', () => {
  const admin = { policies: [policy(CLUSTER_ADMIN)] };
  const roles = rolesOf(TEAM, EDITOR);
  const step = { ...end, policyArn: CLUSTER_ADMIN };
  const foreignAdmin = aForeignEntry(admin);

  it.each<[string, PlanStep]>([
    ['delete', endAll],
    ['disassociate', step],
    [
      'narrow',
      {
        ...associate,
        policyArn: CLUSTER_ADMIN,
        purpose: 'end',
        intents: ['ended'],
      },
    ],
  ])('refuses to %s the last that is not ours', (_name, one) => {
    expect(
      refusedBy(one, withEntry({ roles, observed: reads(foreignAdmin) })),
    ).toContain('lastAdministratorWouldGo');
  });

  it('counts another one that lives and is not ours', () => {
    const another = aForeignEntry({ ...admin, principalArn: EDITOR });
    const with2 = (change: Partial<GuardInput> = {}) =>
      refusedBy(
        endAll,
        withEntry({ roles, observed: reads(foreignAdmin, another), ...change }),
      );
    expect(with2()).not.toContain('lastAdministratorWouldGo');
    expect(with2({ roles: rolesOf(TEAM) })).toContain(
      'lastAdministratorWouldGo',
    );
    expect(
      with2({
        roles: new Map([
          ...rolesOf(TEAM),
          [EDITOR, aRole(EDITOR, { createdAt: ENTRY_CREATED_AT + 1 })],
        ]),
      }),
    ).toContain('lastAdministratorWouldGo');
    expect(
      with2({
        managed: [
          aRow({
            principalArn: EDITOR,
            accessEntryArn: another.accessEntryArn,
            parts: admin.policies,
          }),
        ],
      }),
    ).toContain('lastAdministratorWouldGo');
  });

  it('never stops an end of ours [precedence]', () => {
    expect(
      refusedBy(
        endAll,
        withEntry({
          managed: [aRow({ parts: admin.policies })],
          observed: reads(anEntry(admin)),
        }),
      ),
    ).toEqual([]);
  });

  it('does not mind what leaves the administrator in place', () => {
    const observed = reads(
      aForeignEntry({ policies: [...admin.policies, policy(VIEW)] }),
    );
    const leaving: PlanStep[] = [
      end,
      { ...associate, policyArn: VIEW, purpose: 'end', intents: ['ended'] },
      {
        ...associate,
        policyArn: CLUSTER_ADMIN,
        scope: { type: 'cluster' },
      },
    ];
    for (const one of leaving) {
      expect(refusedBy(one, withEntry({ roles, observed }))).not.toContain(
        'lastAdministratorWouldGo',
      );
    }
  });

  it('counts a part that somebody else put on our entry', () => {
    expect(
      refusedBy(
        endAll,
        withEntry({
          observed: reads(
            anEntry({ policies: [policy(VIEW, 'a'), ...admin.policies] }),
          ),
        }),
      ),
    ).toEqual(['entryIsForeign', 'lastAdministratorWouldGo']);
  });

  it('does not mind another policy on the whole cluster', () => {
    expect(
      refusedBy(
        endAll,
        withEntry({
          observed: reads(aForeignEntry({ policies: [policy(VIEW)] })),
        }),
      ),
    ).not.toContain('lastAdministratorWouldGo');
  });

  it('does not mind an administrator of one namespace', () => {
    expect(
      refusedBy(
        endAll,
        withEntry({
          observed: reads(
            aForeignEntry({ policies: [policy(CLUSTER_ADMIN, 'a')] }),
          ),
        }),
      ),
    ).not.toContain('lastAdministratorWouldGo');
  });
});
