import type { LoggerService } from '@backstage/backend-plugin-api';
import type { OwnTags, PlanStep } from '../access';
import type { AuditTrail } from '../audit';
import { AwsFault, isAwsFault, type EksGateway } from '../aws';
import type { ClusterStore } from './ClusterStore';
import type { DueClusters, LeasedTransaction } from './DueClusters';
import type { ManagedEntryStore } from './ManagedEntryStore';
import type { OperationStore } from './OperationStore';
import type { ClusterLease, ExecutionObserver, ObservedStep } from './types';

/** One step that may be taken, with all that its call needs. */
export interface StepTask {
  /** Of the operation; the id of an earlier one whose answer nobody heard, where this is the same call again. */
  readonly operationId: string;
  /** Of the managed entry; for a create the row may not exist yet. */
  readonly rowId: string;
  readonly step: PlanStep;
  readonly mappingRef: string;
  /** The entry as our row knows it; undefined for a create. */
  readonly accessEntryArn: string | undefined;
}

export type StepOutcome =
  | { readonly kind: 'done'; readonly accessEntryArn?: string }
  /** AWS said no; nothing was changed. */
  | { readonly kind: 'refused'; readonly fault: AwsFault }
  /** Nobody heard the answer. The operation stays open and is decided by reading AWS back. */
  | { readonly kind: 'unanswered'; readonly fault: AwsFault }
  /** Somebody switched the cluster to observe since the plan was made. */
  | { readonly kind: 'observed-only' }
  | { readonly kind: 'lease-lost' };

/** What AWS said, or that it was not heard. */
type AwsOutcome = Extract<
  StepOutcome,
  { kind: 'done' | 'refused' | 'unanswered' }
>;

/** The cluster as the call needs it. */
export interface StepTarget {
  readonly lease: ClusterLease;
  readonly eks: EksGateway;
  readonly clusterName: string;
  readonly ownTags: OwnTags;
  readonly logger: LoggerService;
}

export interface StepExecutorOptions {
  readonly due: DueClusters;
  readonly clusters: ClusterStore;
  readonly managed: ManagedEntryStore;
  readonly operations: OperationStore;
  readonly audit: Pick<AuditTrail, 'append'>;
  readonly observer: ExecutionObserver;
  /** The longest that one request to AWS takes, its repetitions included. */
  readonly requestTimeoutMs: number;
  /** A clock that never goes back; milliseconds from any start. */
  readonly monotonicMs?: () => number;
}

const ACTOR = 'system:reconcile';

/**
 * Takes one step: intent row, call, outcome row. The intent is committed, with its audit row, before the request leaves: a process that dies
 * anywhere leaves either no effect, or an open operation that names it (DESIGN rules 9 and 10).
 */
export class StepExecutor {
  readonly #options: StepExecutorOptions;
  readonly #monotonicMs: () => number;

  constructor(options: StepExecutorOptions) {
    this.#options = options;
    this.#monotonicMs = options.monotonicMs ?? (() => performance.now());
  }

  /** Throws what the observer, the database or the audit trail throws; what AWS says is an outcome. */
  async execute(target: StepTarget, task: StepTask): Promise<StepOutcome> {
    const { due, observer, requestTimeoutMs } = this.#options;
    const { lease } = target;
    const seen: ObservedStep = {
      clusterArn: lease.clusterArn,
      principalArn: task.step.principalArn,
      kind: task.step.kind,
      purpose: task.step.purpose,
    };

    await observer.onPoint('before-row', seen);
    const startedAtMs = this.#monotonicMs();
    const begun = await due.withLease(lease, leased =>
      this.#begin(leased, task),
    );
    if (begun.outcome === 'lease-lost') return { kind: 'lease-lost' };
    if (begun.value === 'observed-only') return { kind: 'observed-only' };
    await observer.onPoint('after-row', seen);

    // The lease was renewed above. A process that was stopped since must not send anything that could arrive after its lease is over.
    const leaseLeftMs = startedAtMs + due.leaseMs - this.#monotonicMs();
    if (leaseLeftMs < requestTimeoutMs) return { kind: 'lease-lost' };

    const outcome = await this.#call(target, task);
    await observer.onPoint('after-call', seen);
    if (outcome.kind === 'unanswered') return outcome;

    const recorded = await due.withLease(lease, leased =>
      this.#record(leased, task, outcome),
    );
    if (recorded.outcome === 'lease-lost') return { kind: 'lease-lost' };
    await observer.onPoint('after-outcome', seen);
    return outcome;
  }

