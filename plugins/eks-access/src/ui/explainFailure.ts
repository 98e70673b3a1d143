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
 * What happened, what to do and what to quote, of anything that a call of the API threw. An answer of the contract speaks for itself; for
 * every other one the sentence says only what is certain.
 */
export function explainFailure(failure: unknown): Explanation {
  const answered = errorAnswerSchema.safeParse(bodyOf(failure));
  if (answered.success) {
    const { message, code, next, referenceId, details } = answered.data.error;
    const known =
      code && isEksAccessErrorCode(code)
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

function bodyOf(failure: unknown): unknown {
  return failure instanceof Error && 'body' in failure
    ? failure.body
    : undefined;
}
