import { RequestView } from '@eks-access/backstage-plugin-eks-access-common';

/** An instant with the words before it. */
export interface NamedTime {
  readonly words: string;
  readonly at: string;
}

/**
 * What to say of time about a request in its state. "Removed at AWS" and "surely without effect" are two instants and never merged: caches
 * and tokens outlive the entry (rule 9).
 */
export function deriveTimes(request: RequestView): readonly NamedTime[] {
  const { state, grant } = request;
  if (state === 'waiting') {
    return [{ words: 'Times out', at: request.answerBy }];
  }
  if (state !== 'approved' || !grant) return [];
  switch (grant.state) {
    case 'scheduled':
    case 'starting':
    case 'active':
      return named('Ends', grant.expiresAt);
    case 'ending':
    case 'ended':
      return [
        ...named('Removed at AWS', grant.removedAtApiAt),
        ...named('Surely without effect', grant.surelyWithoutEffectBy),
      ];
    default:
      return [];
  }
}

function named(words: string, at: string | undefined): readonly NamedTime[] {
  return at === undefined ? [] : [{ words, at }];
}
