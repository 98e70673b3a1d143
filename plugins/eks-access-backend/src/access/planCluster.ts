import { canonicalHash } from './canonicalHash';
import type { Plan, PlanInput, PlanRemark, PlanStep } from './plan';
import { planPrincipal } from './planPrincipal';
import { byKey, sortedUnique } from './terms';
import type { Intent } from './types';
import { worldOf } from './world';

/**
 * The steps that bring our entries on one cluster to what its live intents ask for, and remarks about what is left alone and why.
 *
 * Total and pure: equal input in any order, with any duplicates, gives an equal plan and hash. Unknown reads keep and deny: only what is
 * due or explicitly ended is then taken away, computed from what we wrote. Foreign entries and foreign parts of ours are never touched.
 * Guards are not asked here: see `checkPlan`. Source: DESIGN sections 3 and 7.
 */
export function planCluster(input: PlanInput): Plan {
  const { cluster, at, intents, observed, ownTags } = input;
  const world = worldOf(input);
  const plans = world.principalArns.map(principalArn =>
    planPrincipal({ ...world.factsOf(principalArn), at, ownTags }),
  );
  const steps = [...plans.flatMap(plan => plan.steps)].sort(byKey(orderOfStep));
  const remarks =
    observed.kind === 'known'
      ? plans.flatMap(plan => plan.remarks)
      : [
          unreadList(observed.because, intents),
          // That the entry could not be read either says nothing more.
          ...plans
            .flatMap(plan => plan.remarks)
            .filter(({ code }) => code !== 'entry-unread'),
        ];
  return {
    steps,
    remarks,
    closable: sortedUnique(plans.flatMap(plan => plan.closable)),
    forget: plans.flatMap(plan => plan.forget),
    hash: canonicalHash({ cluster, steps }),
  };
}

const PURPOSE_ORDER = { end: 0, grant: 1, removal: 2 };
const KIND_ORDER = {
  'create-entry': 0,
  'associate-policy': 1,
  'disassociate-policy': 2,
  'delete-entry': 3,
};

/** Ends come first in every cycle (DESIGN section 7); an entry is made before its policies and deleted after them. */
function orderOfStep(step: PlanStep): string {
  return JSON.stringify([
    PURPOSE_ORDER[step.purpose],
    step.principalArn,
    KIND_ORDER[step.kind],
    'policyArn' in step ? step.policyArn : '',
  ]);
}

function unreadList(because: string, intents: readonly Intent[]): PlanRemark {
  return {
    intents: sortedUnique(intents.map(({ id }) => id)),
    kind: 'unknown',
    code: 'entries-unread',
    details: { because },
  };
}
