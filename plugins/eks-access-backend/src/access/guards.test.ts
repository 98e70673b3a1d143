import {
  EDIT,
  EDITOR,
  MAPPING,
  NOW,
  TEAM,
  VIEW,
  aCeiling,
  aGrant,
  aRow,
  anEntry,
  anIntent,
  guardInput,
  known,
  namespaces,
  policy,
  reads,
  roleIdOf,
  terms,
  unknown,
} from './__testUtils__/builders';
import {
  all,
  associate,
  create,
  ended,
  withdrawn,
  end,
  endAll,
  ends,
  others,
  planOf,
  refusedBy,
  removal,
  withEntry,
  withoutEntry,
} from './__testUtils__/guardSteps';
import { GuardRefusal, assertStepAllowed, checkPlan } from './checkPlan';
import type { GuardInput } from './guardContext';
import { type GuardName, guards } from './guards';

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
      refusedBy({ ...endAll, purpose: 'removal' }, withEntry(change)),
    ).toEqual([guard]);
    const twice = [ended, anIntent({ id: 'ended' })];
    expect(refusedBy(endAll, withEntry({ ...change, intents: twice }))).toEqual(
      [guard],
    );
    expect(
      refusedBy(
        { ...associate, purpose: 'end', intents: ['ended'] },
        withEntry(change),
      ),
    ).toContain(guard);
  });
});

it.each([
  [{ clusterStatus: undefined }, 'AWS says nothing'],
  [{ clusterStatus: 'FAILED' }, 'AWS says FAILED'],
  [{ authenticationMode: undefined }, 'is unknown'],
  [{ authenticationMode: 'CONFIG_MAP' }, 'is CONFIG_MAP'],
])('a refusal says what AWS said of the cluster: %j', (change, words) => {
  const { refused } = checkPlan(planOf(associate), withEntry(change));
  expect(refused.map(({ message }) => message).join()).toContain(words);
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

  it('does not count what only gives', () => {
    const grants = principals.map(principalArn => ({
      ...associate,
      principalArn,
      intents: ['grant'],
    }));
    const asking = principals.map(principalArn =>
      aGrant({ principalArn, roleId: roleIdOf(principalArn) }),
    );
    const plan = planOf(...grants, removals[0]);
    expect(
      checkPlan(plan, { ...input, intents: [...input.intents, ...asking] })
        .allowed,
    ).toEqual(plan.steps);
  });

  it('counts a removal that gives in the same write', () => {
    const asking = [anIntent({ terms: terms(policy(VIEW, 'b')) })];
    const move = {
      ...associate,
      policyArn: VIEW,
      scope: namespaces('b'),
      purpose: 'removal' as const,
      intents: ['standing'],
    };
    expect(
      checkPlan(planOf(move), {
        ...input,
        intents: asking,
        removalBudget: { max: 0 },
      }).refused.map(({ guard }) => guard),
    ).toEqual(['removalBudgetExceeded']);
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
      const managed = [aRow({ parts: [policy(VIEW, 'a'), policy(EDIT, 'b')] })];
      expect(refusedBy(step, withEntry({ observed: unread, managed }))).toEqual(
        ['unknownObservation'],
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
