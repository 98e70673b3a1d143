import type { AccessScope } from '@eks-access/backstage-plugin-eks-access-common';
import { partNeeds, type PartNeeds, type PrincipalNeeds } from './needs';
import type { AssociatePolicyStep, DisassociatePolicyStep } from './plan';
import {
  intersectScopes,
  sameScope,
  scopeCovers,
  subtractScope,
  unionOf,
  unionScopes,
} from './scope';
import type { DesiredPolicy } from './types';

export type PartStep = AssociatePolicyStep | DisassociatePolicyStep;

/** One policy that we wrote and that AWS shows. */
export interface StandingPart {
  readonly principalArn: string;
  readonly policyArn: string;
  readonly wrote: AccessScope;
  readonly shows: AccessScope;
  readonly need: PartNeeds;
}

/**
 * One write for each purpose: what ends, what is given, what the catalog takes away. Where giving and taking meet, one write does both, so
 * that no access is dropped in between; its `otherwise` takes away alone.
 */
export function takeAndGive(
  part: StandingPart,
  asked: DesiredPolicy,
): readonly PartStep[] {
  const { principalArn, policyArn, shows } = part;
  const taking = takeAway(part);
  if (scopeCovers(shows, asked.scope)) return taking;

  const end = taking.find(step => step.purpose === 'end');
  const removal = taking.find(step => step.purpose === 'removal');
  const give = (
    onto: AccessScope | undefined,
    purpose: 'grant' | 'removal',
    intents: readonly string[],
    otherwise: PartStep | undefined,
  ): AssociatePolicyStep => {
    const scope = onto ? unionScopes(onto, asked.scope) : asked.scope;
    return {
      kind: 'associate-policy',
      principalArn,
      policyArn,
      scope,
      recordAs: scope,
      purpose,
      intents,
      ...(otherwise && { otherwise }),
    };
  };
  const granted = give(
    end ? scopeAfter(end) : shows,
    'grant',
    asked.because,
    end,
  );
  if (!removal) return [granted];
  const removed = give(
    scopeAfter(removal),
    'removal',
    removal.intents,
    removal,
  );
  return sameScope(granted.scope, removed.scope)
    ? [granted]
    : [granted, removed];
}

/** First what due and explicit ends take, then what the catalog takes: the first never waits for the budget of the second. */
export function takeAway(part: StandingPart): readonly PartStep[] {
  const { principalArn, policyArn, wrote, shows, need } = part;
  const afterEnds = afterTheEnds(part);
  const afterRemovals = afterTheRemovals(wrote, afterEnds, need);
  // Where the end overwrites what was added outside, all that is left was written by us and has to end with us.
  const recordOf = (
    scope: AccessScope | undefined,
    left: AccessScope | undefined,
  ) => (endTakesAdditions(part) ? unionOf([scope, left]) : left);
  const steps: PartStep[] = [];
  if (!sameScope(afterEnds, shows)) {
    steps.push(
      setScope(
        principalArn,
        policyArn,
        afterEnds,
        recordOf(afterEnds, need.afterEnds),
        {
          purpose: 'end',
          intents: need.endedIds,
        },
      ),
    );
  }
  if (!sameScope(afterRemovals, afterEnds)) {
    steps.push(
      setScope(
        principalArn,
        policyArn,
        afterRemovals,
        recordOf(afterRemovals, need.afterRemovals),
        {
          purpose: 'removal',
          intents: need.removedIds,
        },
      ),
    );
  }
  return steps;
}

/**
 * True where somebody widened our part to more than EKS can shrink by what ends. The end goes on in every circumstance, so what was added
 * outside goes with it, and only what others need is left.
 */
export function endTakesAdditions({
  wrote,
  shows,
  need,
}: Pick<StandingPart, 'wrote' | 'shows' | 'need'>): boolean {
  return (
    need.keptByNotEnded !== undefined &&
    withoutOurShare(wrote, shows, need.afterEnds).kind === 'not-representable'
  );
}

function afterTheEnds({
  wrote,
  shows,
  need,
}: StandingPart): AccessScope | undefined {
  // Nobody needs our part any more: it goes whole, with whatever was added to it outside.
  if (need.keptByNotEnded === undefined) return undefined;
  const rest = withoutOurShare(wrote, shows, need.afterEnds);
  switch (rest.kind) {
    case 'nothing':
      return undefined;
    case 'scope':
      return rest.scope;
    case 'not-representable':
      return intersectScopes(shows, need.keptByNotEnded);
  }
}

function afterTheRemovals(
  wrote: AccessScope,
  standing: AccessScope | undefined,
  need: PartNeeds,
): AccessScope | undefined {
  if (standing === undefined || need.held === undefined) return undefined;
  const rest = withoutOurShare(wrote, standing, need.afterRemovals);
  switch (rest.kind) {
    case 'nothing':
      return undefined;
    case 'scope':
      return rest.scope;
    case 'not-representable':
      // Unlike an end, a change of the catalog waits until a person has looked at the drift.
      return standing;
  }
}

/** What AWS would show once of our share only `left` is left: what was added outside stays as it is. */
function withoutOurShare(
  wrote: AccessScope,
  shows: AccessScope,
  left: AccessScope | undefined,
) {
  if (left === undefined) return subtractScope(shows, wrote);
  const gone = subtractScope(wrote, left);
  switch (gone.kind) {
    case 'nothing':
      return { kind: 'scope', scope: shows } as const;
    case 'scope':
      return subtractScope(shows, gone.scope);
    case 'not-representable': {
      // We wrote more than is left and EKS has no words for the difference, as with the whole cluster: all that stands is our share.
      const common = intersectScopes(shows, left);
      return common
        ? ({ kind: 'scope', scope: common } as const)
        : ({ kind: 'nothing' } as const);
    }
  }
}

function setScope(
  principalArn: string,
  policyArn: string,
  scope: AccessScope | undefined,
  recordAs: AccessScope | undefined,
  reason: Pick<PartStep, 'purpose' | 'intents'>,
): PartStep {
  const step = {
    principalArn,
    policyArn,
    ...(recordAs && { recordAs }),
    ...reason,
  };
  return scope
    ? { kind: 'associate-policy', ...step, scope }
    : { kind: 'disassociate-policy', ...step };
}

function scopeAfter(step: PartStep): AccessScope | undefined {
  return step.kind === 'associate-policy' ? step.scope : undefined;
}

/**
 * The steps that take from a part what due and explicit ends take, when AWS could not be read. They are computed from what we wrote last;
 * a smaller scope is an upsert, so what others need is never dropped.
 */
export function planUnreadPart(
  needs: PrincipalNeeds,
  policyArn: string,
  wrote: AccessScope,
): readonly PartStep[] {
  const part = partNeeds(needs, policyArn, wrote);
  if (sameScope(part.afterEnds, wrote)) return [];
  return [
    setScope(needs.principalArn, policyArn, part.afterEnds, part.afterEnds, {
      purpose: 'end',
      intents: part.endedIds,
    }),
  ];
}
