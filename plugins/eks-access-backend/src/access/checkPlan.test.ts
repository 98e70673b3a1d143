import {
  aGrant,
  anEntry,
  anIntent,
  aRow,
  CLUSTER_ADMIN,
  EDIT,
  guardInput,
  namespaces,
  NOW,
  policy,
  reads,
  TEAM,
  terms,
  VIEW,
} from './__testUtils__/builders';
import {
  assertStepAllowed,
  checkPlan,
  GuardRefusal,
  removalBudget,
} from './checkPlan';
import { planCluster } from './planCluster';

describe('checkPlan', () => {
  it('allows the policies of an entry that the plan makes', () => {
    const input = guardInput({ intents: [anIntent()] });
    const plan = planCluster(input);
    expect(checkPlan(plan, input)).toEqual({
      allowed: plan.steps,
      refused: [],
    });
  });

  it('refuses the policies of an entry that may not be made, for the same reason', () => {
    const input = guardInput({
      intents: [anIntent()],
      authenticationMode: 'API_AND_CONFIG_MAP',
    });
    const { allowed, refused } = checkPlan(planCluster(input), input);
    expect(allowed).toEqual([]);
    expect(refused.map(({ step, guard }) => [step.kind, guard])).toEqual([
      ['create-entry', 'awsAuthIsUnread'],
      ['associate-policy', 'awsAuthIsUnread'],
    ]);
  });

  it('says each reason against a policy once, its own ones too', () => {
    const input = guardInput({
      intents: [anIntent({ terms: terms(policy(CLUSTER_ADMIN, 'a')) })],
      authenticationMode: 'API_AND_CONFIG_MAP',
      mode: 'observe',
    });
    const { refused } = checkPlan(planCluster(input), input);
    expect(
      refused
        .filter(({ step }) => step.kind === 'associate-policy')
        .map(({ guard }) => guard),
    ).toEqual(['clusterIsObservedOnly', 'awsAuthIsUnread', 'outsideCeiling']);
  });

  it('takes each step as if those before it had been taken', () => {
    const move = guardInput({
      intents: [anIntent({ terms: terms(policy(VIEW, 'b')) })],
      managed: [aRow()],
      observed: reads(anEntry()),
    });
    const moves = planCluster(move);
    expect(moves.steps.map(({ purpose }) => purpose)).toEqual([
      'grant',
      'removal',
    ]);
    expect(checkPlan(moves, move).allowed).toEqual(moves.steps);

    const both = [policy(VIEW, 'a'), policy(EDIT, 'a', 'b')];
    const end = guardInput({
      intents: [
        anIntent({ end: { kind: 'declaration-ended', at: NOW } }),
        aGrant({
          terms: terms(policy(EDIT, 'a')),
          end: { kind: 'revoked', at: NOW },
        }),
        aGrant({
          id: 'left',
          terms: terms(policy(EDIT, 'b')),
          end: { kind: 'requester-left', at: NOW },
        }),
      ],
      managed: [aRow({ parts: both })],
      observed: reads(anEntry({ policies: both })),
    });
    const ends = planCluster(end);
    expect(ends.steps.map(({ kind }) => kind)).toEqual([
      'associate-policy',
      'delete-entry',
    ]);
    expect(checkPlan(ends, end).allowed).toEqual(ends.steps);
  });

  it('lets a policy be taken once, and not again from what is left', () => {
    const input = guardInput({
      intents: [anIntent(), aGrant({ end: { kind: 'revoked', at: NOW } })],
      managed: [aRow({ parts: [policy(VIEW, 'a'), policy(EDIT, 'a')] })],
      observed: reads(
        anEntry({ policies: [policy(VIEW, 'a'), policy(EDIT, 'a')] }),
      ),
      mode: 'observe',
    });
    const [end] = planCluster(input).steps;
    const again = {
      ...end,
      kind: 'associate-policy' as const,
      policyArn: EDIT,
      scope: namespaces('a'),
    };
    const { allowed, refused } = checkPlan(
      { steps: [end, again], remarks: [], closable: [], forget: [], hash: '' },
      input,
    );
    expect(allowed).toEqual([end]);
    expect(refused.map(({ guard }) => guard)).toContain('nobodyAsksForIt');
  });

  it('ends what is due where the giving of the same write is refused [precedence]', () => {
    const parts = [policy(VIEW, 'a', 'b')];
    const input = guardInput({
      intents: [
        anIntent(),
        aGrant({
          id: 'ended',
          terms: terms(policy(VIEW, 'b')),
          end: { kind: 'revoked', at: NOW },
        }),
        aGrant({ id: 'new', terms: terms(policy(VIEW, 'c')) }),
      ],
      managed: [aRow({ parts })],
      observed: reads(anEntry({ policies: parts })),
      mode: 'observe',
    });
    const { allowed, refused } = checkPlan(planCluster(input), input);
    expect(allowed).toEqual([
      expect.objectContaining({
        kind: 'associate-policy',
        purpose: 'end',
        scope: { type: 'namespace', namespaces: ['a'] },
      }),
    ]);
    expect(refused.map(({ step, guard }) => [step.purpose, guard])).toEqual([
      ['grant', 'clusterIsObservedOnly'],
    ]);
  });

  it('collects every reason, where the executor is told the first', () => {
    const input = guardInput({
      intents: [anIntent()],
      mode: 'observe',
      clusterStatus: 'FAILED',
      ownRoleArns: [TEAM],
    });
    const plan = planCluster(input);
    const [create] = plan.steps;
    expect(
      checkPlan(plan, input)
        .refused.filter(({ step }) => step === create)
        .map(({ guard }) => guard),
    ).toEqual([
      'principalIsOurOwnRole',
      'clusterIsObservedOnly',
      'clusterIsNotActive',
    ]);
    let thrown: unknown;
    try {
      assertStepAllowed(create, plan, input);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(GuardRefusal);
    expect(thrown).toMatchObject({
      refusal: { guard: 'principalIsOurOwnRole', step: create },
      message: expect.stringContaining(TEAM),
    });
  });
});

describe('removalBudget', () => {
  it.each([
    [0, 5],
    [59, 5],
    [60, 6],
    [3000, 300],
  ])('of %i entries is %i [RELIABILITY C21]', (entries, max) => {
    expect(removalBudget(entries)).toEqual({ max });
  });
});
