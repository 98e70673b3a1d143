import {
  eksAccessErrorCodes,
  type EksAccessErrorCode,
  type ErrorAnswer,
} from '@eks-access/backstage-plugin-eks-access-common';
import type { Refused } from '../requests';

/** An answer that is not a success. */
export interface FailureAnswer {
  readonly status: number;
  readonly body: ErrorAnswer;
}

// Backstage clients tell errors apart by these names (packages/errors). 429 and 500 have none of their own.
const NAME_OF_STATUS = {
  400: 'InputError',
  403: 'NotAllowedError',
  404: 'NotFoundError',
  409: 'ConflictError',
  429: 'TooManyRequestsError',
  500: 'InternalServerError',
  503: 'ServiceUnavailableError',
} as const;

/**
 * What a person reads of a refusal or fault. Says nothing of its cause: that is in the log, under the reference id.
 *
 * @param referenceId - what finds this answer in the log
 */
export function failureAnswer(
  failure: Pick<Refused, 'code' | 'details'>,
  referenceId: string,
): FailureAnswer {
  const { status, happened, next } = explanationOf(failure.code);
  return {
    status,
    body: {
      error: {
        name: NAME_OF_STATUS[status],
        message: happened,
        code: failure.code,
        next,
        referenceId,
        ...(failure.details && { details: [...failure.details] }),
      },
      response: { statusCode: status },
    },
  };
}

function explanationOf(code: EksAccessErrorCode): {
  status: keyof typeof NAME_OF_STATUS;
  happened: string;
  next: string;
} {
  return eksAccessErrorCodes[code];
}
