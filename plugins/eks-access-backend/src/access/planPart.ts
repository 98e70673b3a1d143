import type { AccessScope } from '@eks-access/backstage-plugin-eks-access-common';
import { partNeeds, type PartNeeds, type PrincipalNeeds } from './needs';
import {
  endTakesAdditions,
  takeAndGive,
  takeAway,
  type PartStep,
} from './partSteps';
import type { ForgottenPart, PlanRemark, RemarkBody } from './plan';
import { intersectScopes, sameScope, scopeCovers, unionScopes } from './scope';
import { sortedUnique } from './terms';
import type { DesiredPolicy, Instant } from './types';

/** One policy of our entry: what we wrote, what AWS shows, who needs what. */
export interface PartInput {
  readonly rowId: string;
  readonly policyArn: string;
  readonly needs: PrincipalNeeds;
  /** Undefined where the policy is none of our parts. */
  readonly wrote: AccessScope | undefined;
  readonly shows: AccessScope | undefined;
  /** False where nothing may be added to the entry: tag lost, role unknown, dead entry. */
  readonly mayAdd: boolean;
  /** We wrote to the entry a moment ago, so AWS may still show the state before. */
  readonly settling: boolean;
  readonly lastWriteAt: Instant;
}

export interface PartPlan {
  readonly steps: readonly PartStep[];
  readonly remarks: readonly PlanRemark[];
  readonly forget: readonly ForgottenPart[];
}

const NOTHING: PartPlan = { steps: [], remarks: [], forget: [] };

/** What to do about one policy of an entry that is ours and could be read. */
export function planPart(part: PartInput): PartPlan {
  const { wrote, shows } = part;
  if (wrote !== undefined) {
    return shows === undefined
      ? planMissingPart(part, wrote)
      : planStandingPart(part, wrote, shows);
  }
  return shows === undefined ? planNewPart(part) : planForeignPart(part, shows);
}

/** Neither ours nor there: a live intent may ask for it. */
function planNewPart({ needs, policyArn, mayAdd }: PartInput): PartPlan {
  const asked = askedPolicy(needs, policyArn);
  if (!asked || !mayAdd) return NOTHING;
  return {
    ...NOTHING,
    steps: [
      {
        kind: 'associate-policy',
        principalArn: needs.principalArn,
        policyArn,
        scope: asked.scope,
        recordAs: asked.scope,
        purpose: 'grant',
        intents: asked.because,
      },
    ],
  };
}

/** There, and not ours: never merged and never removed (rule 6). */
function planForeignPart(part: PartInput, shows: AccessScope): PartPlan {
  const { needs, policyArn, settling, lastWriteAt } = part;
  const held = heldPolicy(needs, policyArn);
  if (settling) {
    // It may be what we took away a moment ago.
    return held
      ? remarkOn(needs, held.because, {
          kind: 'unknown',
          code: 'not-yet-visible',
          details: { lastWriteAt },
        })
      : NOTHING;
  }
  if (!held) {
    return remarkOn(needs, [], {
      kind: 'foreign',
      code: 'foreign-policy-on-our-entry',
      details: { policyArn, scope: shows },
    });
  }
  if (scopeCovers(shows, held.scope)) {
    return remarkOn(needs, held.because, {
      kind: 'covered',
      code: 'foreign-part-gives-it-already',
      details: { policyArn },
    });
  }
  return remarkOn(needs, held.because, {
    kind: 'blocked',
    code: 'foreign-part-does-not-give-it',
    details: { policyArn, asks: held.scope, shows },
  });
}

/** Ours, and not there: removed outside, and not restored by itself (rule 12), unless it is only too early to see it. */
function planMissingPart(part: PartInput, wrote: AccessScope): PartPlan {
  const { needs, policyArn, settling, lastWriteAt, rowId } = part;
  const { held, afterRemovals } = partNeeds(needs, policyArn, wrote);
  if (settling) {
    return held
      ? remarkOn(needs, held.because, {
          kind: 'unknown',
          code: 'not-yet-visible',
          details: { lastWriteAt },
        })
      : NOTHING;
  }
  if (afterRemovals === undefined) {
    // Nobody needs what was removed, so what is asked for now was never given before.
    const { steps } = planNewPart(part);
    return {
      ...NOTHING,
      steps,
      forget: steps.length > 0 ? [] : [{ rowId, policyArn }],
    };
  }
  return {
    ...remarkOn(needs, held?.because ?? [], {
      kind: 'drift',
      code: 'policy-missing',
      details: { policyArn },
    }),
    forget: sameScope(afterRemovals, wrote)
      ? []
      : [{ rowId, policyArn, recordAs: afterRemovals }],
  };
}

