import {
  resolveOwnership,
  VISIBILITY_WINDOW_MS,
  type Instant,
  type ManagedEntry,
} from '../access';
import type { AuditTrail } from '../audit';
import type { EksAccessDatabase } from '../database';
import type { DueClusters, Leased, LeasedTransaction } from './DueClusters';
import type { ManagedEntryStore } from './ManagedEntryStore';
import type { Operation, OperationStore } from './OperationStore';
import { readOf } from './reads';
import { recoverOperation, type Recovery } from './recoverOperation';
import { desiredOf, type Situation } from './situation';
import type { StepExecutor } from './StepExecutor';
import type { ClusterLease } from './types';

/** What earlier cycles left unanswered, after as much of it as possible was settled. */
export interface Recovered {
  /** Principals that nothing may be done about before an instant. */
  readonly busyUntil: ReadonlyMap<string, Instant>;
  /** Calls to send again, under their own ids. */
  readonly repeats: readonly Operation[];
  /** Operations that are still open; a step that is the same call takes the id of its operation. */
  readonly open: readonly Operation[];
}

export interface RecoverDependencies {
  readonly database: EksAccessDatabase;
  readonly due: DueClusters;
  readonly managed: ManagedEntryStore;
  readonly operations: OperationStore;
  readonly executor: StepExecutor;
  readonly audit: Pick<AuditTrail, 'append'>;
  readonly requestTimeoutMs: number;
}

/** Settles operations whose answer nobody heard, by what AWS shows now. */
export async function recoverOperations(
  dependencies: RecoverDependencies,
  lease: ClusterLease,
  situation: Situation,
  open: readonly Operation[],
  at: Instant,
): Promise<Leased<Recovered>> {
  if (open.length === 0) {
    return {
      outcome: 'done',
      value: { busyUntil: new Map(), repeats: [], open: [] },
    };
  }
  const { database, operations, due } = dependencies;
  const lastGivenAt = await operations.lastGivenAt(
    database.knex,
    lease.clusterArn,
    at - VISIBILITY_WINDOW_MS,
  );
  const recoveries = open.map(operation => {
    const { principalArn } = operation.step;
    return {
      operation,
      recovery: recoverOperation({
        operation,
        at,
        requestTimeoutMs: dependencies.requestTimeoutMs,
        read: readOf(situation.entries, principalArn),
        managed: managedOf(situation, operation),
        desired: desiredOf(situation, principalArn, at),
        lastGivenAt: lastGivenAt.get(principalArn),
        ownTags: situation.ownTags,
      }),
    };
  });
  return await due.withLease(lease, async leased => {
    const busyUntil = new Map<string, Instant>();
    const repeats: Operation[] = [];
    const stillOpen: Operation[] = [];
    for (const { operation, recovery } of recoveries) {
      const { principalArn } = operation.step;
      switch (recovery.kind) {
        case 'wait':
          busyUntil.set(
            principalArn,
            Math.max(recovery.until, busyUntil.get(principalArn) ?? 0),
          );
          stillOpen.push(operation);
          break;
        case 'open':
          stillOpen.push(operation);
          break;
        case 'repeat':
          repeats.push(operation);
          stillOpen.push(operation);
          break;
        case 'done':
        case 'not-done':
          await settle(dependencies, leased, operation, recovery);
          break;
        default:
          unknownRecovery(recovery);
      }
    }
    return { busyUntil, repeats, open: stillOpen };
  });
}

function unknownRecovery(recovery: never): never {
  throw new Error(`unknown recovery ${JSON.stringify(recovery)}`);
}

function managedOf(
  { managed }: Situation,
  operation: Operation,
): ManagedEntry | undefined {
  return managed.find(row => row.rowId === operation.rowId);
}

async function settle(
  { executor, operations, managed, audit }: RecoverDependencies,
  leased: LeasedTransaction,
  operation: Operation,
  recovery: Extract<Recovery, { kind: 'done' | 'not-done' }>,
): Promise<void> {
  if (recovery.kind === 'done') {
    await executor.recordDone(
      leased,
      { ...operation, operationId: operation.id, accessEntryArn: undefined },
      recovery.accessEntryArn,
    );
    return;
  }
  await operations.settle(leased, operation.id, 'not-done');
  if (operation.step.kind === 'create-entry') {
    await managed.closeUnborn(leased, operation.rowId);
  }
  await audit.append(leased.trx, {
    at: leased.at,
    actor: 'system:reconcile',
    action: 'operation-not-done',
    subject: { type: 'operation', id: operation.id },
    details: {
      cluster: leased.clusterArn,
      step: operation.step.kind,
      principal: operation.step.principalArn,
    },
  });
}

/**
 * Makes entries ours that carry the tags of a row whose create was answered by nobody, or was answered "exists already" because an earlier
 * try had made it. Returns whether any was.
 */
export async function claimEntries(
  {
    due,
    managed,
    audit,
  }: Pick<RecoverDependencies, 'due' | 'managed' | 'audit'>,
  lease: ClusterLease,
  situation: Situation,
): Promise<Leased<boolean>> {
  const claimable = situation.managed.flatMap(row => {
    const read = readOf(situation.entries, row.principalArn);
    const entry = read.kind === 'known' ? read.value : undefined;
    return entry &&
      resolveOwnership(row, entry, situation.ownTags) === 'claimable'
      ? [{ row, entry }]
      : [];
  });
  if (claimable.length === 0) return { outcome: 'done', value: false };
  return await due.withLease(lease, async leased => {
    for (const { row, entry } of claimable) {
      await managed.recordEntryArn(leased, row.rowId, entry.accessEntryArn);
      await audit.append(leased.trx, {
        at: leased.at,
        actor: 'system:reconcile',
        action: 'entry-claimed',
        subject: { type: 'cluster', id: leased.clusterArn },
        details: {
          principal: row.principalArn,
          row: row.rowId,
          accessEntryArn: entry.accessEntryArn,
        },
      });
    }
    return true;
  });
}
