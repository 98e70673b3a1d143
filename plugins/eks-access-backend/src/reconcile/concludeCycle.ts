import {
  checkPlan,
  observeIntents,
  VISIBILITY_WINDOW_MS,
  type Instant,
  type Plan,
} from '../access';
import type { CatalogView } from '../catalog';
import type { ClusterSnapshot } from '../inventory';
import { attemptPurpose, type Attempt } from './AttemptStore';
import type { CycleDependencies } from './CycleDependencies';
import { describePlan } from './describePlan';
import type { Leased, LeasedTransaction } from './DueClusters';
import { intentNames } from './intentNames';
import { judgeIntents, type JudgedIntent } from './judgeIntents';
import { nextDueAt, UNSETTLED_RECHECK_MS } from './nextDue';
import { readOf } from './reads';
import { decide, type Decision, type Situation } from './situation';
import { sameTerms } from './standingDifference';
import type { StandingIntent, StandingState } from './StandingIntentStore';
import { appendStandingAudit, declaredTerms } from './standingIntents';
import type { ClusterLease } from './types';

/** How soon a grant is asked about again that could not be confirmed. */
const WITHHELD_RECHECK_MS = 10_000;

/** A cycle that read the cluster, did what it could, and read back. */
export interface ReadCycle {
  readonly situation: Situation;
  /** As gathered; the entries of `situation` are newer. */
  readonly snapshot: ClusterSnapshot;
  readonly view: CatalogView;
  /** Principals that were left alone, and until when. */
  readonly busyUntil: ReadonlyMap<string, Instant>;
  readonly sweptAt: Instant | undefined;
}

/** Writes down, in one transaction, what AWS showed in the end and what follows from it. Answers when to look again. */
export async function concludeCycle(
  dependencies: CycleDependencies,
  lease: ClusterLease,
  cycle: ReadCycle,
): Promise<Leased<Instant>> {
  const { due, operations, attempts } = dependencies;
  return await due.withLease(lease, async leased => {
    const { trx, at, clusterArn } = leased;
    const decision = decide(cycle.situation, at);
    const open = await operations.openOf(trx, clusterArn);
    const unsettled = new Set(open.map(({ step }) => step.principalArn));
    const failed = await dropFinished(
      dependencies,
      leased,
      await attempts.listOf(trx, clusterArn),
      decision.plan,
    );
    const judged = judge(cycle, decision, failed, unsettled, at);

    await closeRows(dependencies, leased, decision.plan);
    await recordIntents(dependencies, leased, cycle, judged);
    await dependencies.inventory.saveCluster(
      { ...cycle.snapshot, entries: cycle.situation.entries },
      trx,
    );
    await dependencies.clusters.recordCycle(leased, {
      plan: viewOf(cycle, decision),
      sweptAt: cycle.sweptAt,
      failures: 0,
      trouble: undefined,
    });

    const waitsForUs = decision.checked.allowed.some(
      step => !failed.some(one => isAbout(one, step)),
    );
    return nextDueAt({
      at,
      sweptAt: cycle.sweptAt,
      sweepMs: dependencies.config.reconcile.sweepSeconds * 1000,
      failures: 0,
      intents: cycle.situation.intents,
      waits: [
        ...cycle.busyUntil.values(),
        ...failed.map(attempt => attempt.nextTryAt),
        ...(cycle.situation.withheld.size > 0
          ? [at + WITHHELD_RECHECK_MS]
          : []),
      ],
      recheckAt:
        waitsForUs || unsettled.size > 0 || isSettling(cycle, judged, at)
          ? at + UNSETTLED_RECHECK_MS
          : undefined,
      spread: dependencies.spread(),
    });
  });
}

function judge(
  { situation, view }: ReadCycle,
  { input, plan, checked }: Decision,
  attempts: readonly Attempt[],
  unsettled: ReadonlySet<string>,
  at: Instant,
): readonly JudgedIntent[] {
  return judgeIntents({
    at,
    intents: situation.intents,
    observations: observeIntents(input),
    readAt: principalArn => {
      const read = readOf(situation.entries, principalArn);
      if (read.kind === 'unknown') return undefined;
      const readBackAt = situation.readBackAt?.get(principalArn) ?? read.asOf;
      return Math.max(read.asOf, readBackAt);
    },
    plan,
    refused: checked.refused,
    attempts,
    unsettled,
    names: intentNames(view, situation.intents),
  });
}

