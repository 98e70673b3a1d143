import {
  aCeiling,
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
  guardInput,
  HOUR,
  known,
  MAPPING,
  namespaces,
  NOW,
  policy,
  reads,
  roleIdOf,
  rolesOf,
  TEAM,
  terms,
  unknown,
  VIEW,
} from './__testUtils__/builders';
import { assertStepAllowed, checkPlan, GuardRefusal } from './checkPlan';
import type { GuardInput } from './guardContext';
import { guards, type GuardName } from './guards';
import type {
  AssociatePolicyStep,
  CreateEntryStep,
  DeleteEntryStep,
  DisassociatePolicyStep,
  Plan,
  PlanStep,
} from './plan';

/** Each step is one that passes in the world it is used in, until the test changes the one thing that its guard refuses. */
const create: CreateEntryStep = {
  kind: 'create-entry',
  principalArn: TEAM,
  roleId: roleIdOf(TEAM),
  kubernetesGroups: [],
  purpose: 'grant',
  intents: ['standing'],
};
const associate: AssociatePolicyStep = {
  kind: 'associate-policy',
  principalArn: TEAM,
  policyArn: EDIT,
  scope: namespaces('a'),
  recordAs: namespaces('a'),
  purpose: 'grant',
  intents: ['grant'],
};
const end: DisassociatePolicyStep = {
  kind: 'disassociate-policy',
  principalArn: TEAM,
  policyArn: VIEW,
  purpose: 'end',
  intents: ['ended'],
};
const endAll: DeleteEntryStep = {
  kind: 'delete-entry',
  principalArn: TEAM,
  purpose: 'end',
  intents: ['ended'],
};
const removal: DeleteEntryStep = {
  kind: 'delete-entry',
  principalArn: TEAM,
  purpose: 'removal',
  intents: ['withdrawn'],
};

const ended = anIntent({
  id: 'ended',
  end: { kind: 'given-back', at: NOW },
});
const withdrawn = anIntent({
  id: 'withdrawn',
  end: { kind: 'declaration-ended', at: NOW },
});
const intents = [anIntent(), aGrant(), ended, withdrawn];

/** A cluster on which everything may be done: no entry yet, or ours. */
const withoutEntry = (change: Partial<GuardInput> = {}) =>
  guardInput({ intents, ...change });
const withEntry = (change: Partial<GuardInput> = {}) =>
  guardInput({
    intents,
    managed: [aRow()],
    observed: reads(anEntry()),
    ...change,
  });

function planOf(...steps: readonly PlanStep[]): Plan {
  return { steps, remarks: [], closable: [], forget: [], hash: 'hash' };
}

function refusedBy(step: PlanStep, input: GuardInput): readonly GuardName[] {
  return checkPlan(planOf(step), input).refused.map(({ guard }) => guard);
}

const all: readonly [string, PlanStep, typeof withEntry][] = [
  ['create', create, withoutEntry],
  ['associate', associate, withEntry],
  ['end', end, withEntry],
  ['end of all', endAll, withEntry],
  ['removal', removal, withEntry],
];
const ends = all.filter(([, step]) => step.purpose === 'end');
const others = all.filter(([, step]) => step.purpose !== 'end');
const giving = all.filter(([, step]) => step.purpose === 'grant');
const taking = all.filter(([, step]) => step.purpose !== 'grant');

describe('guards', () => {
  it('stand in the order in which they are asked', () => {
    expect(guards.map(({ name }) => name)).toEqual([
      'principalIsProtected',
      'entryIsNotStandard',
      'principalIsOurOwnRole',
      'entryIsForeign',
      'entryIsMissing',
      'clusterIsObservedOnly',
      'clusterIsNotActive',
      'authenticationModeHasNoEntries',
      'awsAuthIsUnread',
      'roleIsUnknownOrReplaced',
      'nobodyAsksForIt',
      'outsideCeiling',
      'reservedKubernetesGroup',
      'lastAdministratorWouldGo',
      'removalBudgetExceeded',
      'unknownObservation',
    ]);
  });

  it.each(all)('let a proper %s pass', (_name, step, world) => {
    expect(refusedBy(step, world())).toEqual([]);
    expect(() => assertStepAllowed(step, planOf(step), world())).not.toThrow();
  });
});

