import {
  eksAccessErrorCodes,
  errorAnswerSchema,
  isEksAccessErrorCode,
} from '@eks-access/backstage-plugin-eks-access-common';

/** A failure as a person reads it. */
export interface Explanation {
  readonly happened: string;
  readonly next: string;
  readonly code?: string;
  readonly referenceId?: string;
  readonly details: readonly { field: string; problem: string }[];
}

/**
 * What happened, what to do and what to quote, of anything that a call of the API threw. An answer of ours, known by its code, speaks for
 * itself; for every other one the sentence says only what is certain.
 */
export function explainFailure(failure: unknown): Explanation {
  const answered = errorAnswerSchema.safeParse(
    isAnswer(failure) ? failure.body : undefined,
  );
  const code = answered.data?.error.code;
  if (answered.success && code) {
    const { message, next, referenceId, details } = answered.data.error;
    const known = isEksAccessErrorCode(code)
      ? eksAccessErrorCodes[code]
      : undefined;
    return {
      happened: message || known?.happened || 'It did not work.',
      next: next ?? known?.next ?? 'Try again in a moment.',
      code,
      referenceId,
      details: details ?? [],
    };
  }
  if (isAnswer(failure)) {
    return { ...explainStatus(failure.statusCode), details: [] };
  }
  if (failure instanceof TypeError) {
    return {
      happened: 'The portal could not be reached.',
      next: 'Check your connection, then try again.',
      details: [],
    };
  }
  return {
    happened: 'The answer was not one that this page understands.',
    next: 'Reload the page. If it stays, the frontend and the backend of EKS access are of different versions: tell the platform team.',
    details: [],
  };
}

/**
 * Whether the failure is an answer of the network, Backstage's `ResponseError`. Told by its form, because the package that made it may be
 * another copy than ours.
 */
function isAnswer(
  failure: unknown,
): failure is Error & { statusCode: number; body: unknown } {
  return (
    failure instanceof Error &&
    'body' in failure &&
    'statusCode' in failure &&
    typeof failure.statusCode === 'number'
  );
}

/** Answers that something before our backend gave, and not our backend itself. */
function explainStatus(
  status: number,
): Pick<Explanation, 'happened' | 'next' | 'code'> {
  const code = `HTTP ${status}`;
  switch (status) {
    case 401:
      return {
        happened: 'You are no longer signed in.',
        next: 'Reload the page and sign in again.',
        code,
      };
    case 404:
    case 502:
    case 503:
    case 504:
      return {
        happened: 'The backend of EKS access does not answer.',
        next: 'It may be starting: try again in a moment. If it stays, the platform team has to see whether it is installed and runs.',
        code,
      };
    default:
      return {
        happened: 'The portal did not let the question through.',
        next: 'Try again in a moment; if it stays, tell the platform team.',
        code,
      };
  }
}