/** The plan as people see it: with what would stop it in mode manage, as that is what they decide about. */
function viewOf(
  { situation, view, snapshot }: ReadCycle,
  { input, plan }: Decision,
) {
  const { refused } = checkPlan(plan, { ...input, mode: 'manage' });
  const names = intentNames(view, situation.intents);
  return describePlan(plan, refused, names, snapshot.asOf);
}

/** Failures are kept for as long as there is something to try again. */
async function dropFinished(
  { attempts }: CycleDependencies,
  leased: LeasedTransaction,
  failed: readonly Attempt[],
  plan: Plan,
): Promise<readonly Attempt[]> {
  const still: Attempt[] = [];
  for (const attempt of failed) {
    if (plan.steps.some(step => isAbout(attempt, step))) still.push(attempt);
    else {
      await attempts.recordSuccess(
        leased,
        attempt.principalArn,
        attempt.purpose,
      );
    }
  }
  return still;
}

function isAbout(attempt: Attempt, step: Plan['steps'][number]): boolean {
  return (
    attempt.principalArn === step.principalArn &&
    attempt.purpose === attemptPurpose(step)
  );
}

async function closeRows(
  { managed }: CycleDependencies,
  leased: LeasedTransaction,
  plan: Plan,
): Promise<void> {
  for (const { rowId, policyArn, recordAs } of plan.forget) {
    await managed.recordPart(leased, rowId, policyArn, recordAs);
  }
  for (const rowId of plan.closable) await managed.close(leased, rowId);
}

async function recordIntents(
  dependencies: CycleDependencies,
  leased: LeasedTransaction,
  { view }: ReadCycle,
  judged: readonly JudgedIntent[],
): Promise<void> {
  const { grants, standing } = dependencies;
  await grants.recordObserved(
    leased.trx,
    judged
      .filter(({ intent }) => intent.kind === 'grant')
      .map(({ intentId, observed, at, trouble }) => ({
        intentId,
        observed,
        at,
        ...(trouble ? { trouble } : {}),
      })),
  );
  for (const row of await standing.openOf(leased.trx, leased.clusterArn)) {
    const found = judged.find(one => one.intentId === row.id);
    if (found) await recordStanding(dependencies, leased, row, found, view);
  }
}

async function recordStanding(
  { standing, audit }: CycleDependencies,
  leased: LeasedTransaction,
  row: StandingIntent,
  judged: JudgedIntent,
  view: CatalogView,
): Promise<void> {
  const state = stateAfter(row, judged.observed);
  await standing.recordObserved(leased, {
    id: row.id,
    state,
    observedAt: judged.observed === 'unknown' ? undefined : judged.at,
    shown: judged.shown,
  });
  if (state === 'active' && row.state !== 'active') {
    await appendStandingAudit(audit, leased, 'standing-active', row, {
      shown: judged.shown.state,
    });
  }
  if (state === 'ended') {
    await appendStandingAudit(audit, leased, 'standing-ended', row);
  }
  const declared = declaredTerms(row, view);
  if (judged.settled && declared && !sameTerms(declared, row.terms)) {
    await standing.changeTerms(leased, row.id, declared);
  }
}

function stateAfter(
  row: StandingIntent,
  observed: JudgedIntent['observed'],
): StandingState {
  if (row.end) {
    return observed === 'absent' ? 'ended' : 'ending';
  }
  switch (observed) {
    case 'present':
      return 'active';
    case 'absent':
      return 'declared';
    case 'unknown':
      return row.state;
  }
}

/** True while AWS may not show our last write of something yet; what cannot be read for longer waits for the next full look. */
function isSettling(
  { situation }: ReadCycle,
  judged: readonly JudgedIntent[],
  at: Instant,
): boolean {
  return judged.some(
    ({ intent, observed }) =>
      observed === 'unknown' &&
      ((intent.end && at - intent.end.at < VISIBILITY_WINDOW_MS) ||
        situation.managed.some(
          row =>
            row.principalArn === intent.principalArn &&
            at - row.lastWriteAt < VISIBILITY_WINDOW_MS,
        )),
  );
}