describe('principalIsProtected', () => {
  it.each(all)(
    'refuses a %s, whatever the case of the name',
    (_name, step, world) => {
      expect(
        refusedBy(step, world({ protectedPrincipals: [TEAM.toUpperCase()] })),
      ).toEqual(['principalIsProtected']);
    },
  );

  it('refuses a service-linked role', () => {
    const principalArn =
      'arn:aws:iam::111122223333:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS';
    expect(refusedBy({ ...create, principalArn }, withoutEntry())).toContain(
      'principalIsProtected',
    );
  });

  it('does not mind another principal', () => {
    expect(
      refusedBy(create, withoutEntry({ protectedPrincipals: [EDITOR] })),
    ).toEqual([]);
  });
});

describe('entryIsNotStandard', () => {
  it.each(all)('refuses a %s', (_name, step) => {
    expect(
      refusedBy(
        step,
        withEntry({ observed: reads(anEntry({ type: 'EC2_LINUX' })) }),
      ),
    ).toContain('entryIsNotStandard');
  });
});

describe('principalIsOurOwnRole', () => {
  it.each(all)('refuses a %s', (_name, step, world) => {
    expect(
      refusedBy(step, world({ ownRoleArns: [TEAM.toUpperCase()] })),
    ).toEqual(['principalIsOurOwnRole']);
  });
});

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

describe('entryIsMissing', () => {
  const gone = { observed: reads() };

  it.each(all.filter(([, step]) => step !== create))(
    'refuses a %s on an entry that is gone',
    (_name, step) => {
      expect(refusedBy(step, withEntry(gone))).toContain('entryIsMissing');
    },
  );

  it('lets a policy follow the entry that was just made', () => {
    const justMade = { ...gone, managed: [aRow({ lastWriteAt: NOW - 1 })] };
    expect(refusedBy(associate, withEntry(justMade))).toEqual([]);
    expect(
      refusedBy(
        associate,
        withEntry({
          ...gone,
          managed: [aRow({ lastWriteAt: NOW - 1, accessEntryArn: undefined })],
        }),
      ),
    ).toEqual(['entryIsMissing']);
  });
});

describe.each<[GuardName, string, Partial<GuardInput>]>([
  ['clusterIsObservedOnly', 'in mode observe', { mode: 'observe' }],
  ['clusterIsNotActive', 'that is updating', { clusterStatus: 'UPDATING' }],
  ['clusterIsNotActive', 'of unknown status', { clusterStatus: undefined }],
  [
    'authenticationModeHasNoEntries',
    'in mode CONFIG_MAP',
    { authenticationMode: 'CONFIG_MAP', awsAuthAcknowledged: true },
  ],
  [
    'authenticationModeHasNoEntries',
    'of unknown authentication mode',
    { authenticationMode: undefined, awsAuthAcknowledged: true },
  ],
])('%s on a cluster %s', (guard, _name, change) => {
  it.each(others)('refuses a %s', (_step, step, world) => {
    expect(refusedBy(step, world(change))).toEqual([guard]);
  });

  it.each(ends)('lets an %s pass [precedence]', (_step, step, world) => {
    expect(refusedBy(step, world(change))).toEqual([]);
  });

  it('is not talked round by a step that calls itself an end', () => {
    const live = { ...endAll, intents: ['standing'] };
    expect(refusedBy(live, withEntry(change))).toEqual([guard]);
    expect(refusedBy({ ...endAll, intents: [] }, withEntry(change))).toEqual([
      guard,
    ]);
    expect(
      refusedBy(
        { ...endAll, intents: ['ended', 'withdrawn'] },
        withEntry(change),
      ),
    ).toEqual([guard]);
    expect(
      refusedBy({ ...endAll, intents: ['ended', 'nobody'] }, withEntry(change)),
    ).toEqual([guard]);
    expect(
      refusedBy(
        { ...associate, purpose: 'end', intents: ['ended'] },
        withEntry(change),
      ),
    ).toContain(guard);
  });
});

