import type { Plan, PlanInput } from './plan';

/** A read this soon after our own write may still show the state before it. Source: DOMAIN 2.8, RELIABILITY C9. */
export const VISIBILITY_WINDOW_MS = 60_000;

/**
 * The steps that bring the managed entries of one cluster to what its live intents ask for, and remarks about what is left alone and why.
 * Total and pure; sorted, so that equal input gives an equal plan and hash.
 */
export function planCluster(input: PlanInput): Plan {
  throw new Error(`not planned yet: ${input.cluster.arn}`);
}
