import type {
  AssociatePolicyStep,
  GuardName,
  Intent,
  PlanRemark,
} from '../access';
import type { Attempt } from './AttemptStore';
import { judgeIntents, type JudgeInput } from './judgeIntents';

const at = 1_000_000;
const principalArn = 'arn:aws:iam::111122223333:role/teams/payments';
const intent: Intent = {
  id: 'level',
  kind: 'standing',
  mappingRef: 'eksaccessmapping:default/payments',
  level: 'view',
  cluster: { arn: 'arn', createdAt: 0 },
  principalArn,
  roleId: 'AROA',
  terms: { policies: [], kubernetesGroups: [] },
  allowed: undefined,
};
const ended: Intent = {
  ...intent,
  end: { kind: 'declaration-ended', at },
};
const step: AssociatePolicyStep = {
  kind: 'associate-policy',
  principalArn,
  policyArn: 'policy',
  scope: { type: 'cluster' },
  purpose: 'grant',
  intents: ['level'],
};
const attempt: Attempt = {
  principalArn,
  purpose: 'give',
  failures: 1,
  firstFailedAt: at,
  nextTryAt: at,
  trouble: { kind: 'retrying', sentence: 'AWS is throttling.' },
};
const covered: PlanRemark = {
  principalArn,
  intents: ['level'],
  kind: 'covered',
  code: 'entry-gives-it-already',
  details: { tool: 'Terraform' },
};
const missing: PlanRemark = {
  principalArn,
  intents: ['level'],
  kind: 'drift',
  code: 'entry-missing',
  details: { lastWriteAt: at },
};
const unread: PlanRemark = {
  principalArn,
  intents: ['level'],
  kind: 'unknown',
  code: 'entry-unread',
  details: { because: 'AWS said no' },
};
const gone: PlanRemark = {
  principalArn,
  intents: ['level'],
  kind: 'blocked',
  code: 'role-gone',
  details: {},
};

function judge(
  observed: 'present' | 'absent' | 'unknown',
  with_: {
    intent?: Intent;
    pending?: boolean;
    guard?: GuardName;
    remarks?: readonly PlanRemark[];
    attempts?: readonly Attempt[];
    unsettled?: boolean;
    readAt?: number;
  } = {},
) {
  const input: JudgeInput = {
    at,
    intents: [with_.intent ?? intent],
    observations: [{ intentId: 'level', observed }],
    readAt: () => ('readAt' in with_ ? with_.readAt : at - 5),
    plan: {
      steps: with_.pending ? [step] : [],
      remarks: with_.remarks ?? [],
      closable: [],
      forget: [],
      hash: '',
    },
    refused: with_.guard
      ? [{ step, guard: with_.guard, message: 'It is refused.', next: 'Ask.' }]
      : [],
    attempts: with_.attempts ?? [],
    unsettled: new Set(with_.unsettled ? [principalArn] : []),
    names: { intent: id => id },
  };
  const [judged] = judgeIntents(input);
  return {
    observed: judged.observed,
    trouble: judged.trouble?.kind,
    shown: judged.shown.state,
    settled: judged.settled,
  };
}

describe('judgeIntents', () => {
  it('has nothing to say against what AWS shows', () => {
    expect(judge('present')).toEqual({
      observed: 'present',
      trouble: undefined,
      shown: 'active',
      settled: true,
    });
  });

  it('concludes nothing while a call is unanswered, or where AWS was not read', () => {
    expect(judge('present', { unsettled: true }).observed).toBe('unknown');
    expect(judge('absent', { readAt: undefined }).observed).toBe('unknown');
  });

  it('dates what it says by the read', () => {
    const [judged] = judgeIntents({
      at,
      intents: [intent],
      observations: [{ intentId: 'level', observed: 'present' }],
      readAt: () => at - 5,
      plan: { steps: [], remarks: [], closable: [], forget: [], hash: '' },
      refused: [],
      attempts: [],
      unsettled: new Set(),
      names: { intent: id => id },
    });
    expect(judged.at).toBe(at - 5);
  });

  it.each([
    ['applying', judge('absent', { pending: true })],
    ['applying', judge('present', { pending: true })],
    [
      'planned',
      judge('absent', { pending: true, guard: 'clusterIsObservedOnly' }),
    ],
    ['blocked', judge('absent', { pending: true, guard: 'outsideCeiling' })],
    ['blocked', judge('absent', { remarks: [gone] })],
    ['differs', judge('absent', { remarks: [missing] })],
    ['covered', judge('present', { remarks: [covered] })],
    ['unknown', judge('unknown', { remarks: [unread] })],
    ['applying', judge('absent', { pending: true, attempts: [attempt] })],
    ['ending', judge('present', { intent: ended })],
  ])('shows a standing level as %s', (expected, { shown }) => {
    expect(shown).toBe(expected);
  });

  it.each([
    ['needs-a-person', judge('absent', { guard: 'outsideCeiling' })],
    ['retrying', judge('absent', { guard: 'clusterIsNotActive' })],
    ['needs-a-person', judge('absent', { remarks: [missing] })],
    ['retrying', judge('unknown', { remarks: [unread] })],
    ['retrying', judge('absent', { attempts: [attempt], remarks: [missing] })],
    ['needs-a-person', judge('unknown', { remarks: [unread, gone] })],
    [undefined, judge('present', { remarks: [missing] })],
  ])('has the trouble %s', (expected, { trouble }) => {
    expect(trouble).toBe(expected);
  });

  it('does not call an end in trouble because what it ended was', () => {
    expect(
      judge('present', { intent: ended, attempts: [attempt] }).trouble,
    ).toBeUndefined();
    expect(
      judge('present', {
        intent: ended,
        attempts: [{ ...attempt, purpose: 'take' }],
      }).trouble,
    ).toBe('retrying');
  });

  it('tells that an end is overdue after a minute', () => {
    const late = (ms: number): Intent => ({
      ...intent,
      end: { kind: 'declaration-ended', at: at - ms },
    });
    expect(judge('unknown', { intent: late(59_999) }).trouble).toBeUndefined();
    expect(judge('unknown', { intent: late(60_000) }).trouble).toBe('retrying');
    expect(judge('absent', { intent: late(60_000) }).trouble).toBeUndefined();
  });

  it('is settled only when nothing is left to do for it', () => {
    expect(judge('present', { pending: true }).settled).toBe(false);
    expect(judge('absent', { intent: ended }).settled).toBe(true);
  });
});