describe('awsAuthIsUnread', () => {
  const legacy = { authenticationMode: 'API_AND_CONFIG_MAP' };

  it('refuses a first entry until the platform has acknowledged it [rule 13]', () => {
    expect(refusedBy(create, withoutEntry(legacy))).toEqual([
      'awsAuthIsUnread',
    ]);
    expect(
      refusedBy(create, withoutEntry({ ...legacy, awsAuthAcknowledged: true })),
    ).toEqual([]);
  });

  it('does not mind policies of an entry that stands', () => {
    expect(refusedBy(associate, withEntry(legacy))).toEqual([]);
    expect(refusedBy(end, withEntry(legacy))).toEqual([]);
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

describe('reservedKubernetesGroup', () => {
  it('refuses a reserved group whatever asks for it and allows it [RELIABILITY 49]', () => {
    const level = anIntent({
      terms: { policies: [], kubernetesGroups: ['system:masters'] },
    });
    expect(
      refusedBy(
        { ...create, kubernetesGroups: ['system:masters'] },
        withoutEntry({
          intents: [level],
          ceilings: new Map([
            [MAPPING, aCeiling({ kubernetesGroups: ['system:masters'] })],
          ]),
        }),
      ),
    ).toEqual(['outsideCeiling', 'reservedKubernetesGroup']);
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

describe('removalBudgetExceeded', () => {
  const principals = [TEAM, EDITOR];
  const input = guardInput({
    intents: principals.flatMap(principalArn => [
      anIntent({ ...withdrawn, principalArn, roleId: roleIdOf(principalArn) }),
      anIntent({ ...ended, principalArn, roleId: roleIdOf(principalArn) }),
    ]),
    managed: principals.map(principalArn => aRow({ principalArn })),
    observed: reads(
      ...principals.map(principalArn => anEntry({ principalArn })),
    ),
    removalBudget: { max: 1 },
  });
  const removals = principals.map(principalArn => ({
    ...removal,
    principalArn,
  }));

  it('refuses all removals of a plan that has too many [rule 8]', () => {
    expect(
      checkPlan(planOf(...removals), input).refused.map(({ guard }) => guard),
    ).toEqual(['removalBudgetExceeded', 'removalBudgetExceeded']);
  });

  it('lets as many pass as the budget has', () => {
    expect(
      checkPlan(planOf(...removals), { ...input, removalBudget: { max: 2 } })
        .allowed,
    ).toEqual(removals);
    expect(checkPlan(planOf(removals[0]), input).allowed).toHaveLength(1);
  });

  it('counts entries and not steps', () => {
    const twice = [
      { ...end, purpose: 'removal' as const, intents: ['withdrawn'] },
      removal,
    ];
    expect(checkPlan(planOf(...twice), input).allowed).toEqual(twice);
  });

  it('lets ends pass beside too many removals [precedence]', () => {
    const { allowed } = checkPlan(planOf(end, ...removals), input);
    expect(allowed).toEqual([end]);
  });

  it('counts a step that only calls itself an end', () => {
    const disguised = removals.map(step => ({
      ...step,
      purpose: 'end' as const,
    }));
    expect(checkPlan(planOf(...disguised), input).allowed).toEqual([]);
  });

  it('counts all of the plan when one step of it is about to be taken', () => {
    expect(() =>
      assertStepAllowed(removals[0], planOf(...removals), input),
    ).toThrow(GuardRefusal);
    expect(() =>
      assertStepAllowed(removals[0], planOf(removals[0]), input),
    ).not.toThrow();
  });
});

describe('unknownObservation', () => {
  const unread = known([{ principalArn: TEAM, read: unknown() }]);

  it.each([...others, ['end of all', endAll, withEntry] as const])(
    'refuses a %s on what could not be read [rule 8]',
    (_name, step) => {
      expect(refusedBy(step, withEntry({ observed: unread }))).toContain(
        'unknownObservation',
      );
    },
  );

  it('lets an end of one of our parts pass, whole or in part', () => {
    const input = withEntry({
      observed: unread,
      managed: [aRow({ parts: [policy(VIEW, 'a', 'b')] })],
    });
    expect(refusedBy(end, input)).toEqual([]);
    expect(
      refusedBy(
        { ...end, kind: 'associate-policy', scope: namespaces('a') },
        input,
      ),
    ).toEqual([]);
  });

  it('refuses to give unseen under the name of an end', () => {
    expect(
      refusedBy(
        { ...end, kind: 'associate-policy', scope: namespaces('a', 'b') },
        withEntry({ observed: unread }),
      ),
    ).toContain('unknownObservation');
  });
});
