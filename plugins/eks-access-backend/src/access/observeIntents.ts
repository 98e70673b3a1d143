import type { PlanInput } from './plan';

/** What AWS showed of one intent. */
export interface IntentObservation {
  readonly intentId: string;
  /**
   * `present`: every part of its allowed terms stands, ours or in a foreign entry that covers it. `absent`: nothing of ours stands that
   * only this intent asked for; for one that has ended this completes its end. `unknown`: not readable, or too soon after our own write.
   */
  readonly observed: 'present' | 'absent' | 'unknown';
}

/** What the observed state says of each intent, sorted by id. */
export function observeIntents(input: PlanInput): readonly IntentObservation[] {
  throw new Error(`not observed yet: ${input.cluster.arn}`);
}