  async #begin(
    leased: LeasedTransaction,
    task: StepTask,
  ): Promise<'begun' | 'observed-only'> {
    const { clusters, managed, operations } = this.#options;
    const { step, rowId } = task;
    // The row is locked by the lease: whoever switches to observe is waited for or comes after this write.
    const cluster = await clusters.get(leased.trx, leased.clusterArn);
    if (step.purpose !== 'end' && cluster?.mode !== 'manage') {
      return 'observed-only';
    }
    if (step.kind === 'create-entry') {
      await managed.expectEntry(leased, {
        rowId,
        principalArn: step.principalArn,
        mappingRef: task.mappingRef,
        kubernetesGroups: step.kubernetesGroups,
      });
    } else {
      await managed.recordWrite(leased, rowId);
    }
    await operations.begin(leased, {
      id: task.operationId,
      rowId,
      step,
      accessEntryArn: task.accessEntryArn,
    });
    await this.#audit(leased, 'operation-begun', task, {});
    return 'begun';
  }

  async #call(
    { eks, clusterName, ownTags, logger }: StepTarget,
    { operationId, rowId, step }: StepTask,
  ): Promise<AwsOutcome> {
    const { principalArn } = step;
    try {
      switch (step.kind) {
        case 'create-entry': {
          const { accessEntryArn } = await eks.createEntry(clusterName, {
            principalArn,
            kubernetesGroups: step.kubernetesGroups,
            tags: ownTags(rowId, principalArn),
            clientToken: operationId,
          });
          return { kind: 'done', accessEntryArn };
        }
        case 'associate-policy':
          await eks.associatePolicy(
            clusterName,
            principalArn,
            step.policyArn,
            step.scope,
          );
          return { kind: 'done' };
        case 'disassociate-policy':
          await eks.disassociatePolicy(
            clusterName,
            principalArn,
            step.policyArn,
          );
          return { kind: 'done' };
        case 'delete-entry':
          await eks.deleteEntry(clusterName, principalArn);
          return { kind: 'done' };
      }
    } catch (error) {
      const fault = isAwsFault(error)
        ? error
        : new AwsFault(
            'maybe-applied',
            step.kind,
            'The call failed in a way that tells nothing about its effect.',
            error,
          );
      logger.warn('AWS did not take a step', {
        principal: principalArn,
        step: step.kind,
        fault: fault.kind,
        reason: fault.message,
      });
      return {
        kind: fault.kind === 'maybe-applied' ? 'unanswered' : 'refused',
        fault,
      };
    }
  }

  async #record(
    leased: LeasedTransaction,
    task: StepTask,
    outcome: Extract<StepOutcome, { kind: 'done' | 'refused' }>,
  ): Promise<void> {
    const { operations } = this.#options;
    if (outcome.kind === 'refused') {
      const { kind } = outcome.fault;
      await operations.settle(leased, task.operationId, 'refused', kind);
      await this.#audit(leased, 'operation-refused', task, {
        fault: kind,
        reason: outcome.fault.message,
      });
      return;
    }
    await this.recordDone(leased, task, outcome.accessEntryArn);
  }

  /** What the rows say once a step is done, told by AWS's answer or by reading it back. */
  async recordDone(
    leased: LeasedTransaction,
    task: Omit<StepTask, 'mappingRef'>,
    accessEntryArn: string | undefined,
  ): Promise<void> {
    const { managed, operations } = this.#options;
    const { step, rowId } = task;
    switch (step.kind) {
      case 'create-entry':
        if (accessEntryArn !== undefined) {
          await managed.recordEntryArn(leased, rowId, accessEntryArn);
        }
        break;
      case 'associate-policy':
      case 'disassociate-policy':
        await managed.recordPart(leased, rowId, step.policyArn, step.recordAs);
        break;
      case 'delete-entry':
        await managed.close(leased, rowId);
        break;
      default:
        unknownStep(step);
    }
    await operations.settle(leased, task.operationId, 'done');
    await this.#audit(leased, 'operation-done', task, {
      ...(accessEntryArn === undefined ? {} : { accessEntryArn }),
    });
  }

  async #audit(
    { trx, clusterArn, at }: LeasedTransaction,
    action: 'operation-begun' | 'operation-done' | 'operation-refused',
    { operationId, step }: Pick<StepTask, 'operationId' | 'step'>,
    details: Record<string, string>,
  ): Promise<void> {
    await this.#options.audit.append(trx, {
      at,
      actor: ACTOR,
      action,
      subject: { type: 'operation', id: operationId },
      details: { cluster: clusterArn, ...stepDetails(step), ...details },
    });
  }
}

function unknownStep(step: never): never {
  throw new Error(`unknown step ${JSON.stringify(step)}`);
}

/** The step as the audit trail keeps it. */
function stepDetails(step: PlanStep) {
  return {
    step: step.kind,
    principal: step.principalArn,
    purpose: step.purpose,
    intents: [...step.intents],
    ...('policyArn' in step ? { policy: step.policyArn } : {}),
    ...(step.kind === 'associate-policy'
      ? {
          scope:
            step.scope.type === 'cluster'
              ? 'cluster'
              : [...step.scope.namespaces],
        }
      : {}),
    ...(step.kind === 'create-entry'
      ? { kubernetesGroups: [...step.kubernetesGroups] }
      : {}),
  };
}
