import { deadRemark, entryGives, isSettling } from './entryFacts';
import type { PrincipalNeeds } from './needs';
import { otherManagerOf } from './otherManager';
import { resolveOwnership } from './ownership';
import { planUnreadPart } from './partSteps';
import type {
  ForgottenPart,
  PlanInput,
  PlanRemark,
  PlanStep,
  RemarkBody,
} from './plan';
import { planOurEntry } from './planOurEntry';
import type { ManagedEntry, ObservedEntry } from './types';
import type { PrincipalFacts } from './world';

/** Everything about one principal of a cluster. */
export type PrincipalInput = Omit<PrincipalFacts, 'intents'> &
  Pick<PlanInput, 'at' | 'ownTags'>;

export interface PrincipalPlan {
  readonly steps: readonly PlanStep[];
  readonly remarks: readonly PlanRemark[];
  readonly closable: readonly string[];
  readonly forget: readonly ForgottenPart[];
}

/** The part of a cluster's plan that is about one principal. */
export function planPrincipal(input: PrincipalInput): PrincipalPlan {
  const { needs, managed, read } = input;
  const plan =
    read.kind === 'unknown'
      ? planUnread(needs, managed, read.because)
      : planRead(input, read.value);
  return { ...plan, remarks: [...plan.remarks, ...intentRemarks(input)] };
}

/** Without a read nothing is given and no entry is deleted, as foreign parts could be on it; what ends by time or by a person goes on. */
function planUnread(
  needs: PrincipalNeeds,
  managed: ManagedEntry | undefined,
  because: string,
): PrincipalPlan {
  const isConcerned = managed !== undefined || needs.held.because.length > 0;
  return {
    ...NOTHING,
    steps:
      managed?.accessEntryArn === undefined
        ? []
        : managed.parts.flatMap(({ policyArn, scope }) =>
            planUnreadPart(needs, policyArn, scope),
          ),
    remarks: isConcerned
      ? [
          remark(needs, {
            kind: 'unknown',
            code: 'entry-unread',
            details: { because },
          }),
        ]
      : [],
  };
}

function planRead(
  input: PrincipalInput,
  observed: ObservedEntry | undefined,
): PrincipalPlan {
  const { needs, managed, role, at, ownTags } = input;
  if (observed && observed.type !== 'STANDARD') {
    return remarkIfNeeded(needs, {
      kind: 'protected',
      code: 'entry-is-not-standard',
      details: { type: observed.type },
    });
  }
  const ownership = resolveOwnership(managed, observed, ownTags);
  switch (ownership) {
    case 'absent':
      return planAbsent(input);
    case 'claimable':
      return {
        ...NOTHING,
        remarks: [
          remark(needs, {
            kind: 'unknown',
            code: 'create-unanswered',
            details: {},
          }),
        ],
      };
    case 'foreign':
      return observed ? planForeign(input, observed) : NOTHING;
    case 'ours':
    case 'ours-tag-lost':
      return observed && managed
        ? planOurEntry({
            needs,
            managed,
            observed,
            isTagLost: ownership === 'ours-tag-lost',
            dead: deadRemark(observed, role),
            settling: isSettling(managed, at),
          })
        : NOTHING;
  }
}

/** AWS said that there is no entry. */
function planAbsent({ needs, managed, at }: PrincipalInput): PrincipalPlan {
  if (managed === undefined) return { ...NOTHING, steps: creation(needs) };
  const settling = isSettling(managed, at);
  const isNeeded = needs.held.because.length > 0;
  if (managed.accessEntryArn === undefined && needs.asked) {
    // The create never arrived, or is arriving: sent again for the same row, its tags fit whichever comes.
    return { ...NOTHING, steps: creation(needs) };
  }
  if (!isNeeded) {
    // Too early to close: the entry may appear a moment later, and would be foreign without its row.
    return { ...NOTHING, closable: settling ? [] : [managed.rowId] };
  }
  if (managed.accessEntryArn === undefined) return NOTHING;
  const { lastWriteAt } = managed;
  return remarkIfNeeded(
    needs,
    settling
      ? { kind: 'unknown', code: 'not-yet-visible', details: { lastWriteAt } }
      : { kind: 'drift', code: 'entry-missing', details: { lastWriteAt } },
  );
}

