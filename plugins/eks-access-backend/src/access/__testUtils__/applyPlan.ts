import type { ForgottenPart, PlanInput, PlanStep } from '../plan';
import type {
  ManagedEntry,
  ObservedEntry,
  PolicyTerm,
  RoleFacts,
} from '../types';
import { entryArn, NOW, ownTags } from './builders';

/**
 * A cluster as it truly is, our rows about it, and what of it can be read. AWS without delay or faults: the laws of the plan are stated over
 * what really stands, not over what the plan looked at.
 */
export interface TrueWorld
  extends Pick<PlanInput, 'cluster' | 'at' | 'intents' | 'managed'> {
  readonly aws: readonly ObservedEntry[];
  readonly roles: ReadonlyMap<string, RoleFacts>;
  /** Principals whose entry cannot be described at the moment. */
  readonly unreadable: readonly string[];
  readonly listIsUnreadable: boolean;
  /** Ids of grants that could not be confirmed. */
  readonly withheld: readonly string[];
}

/** What can be seen of the world. */
export function inputOf(world: TrueWorld): PlanInput {
  const { cluster, at, intents, managed, roles } = world;
  const unknown = { kind: 'unknown', because: 'AWS did not answer' } as const;
  return {
    cluster,
    at,
    intents,
    managed,
    roles,
    ownTags,
    withheld: new Set(world.withheld),
    observed: world.listIsUnreadable
      ? unknown
      : {
          kind: 'known',
          asOf: at,
          value: world.aws.map(entry => ({
            principalArn: entry.principalArn,
            read: world.unreadable.includes(entry.principalArn)
              ? unknown
              : { kind: 'known', asOf: at, value: entry },
          })),
        },
  };
}

/**
 * The world after these steps, the rows kept as the executor keeps them: `recordAs` into the part, the row made with the entry and dropped
 * with it. Throws where AWS would answer with an error, as a plan whose steps fail is no plan.
 */
export function applySteps(
  world: TrueWorld,
  steps: readonly PlanStep[],
): TrueWorld {
  return steps.reduce(applyStep, world);
}

function applyStep(world: TrueWorld, step: PlanStep): TrueWorld {
  const { principalArn } = step;
  const entry = world.aws.find(one => one.principalArn === principalArn);
  const row = world.managed.find(one => one.principalArn === principalArn);
  switch (step.kind) {
    case 'create-entry': {
      // DOMAIN 1.1: same principal already has an entry.
      if (entry) throw new Error('ResourceInUseException');
      const rowId = row?.rowId ?? `row-${principalArn}`;
      const made: ObservedEntry = {
        principalArn,
        accessEntryArn: entryArn(principalArn, 'applied'),
        type: 'STANDARD',
        username: '',
        kubernetesGroups: step.kubernetesGroups,
        tags: ownTags(rowId, principalArn),
        createdAt: NOW,
        modifiedAt: NOW,
        policies: [],
      };
      return {
        ...world,
        aws: [...world.aws, made],
        managed: [
          ...world.managed.filter(one => one !== row),
          {
            rowId,
            principalArn,
            mappingRef: row?.mappingRef ?? world.intents[0].mappingRef,
            accessEntryArn: made.accessEntryArn,
            kubernetesGroups: step.kubernetesGroups,
            parts: [],
            lastWriteAt: world.at,
          },
        ],
      };
    }
    case 'associate-policy':
    case 'disassociate-policy': {
      if (!entry) throw new Error('ResourceNotFoundException: entry');
      const stands = entry.policies.some(
        ({ policyArn }) => policyArn === step.policyArn,
      );
      // Nothing stood of what could not be read: the gateway answers `already-gone`.
      if (
        step.kind === 'disassociate-policy' &&
        !stands &&
        isReadable(world, principalArn)
      ) {
        throw new Error('ResourceNotFoundException: policy');
      }
      if (
        step.kind === 'associate-policy' &&
        step.scope.type === 'namespace' &&
        step.scope.namespaces.length === 0
      ) {
        throw new Error('InvalidParameterException: no namespaces');
      }
      if (!row) throw new Error('a part without a row');
      const scope = step.kind === 'associate-policy' ? step.scope : undefined;
      const policies = replaced(entry.policies, step.policyArn, scope);
      return {
        ...world,
        aws: world.aws.map(one => (one === entry ? { ...one, policies } : one)),
        managed: world.managed.map(one =>
          one === row
            ? {
                ...one,
                lastWriteAt: world.at,
                parts: replaced(one.parts, step.policyArn, step.recordAs),
              }
            : one,
        ),
      };
    }
    case 'delete-entry': {
      if (!entry) throw new Error('ResourceNotFoundException: entry');
      return {
        ...world,
        aws: world.aws.filter(one => one !== entry),
        managed: world.managed.filter(one => one !== row),
      };
    }
  }
}

/** The rows after what the plan says of them without a call. */
export function applyRecords(
  world: TrueWorld,
  {
    forget,
    closable,
  }: { forget: readonly ForgottenPart[]; closable: readonly string[] },
): TrueWorld {
  return {
    ...world,
    managed: world.managed
      .filter(({ rowId }) => !closable.includes(rowId))
      .map(row =>
        forget
          .filter(({ rowId }) => rowId === row.rowId)
          .reduce<ManagedEntry>(
            (changed, { policyArn, recordAs }) => ({
              ...changed,
              parts: replaced(changed.parts, policyArn, recordAs),
            }),
            row,
          ),
      ),
  };
}

/** The same world after the minute in which AWS may still show the state before a write. */
export function settled(world: TrueWorld): TrueWorld {
  return {
    ...world,
    managed: world.managed.map(row => ({
      ...row,
      lastWriteAt: Math.min(row.lastWriteAt, world.at - 3_600_000),
    })),
  };
}

export function isReadable(world: TrueWorld, principalArn: string): boolean {
  return !world.listIsUnreadable && !world.unreadable.includes(principalArn);
}

function replaced(
  policies: readonly PolicyTerm[],
  policyArn: string,
  scope: PolicyTerm['scope'] | undefined,
): readonly PolicyTerm[] {
  return [
    ...policies.filter(one => one.policyArn !== policyArn),
    ...(scope ? [{ policyArn, scope }] : []),
  ];
}
