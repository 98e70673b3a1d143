import { hasForeignParts } from './entryFacts';
import { partNeeds, scopeOf, type PrincipalNeeds } from './needs';
import type { PlanRemark, PlanStep, RemarkBody } from './plan';
import { planPart, type PartPlan } from './planPart';
import type { PrincipalPlan } from './planPrincipal';
import { sortedUnique } from './terms';
import type { ManagedEntry, ObservedEntry } from './types';

/** An entry whose ARN our row holds. */
export interface OurEntryInput {
  readonly needs: PrincipalNeeds;
  readonly managed: ManagedEntry;
  readonly observed: ObservedEntry;
  readonly isTagLost: boolean;
  /** Set where the role was made after the entry. */
  readonly dead: RemarkBody | undefined;
  readonly settling: boolean;
}

/** Compares our entry part by part; deletes it whole when nobody needs it and nothing foreign is on it. */
export function planOurEntry(input: OurEntryInput): PrincipalPlan {
  const { needs } = input;
  const parts = planParts(input);
  const isNeeded = needs.held.because.length > 0;
  if (!isNeeded && !hasForeignParts(input.managed, input.observed)) {
    return {
      steps: deletion(input, parts),
      remarks: [],
      closable: [],
      forget: [],
    };
  }
  return {
    steps: parts.flatMap(part => part.steps),
    remarks: [
      ...parts.flatMap(part => part.remarks),
      ...groupRemarks(input),
      ...(isNeeded ? entryRemarks(input) : []),
    ],
    closable: [],
    forget: parts.flatMap(part => part.forget),
  };
}

function planParts({
  needs,
  managed,
  observed,
  isTagLost,
  dead,
  settling,
}: OurEntryInput): readonly PartPlan[] {
  const policyArns = sortedUnique(
    [...managed.parts, ...observed.policies, ...needs.held.policies].map(
      ({ policyArn }) => policyArn,
    ),
  );
  return policyArns.map(policyArn =>
    planPart({
      rowId: managed.rowId,
      policyArn,
      needs,
      wrote: scopeOf({ policies: managed.parts }, policyArn),
      shows: scopeOf(observed, policyArn),
      mayAdd: !isTagLost && dead === undefined,
      settling,
      lastWriteAt: managed.lastWriteAt,
    }),
  );
}

/**
 * One delete ends the whole entry. Where a part of it goes by a change of the catalog the delete counts against the removal budget, so the
 * parts that end by time or by a person are taken away before it, by themselves.
 */
function deletion(
  input: OurEntryInput,
  parts: readonly PartPlan[],
): readonly PlanStep[] {
  const { needs } = input;
  const { principalArn, endedIds, withdrawnIds } = needs;
  const byCatalog = outlivesTheEnds(input);
  if (!byCatalog && endedIds.length > 0) {
    return [
      {
        kind: 'delete-entry',
        principalArn,
        purpose: 'end',
        intents: endedIds,
      },
    ];
  }
  return [
    ...parts.flatMap(part => part.steps).filter(step => step.purpose === 'end'),
    {
      kind: 'delete-entry',
      principalArn,
      purpose: 'removal',
      intents: withdrawnIds,
    },
  ];
}

/** True when, after all due and explicit ends, something of ours is left that only the catalog takes away. */
function outlivesTheEnds({
  needs,
  managed,
  observed,
  settling,
}: OurEntryInput): boolean {
  const isThere = (policyArn: string) =>
    settling || scopeOf(observed, policyArn) !== undefined;
  const outlives = (group: string) => {
    const owners = needs.recorded.filter(({ terms }) =>
      terms.kubernetesGroups.includes(group),
    );
    return owners.length === 0 || owners.some(({ state }) => state !== 'ended');
  };
  return (
    managed.parts.some(
      ({ policyArn, scope }) =>
        isThere(policyArn) &&
        partNeeds(needs, policyArn, scope).afterEnds !== undefined,
    ) || ourGroups({ managed, observed }).some(outlives)
  );
}

function ourGroups({
  managed,
  observed,
}: Pick<OurEntryInput, 'managed' | 'observed'>): readonly string[] {
  return sortedUnique(
    managed.kubernetesGroups.filter(group =>
      observed.kubernetesGroups.includes(group),
    ),
  );
}

/** Groups are fixed at creation, so every difference in them is for a person. */
function groupRemarks(input: OurEntryInput): readonly PlanRemark[] {
  const { needs, managed, observed, settling } = input;
  const { held } = needs;
  const shown = observed.kubernetesGroups;
  const missing = held.kubernetesGroups.filter(group => !shown.includes(group));
  const gone = missing.filter(group =>
    managed.kubernetesGroups.includes(group),
  );
  const bodies: RemarkBody[] = [];
  const add = (
    kubernetesGroups: readonly string[],
    body: (details: { kubernetesGroups: readonly string[] }) => RemarkBody,
  ) => {
    if (kubernetesGroups.length > 0) {
      bodies.push(body({ kubernetesGroups: sortedUnique(kubernetesGroups) }));
    }
  };
  add(gone, details =>
    settling
      ? {
          kind: 'unknown',
          code: 'not-yet-visible',
          details: { lastWriteAt: managed.lastWriteAt },
        }
      : { kind: 'drift', code: 'group-missing', details },
  );
  add(
    missing.filter(group => !managed.kubernetesGroups.includes(group)),
    details => ({ kind: 'blocked', code: 'groups-are-fixed', details }),
  );
  add(
    shown.filter(group => !managed.kubernetesGroups.includes(group)),
    details => ({
      kind: 'foreign',
      code: 'foreign-group-on-our-entry',
      details,
    }),
  );
  add(
    ourGroups(input).filter(group => !held.kubernetesGroups.includes(group)),
    details => ({ kind: 'blocked', code: 'groups-cannot-go-alone', details }),
  );
  return bodies.map(body => ({
    principalArn: needs.principalArn,
    intents: held.because,
    ...body,
  }));
}

function entryRemarks({
  needs,
  isTagLost,
  dead,
}: OurEntryInput): readonly PlanRemark[] {
  const bodies: readonly RemarkBody[] = [
    ...(isTagLost
      ? [{ kind: 'drift', code: 'tag-lost', details: {} } as const]
      : []),
    ...(dead ? [dead] : []),
  ];
  return bodies.map(body => ({
    principalArn: needs.principalArn,
    intents: needs.held.because,
    ...body,
  }));
}
