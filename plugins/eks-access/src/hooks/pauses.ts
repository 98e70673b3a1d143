import { RequestView } from '@eks-access/backstage-plugin-eks-access-common';

/** Pause between reads while something is starting, ending or waiting for an answer. */
export const SOON_MS = 3_000;

/** Pause between reads while nothing is under way. */
export const CALM_MS = 30_000;

/** Whether the next read is likely to show something else: a decision is open, or AWS is being changed. */
export function isMoving(request: RequestView): boolean {
  return (
    request.state === 'waiting' ||
    (request.state === 'approved' &&
      (request.grant === undefined ||
        ['scheduled', 'starting', 'ending'].includes(request.grant.state)))
  );
}

/** The pause for a page that shows these requests; never longer than until the next grant is due to end. */
export function pauseForRequests(
  requests: readonly RequestView[],
  now: number,
): number {
  if (requests.some(isMoving)) return SOON_MS;
  const untilNextEnd = requests.flatMap(({ grant }) =>
    grant?.state === 'active' && grant.expiresAt
      ? [Date.parse(grant.expiresAt) - now]
      : [],
  );
  return Math.max(SOON_MS, Math.min(CALM_MS, ...untilNextEnd));
}
