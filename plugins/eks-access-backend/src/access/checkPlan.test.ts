import {
  aGrant,
  anEntry,
  anIntent,
  aRow,
  guardInput,
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
