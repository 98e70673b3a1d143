import type { PlanRemark, PlanStep } from './plan';

/** Looks up the words for ids; each answers the id itself where there is no better name. */
export interface Names {
  /** "Payments on EKS, level view" or "grant of Ana until ...". */
  intent(id: string): string;
}

/** A step in words. */
export interface StepDescription {
  readonly sentence: string;
  /** The intents that ask for it, or whose end it is, in words. */
  readonly because: readonly string[];
}

/** A remark in words: what is, and one next step where there is one. */
export interface RemarkDescription {
  readonly sentence: string;
  readonly next?: string;
}

export function describeStep(step: PlanStep, names: Names): StepDescription {
  throw new Error(`not described yet: ${step.kind} ${names.intent('')}`);
}

export function describeRemark(
  remark: PlanRemark,
  names: Names,
): RemarkDescription {
  throw new Error(`not described yet: ${remark.code} ${names.intent('')}`);
}
