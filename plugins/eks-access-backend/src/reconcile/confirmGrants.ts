import type { Instant, Intent, PlanStep } from '../access';
import type { GrantSource } from './types';

/** Which grants the steps would give something for, and whether that may be done now. */
export async function confirmGrants(
  grants: Pick<GrantSource, 'confirmBeforeApply'>,
  intents: readonly Intent[],
  steps: readonly PlanStep[],
  at: Instant,
): Promise<ReadonlySet<string>> {
  const asked = [
    ...new Set(
      steps
        .filter(step => step.purpose === 'grant')
        .flatMap(step => step.intents)
        .filter(id =>
          intents.some(intent => intent.id === id && intent.kind === 'grant'),
        ),
    ),
  ];
  if (asked.length === 0) return new Set();
  const confirmed = new Set(await grants.confirmBeforeApply(asked, at));
  return new Set(asked.filter(id => !confirmed.has(id)));
}