/** Somebody else's entry: never changed. */
function planForeign(
  { needs, managed, role, at }: PrincipalInput,
  observed: ObservedEntry,
): PrincipalPlan {
  const tool = otherManagerOf(observed.tags);
  const details = tool === undefined ? {} : { tool };
  const closable =
    managed && needs.held.because.length === 0 && !isSettling(managed, at)
      ? [managed.rowId]
      : [];
  if (managed?.accessEntryArn !== undefined) {
    const { lastWriteAt } = managed;
    return {
      ...remarkIfNeeded(
        needs,
        isSettling(managed, at)
          ? {
              kind: 'unknown',
              code: 'not-yet-visible',
              details: { lastWriteAt },
            }
          : { kind: 'drift', code: 'entry-replaced', details },
      ),
      closable,
    };
  }
  const dead = deadRemark(observed, role);
  if (dead) return { ...remarkIfNeeded(needs, dead), closable };
  return {
    ...remarkIfNeeded(
      needs,
      entryGives(observed, needs.held)
        ? { kind: 'covered', code: 'entry-gives-it-already', details }
        : {
            kind: 'blocked',
            code: 'foreign-entry-does-not-give-it',
            details,
          },
    ),
    closable,
  };
}

/** Groups are given here only, so that no entry is ever updated (DESIGN section 5). */
function creation({
  asked,
  principalArn,
}: PrincipalNeeds): readonly PlanStep[] {
  if (!asked) return [];
  return [
    {
      kind: 'create-entry',
      principalArn,
      roleId: asked.roleId,
      kubernetesGroups: asked.kubernetesGroups,
      purpose: 'grant',
      intents: asked.because,
    },
    ...asked.policies.map(
      ({ policyArn, scope, because }): PlanStep => ({
        kind: 'associate-policy',
        principalArn,
        policyArn,
        scope,
        recordAs: scope,
        purpose: 'grant',
        intents: because,
      }),
    ),
  ];
}

/** Why live intents of this principal get nothing new, whatever AWS shows of the entry. */
function intentRemarks({ needs, role }: PrincipalInput): readonly PlanRemark[] {
  const { principalArn, mismatchedIds, orphanedIds, withheldIds, held } = needs;
  const remarks: PlanRemark[] = [];
  if (orphanedIds.length > 0) {
    remarks.push({
      principalArn,
      intents: orphanedIds,
      kind: 'blocked',
      code: 'cluster-replaced',
      details: {},
    });
  }
  if (withheldIds.length > 0) {
    remarks.push({
      principalArn,
      intents: withheldIds,
      kind: 'unknown',
      code: 'not-confirmed',
      details: {},
    });
  }
  if (held.because.length === 0) return remarks;
  switch (role.kind) {
    case 'unknown':
      remarks.push(
        remark(needs, {
          kind: 'unknown',
          code: 'role-unread',
          details: { because: role.because },
        }),
      );
      break;
    case 'gone':
      remarks.push(
        remark(needs, { kind: 'blocked', code: 'role-gone', details: {} }),
      );
      break;
    case 'exists':
      if (mismatchedIds.length > 0) {
        remarks.push({
          principalArn,
          intents: mismatchedIds,
          kind: 'blocked',
          code: 'role-replaced',
          details: { roleId: role.roleId },
        });
      }
      break;
  }
  return remarks;
}

const NOTHING: PrincipalPlan = {
  steps: [],
  remarks: [],
  closable: [],
  forget: [],
};

function remark(needs: PrincipalNeeds, body: RemarkBody): PlanRemark {
  return {
    principalArn: needs.principalArn,
    intents: needs.held.because,
    ...body,
  };
}

/** Where nobody asks for anything, a foreign or missing entry is inventory and not worth a remark. */
function remarkIfNeeded(
  needs: PrincipalNeeds,
  body: RemarkBody,
): PrincipalPlan {
  return needs.held.because.length > 0
    ? { ...NOTHING, remarks: [remark(needs, body)] }
    : NOTHING;
}
