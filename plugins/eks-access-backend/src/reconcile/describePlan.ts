import type { PlanView } from '@eks-access/backstage-plugin-eks-access-common';
import {
  describeRemark,
  describeStep,
  type Instant,
  type Names,
  type Plan,
  type Refusal,
} from '../access';

/** The plan in words and data, as it is stored and shown. `refused` are the guards that stop steps of it. */
export function describePlan(
  plan: Plan,
  refused: readonly Refusal[],
  names: Names,
  asOf: Instant,
): PlanView {
  return {
    asOf: new Date(asOf).toISOString(),
    hash: plan.hash,
    steps: plan.steps.map(step => {
      const { sentence, because } = describeStep(step, names);
      return {
        kind: step.kind,
        principalArn: step.principalArn,
        policyArn: 'policyArn' in step ? step.policyArn : undefined,
        sentence,
        because: [...because],
      };
    }),
    remarks: plan.remarks.map(remark => ({
      kind: remark.kind,
      principalArn: remark.principalArn,
      ...describeRemark(remark, names),
    })),
    refusals: distinct(
      refused.map(({ guard, message, next }) => ({
        guard,
        sentence: `${message} ${next}`,
      })),
    ),
  };
}

/** One guard often stops many steps for one reason. */
function distinct(
  refusals: readonly PlanView['refusals'][number][],
): PlanView['refusals'] {
  const byText = new Map(
    refusals.map(refusal => [`${refusal.guard} ${refusal.sentence}`, refusal]),
  );
  return [...byText.values()];
}
