import type { Instant } from '../access';
import type { AwsFault } from '../aws';
import type { Attempt, AttemptPurpose } from './AttemptStore';
import { nextTryAt } from './backoff';

/**
 * How long EKS may not know a role that was just made, or an entry that was just created, before a person should look
 * (Terraform's provider waits as long; RELIABILITY C7, C8).
 */
const PROPAGATION_MS = 2 * 60_000;

/** The failure as it is kept: when to try again, and what to tell people. It is tried again whatever it is (DESIGN rule 7). */
export function failedAttempt(
  principalArn: string,
  purpose: AttemptPurpose,
  fault: AwsFault,
  before: Attempt | undefined,
  at: Instant,
  spread: number,
): Attempt {
  const failures = (before?.failures ?? 0) + 1;
  const firstFailedAt = before?.firstFailedAt ?? at;
  const needsPerson = needsAPerson(fault, at - firstFailedAt);
  return {
    principalArn,
    purpose,
    failures,
    firstFailedAt,
    nextTryAt: nextTryAt(failures, at, spread),
    trouble: {
      kind: needsPerson ? 'needs-a-person' : 'retrying',
      sentence: needsPerson
        ? fault.message
        : `${fault.message} It is tried again by itself.`,
    },
  };
}

function needsAPerson(fault: AwsFault, failingForMs: number): boolean {
  switch (fault.kind) {
    case 'throttled':
    case 'unreachable':
    case 'maybe-applied':
    case 'conflict':
      return false;
    case 'not-found':
    case 'principal-unknown':
      return failingForMs >= PROPAGATION_MS;
    case 'denied':
    case 'invalid':
    case 'unsupported-mode':
    case 'limit-exceeded':
    case 'cluster-not-found':
      return true;
  }
}
