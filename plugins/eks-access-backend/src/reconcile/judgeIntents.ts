import {
  describeRemark,
  isLive,
  type GuardName,
  type Instant,
  type Intent,
  type IntentObservation,
  type Names,
  type Plan,
  type PlanRemark,
  type Refusal,
} from '../access';
import type { Attempt } from './AttemptStore';
import type { IntentTrouble, ObservedIntent, StandingLevelView } from './types';

/** From when on people are told that an end is late; healthy ends take seconds. */
const OVERDUE_AFTER_MS = 60_000;

/** Everything that is known about the intents of a cluster at the end of a cycle. */
export interface JudgeInput {
  readonly at: Instant;
  readonly intents: readonly Intent[];
  /** Of AWS as it was read back. */
  readonly observations: readonly IntentObservation[];
  /** When AWS was last read for a principal; undefined when it could not be. */
  readonly readAt: (principalArn: string) => Instant | undefined;
  /** What is still to do after the cycle. */
  readonly plan: Plan;
  readonly refused: readonly Refusal[];
  readonly attempts: readonly Attempt[];
  /** Principals with an operation whose outcome is not known: nothing is concluded about them. */
  readonly unsettled: ReadonlySet<string>;
  readonly names: Names;
}

/** One intent with what AWS showed of it and what stands in its way. */
export interface JudgedIntent extends ObservedIntent {
  readonly intent: Intent;
  /** How the tab shows it, where it is a standing level. */
  readonly shown: StandingLevelView['standing'];
  /** AWS agrees with all that it asks, and nothing is left to do for it. */
  readonly settled: boolean;
}

/** What became of each intent, in their order. */
export function judgeIntents(input: JudgeInput): readonly JudgedIntent[] {
  const observedById = new Map(
    input.observations.map(({ intentId, observed }) => [intentId, observed]),
  );
  return input.intents.map(intent => {
    const readAt = input.readAt(intent.principalArn);
    const observed =
      readAt === undefined || input.unsettled.has(intent.principalArn)
        ? 'unknown'
        : observedById.get(intent.id) ?? 'unknown';
    const concerned = concernOf(intent, input);
    const reached =
      observed === (isLive(intent, input.at) ? 'present' : 'absent');
    const trouble = reached
      ? undefined
      : troubleOf(concerned, input.names) ?? overdue(intent, input.at);
    return {
      intent,
      intentId: intent.id,
      observed,
      at: readAt ?? input.at,
      trouble,
      shown: showStanding(intent, observed, concerned, input),
      settled: reached && !concerned.pending,
    };
  });
}

/** What of plan, guards and failures is about one intent. */
interface Concern {
  readonly pending: boolean;
  readonly attempt: Attempt | undefined;
  readonly refusal: Refusal | undefined;
  readonly remarks: readonly PlanRemark[];
}

function concernOf(intent: Intent, input: JudgeInput): Concern {
  const purpose = isLive(intent, input.at) ? 'give' : 'take';
  const names = (ids: readonly string[]) => ids.includes(intent.id);
  return {
    pending: input.plan.steps.some(step => names(step.intents)),
    attempt: input.attempts.find(
      attempt =>
        attempt.principalArn === intent.principalArn &&
        attempt.purpose === purpose,
    ),
    refusal: input.refused.find(({ step }) => names(step.intents)),
    remarks: input.plan.remarks.filter(remark => names(remark.intents)),
  };
}

/** Guards that pass by themselves; the others need somebody to do something. */
const PASSING_GUARDS: ReadonlySet<GuardName> = new Set<GuardName>([
  'clusterIsNotActive',
  'unknownObservation',
  'entryIsMissing',
]);

function troubleOf(
  { attempt, refusal, remarks }: Concern,
  names: Names,
): IntentTrouble | undefined {
  if (attempt) return attempt.trouble;
  if (refusal) {
    return {
      kind: PASSING_GUARDS.has(refusal.guard) ? 'retrying' : 'needs-a-person',
      sentence: `${refusal.message} ${refusal.next}`,
    };
  }
  const remark = worstOf(remarks);
  if (!remark || remark.kind === 'covered') return undefined;
  const { sentence, next } = describeRemark(remark, names);
  return {
    kind: remark.kind === 'unknown' ? 'retrying' : 'needs-a-person',
    sentence: next ? `${sentence} ${next}` : sentence,
  };
}

/** An end that nothing is known to stand in the way of, and that is not there either. */
function overdue(intent: Intent, at: Instant): IntentTrouble | undefined {
  const endedAt = intent.end?.at;
  if (endedAt === undefined || at - endedAt < OVERDUE_AFTER_MS) {
    return undefined;
  }
  return {
    kind: 'retrying',
    sentence: `Its end is overdue since ${new Date(
      endedAt,
    ).toISOString()}: AWS has not been seen without it yet. It is tried again by itself.`,
  };
}

/** Most telling first: what stops an intent comes before what is only to be noted. */
const REMARK_ORDER: readonly PlanRemark['kind'][] = [
  'dead-entry',
  'blocked',
  'protected',
  'drift',
  'unknown',
  'covered',
  'foreign',
];

function worstOf(remarks: readonly PlanRemark[]): PlanRemark | undefined {
  return [...remarks].sort(
    (left, right) =>
      REMARK_ORDER.indexOf(left.kind) - REMARK_ORDER.indexOf(right.kind),
  )[0];
}

function showStanding(
  intent: Intent,
  observed: ObservedIntent['observed'],
  concerned: Concern,
  input: JudgeInput,
): StandingLevelView['standing'] {
  const trouble = troubleOf(concerned, input.names);
  if (!isLive(intent, input.at)) {
    return {
      state: 'ending',
      sentence:
        trouble?.sentence ??
        'No longer declared; what stands of it is being removed.',
    };
  }
  const remark = worstOf(concerned.remarks);
  if (remark?.kind === 'covered') {
    const { sentence } = describeRemark(remark, input.names);
    const providedBy =
      remark.code === 'entry-gives-it-already'
        ? remark.details.tool
        : undefined;
    return { state: 'covered', sentence, providedBy };
  }
  if (observed === 'present') {
    return concerned.pending
      ? { state: 'applying', sentence: 'It changed; AWS follows now.' }
      : { state: 'active', sentence: 'Active, as read from AWS.' };
  }
  if (concerned.refusal?.guard === 'clusterIsObservedOnly') {
    return {
      state: 'planned',
      sentence: 'Would be created: the cluster is in mode observe.',
    };
  }
  if (concerned.attempt?.trouble.kind === 'retrying') {
    return { state: 'applying', sentence: concerned.attempt.trouble.sentence };
  }
  if (remark?.kind === 'drift') {
    return { state: 'differs', sentence: trouble?.sentence ?? '' };
  }
  if (trouble?.kind === 'needs-a-person') {
    return { state: 'blocked', sentence: trouble.sentence };
  }
  if (concerned.pending && !trouble) {
    return { state: 'applying', sentence: 'Being created.' };
  }
  return {
    state: 'unknown',
    sentence: trouble?.sentence ?? 'AWS could not be read for it.',
  };
}