/** Ours, and there. */
function planStandingPart(
  part: PartInput,
  wrote: AccessScope,
  shows: AccessScope,
): PartPlan {
  const { needs, policyArn, settling, rowId } = part;
  const need = partNeeds(needs, policyArn, wrote);
  const isWidened = !scopeCovers(wrote, shows);
  const isNarrowed =
    need.afterRemovals !== undefined && !scopeCovers(shows, need.afterRemovals);
  const { principalArn } = needs;
  const standing = { principalArn, policyArn, wrote, shows, need };
  const isDrift = isNarrowed || (isWidened && !endTakesAdditions(standing));
  const asked = isDrift ? undefined : askedPolicy(needs, policyArn);
  let steps: readonly PartStep[];
  if (settling && !sameScope(wrote, shows)) {
    // Either AWS does not show our last write yet, or somebody changed the part. We wrote a and b, a is shown, a ends: going by what we wrote
    // may give b again that a person took away, going by what is shown may drop b that we just gave. So it waits, a minute at most; only
    // a part that nobody needs any more goes at once.
    steps = need.keptByNotEnded === undefined ? takeAway(standing) : [];
  } else if (asked && part.mayAdd) {
    steps = takeAndGive(standing, asked);
  } else {
    steps = takeAway(standing);
  }
  const recorded = recordedStill(wrote, shows, need);
  return {
    steps,
    remarks: differenceRemarks(
      part,
      wrote,
      shows,
      need,
      isNarrowed || isWidened,
    ),
    forget:
      settling || steps.length > 0 || sameScope(recorded, wrote)
        ? []
        : [{ rowId, policyArn, ...(recorded && { recordAs: recorded }) }],
  };
}

/** What the row has to go on recording: what is still needed, and what of ours still stands. */
function recordedStill(
  wrote: AccessScope,
  shows: AccessScope,
  need: PartNeeds,
): AccessScope | undefined {
  const standing = intersectScopes(wrote, shows);
  if (standing === undefined || need.afterRemovals === undefined) {
    return standing ?? need.afterRemovals;
  }
  return unionScopes(standing, need.afterRemovals);
}

function differenceRemarks(
  part: PartInput,
  wrote: AccessScope,
  shows: AccessScope,
  need: PartNeeds,
  changedOutside: boolean,
): readonly PlanRemark[] {
  const { needs, policyArn, lastWriteAt } = part;
  const because = need.held?.because ?? [];
  if (sameScope(shows, need.held?.scope)) return [];
  if (part.settling && !sameScope(wrote, shows)) {
    return remarkOn(needs, sortedUnique([...because, ...need.endedIds]), {
      kind: 'unknown',
      code: 'not-yet-visible',
      details: { lastWriteAt },
    }).remarks;
  }
  if (!changedOutside) return [];
  return remarkOn(needs, because, {
    kind: 'drift',
    code: 'scope-changed',
    details: { policyArn, wrote, shows },
  }).remarks;
}

function remarkOn(
  needs: PrincipalNeeds,
  intents: readonly string[],
  body: RemarkBody,
): PartPlan {
  return {
    ...NOTHING,
    remarks: [{ principalArn: needs.principalArn, intents, ...body }],
  };
}

function askedPolicy(
  needs: PrincipalNeeds,
  policyArn: string,
): DesiredPolicy | undefined {
  return needs.asked?.policies.find(policy => policy.policyArn === policyArn);
}

function heldPolicy(
  needs: PrincipalNeeds,
  policyArn: string,
): DesiredPolicy | undefined {
  return needs.held.policies.find(policy => policy.policyArn === policyArn);
}
