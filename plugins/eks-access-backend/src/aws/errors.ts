import { AwsFault, type AwsFaultKind } from './AwsFault';

/** The call that failed, for the sentence and for what a lost answer means. */
export interface FailedCall {
  readonly operation: string;
  /** True when it changes something at AWS. */
  readonly write: boolean;
  readonly accountId: string;
  readonly region: string;
}

/** Longest part of an AWS message that is passed on. */
const AWS_TEXT_LENGTH = 240;

/** What of an SDK error is looked at. The SDK's classes are not: a client's own set differs from what the service sends. */
interface SdkError {
  /** The error code; errors of Node have one in `systemCode` besides. */
  readonly code: string;
  readonly systemCode: string | undefined;
  readonly text: string;
  readonly status: number | undefined;
  readonly attempts: number;
  readonly throttling: boolean;
}

const codesByKind: Readonly<Record<string, AwsFaultKind>> = {
  Throttling: 'throttled',
  ThrottlingException: 'throttled',
  ThrottledException: 'throttled',
  TooManyRequestsException: 'throttled',
  RequestLimitExceeded: 'throttled',
  SlowDown: 'throttled',

  AccessDenied: 'denied',
  AccessDeniedException: 'denied',
  UnauthorizedOperation: 'denied',
  UnrecognizedClientException: 'denied',
  InvalidClientTokenId: 'denied',
  ExpiredToken: 'denied',
  ExpiredTokenException: 'denied',
  SignatureDoesNotMatch: 'denied',
  InvalidSignatureException: 'denied',
  MissingAuthenticationToken: 'denied',
  MissingAuthenticationTokenException: 'denied',
  OptInRequired: 'denied',
  // Thrown by the SDK and by our own check of the credentials before anything is sent.
  CredentialsProviderError: 'denied',
  WrongAccountError: 'denied',
  CredentialsTimeoutError: 'unreachable',

  ResourceNotFoundException: 'not-found',
  NotFoundException: 'not-found',
  NoSuchEntity: 'not-found',
  NoSuchEntityException: 'not-found',
  ResourceInUseException: 'conflict',
  ResourceLimitExceededException: 'limit-exceeded',
  InvalidParameterException: 'invalid',
  InvalidRequestException: 'invalid',
  BadRequestException: 'invalid',
  ClientException: 'invalid',
  ValidationError: 'invalid',
  ValidationException: 'invalid',
};

/** Where EKS uses one code for several things and only its text tells them apart. */
const textsByKind: readonly {
  /** Row of DOMAIN where the text is quoted from what EKS answered. */
  readonly row: string;
  readonly code: string;
  readonly includes: string;
  readonly kind: AwsFaultKind;
}[] = [
  {
    row: '1.4 E1 (terraform-aws-eks#3048)',
    code: 'InvalidRequestException',
    includes: 'authentication mode must be set to one of',
    kind: 'unsupported-mode',
  },
  {
    row: '1.4 E3 (terraform-aws-eks#2969)',
    code: 'InvalidParameterException',
    includes: 'invalid principal',
    kind: 'principal-unknown',
  },
  {
    row: '1.0 (EKS user guide, troubleshooting)',
    code: 'ResourceNotFoundException',
    includes: 'No cluster found for name',
    kind: 'cluster-not-found',
  },
];

/** Errors of Node that come before a byte was sent. */
const notSentCodes: readonly string[] = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
];

/** Turns whatever a call threw into a fault. The only place that looks into errors of the SDK. */
export function toAwsFault(error: unknown, call: FailedCall): AwsFault {
  if (error instanceof AwsFault) return error;
  const sdk = readSdkError(error);
  const kind = kindOf(sdk, call.write);
  return new AwsFault(kind, call.operation, sentenceOf(kind, sdk, call), error);
}

function kindOf(error: SdkError, write: boolean): AwsFaultKind {
  const kind = kindOfAnswer(error);
  if (kind === undefined) {
    // No answer, or one that tells of AWS's own trouble.
    const sent =
      error.attempts > 1 || !notSentCodes.includes(error.systemCode ?? '');
    return write && sent ? 'maybe-applied' : 'unreachable';
  }
  // This attempt had no effect, but the SDK has made one before whose answer it did not get or did not like.
  const mayFollowAnEffect = kind === 'throttled' || kind === 'conflict';
  return write && mayFollowAnEffect && error.attempts > 1
    ? 'maybe-applied'
    : kind;
}

function kindOfAnswer(error: SdkError): AwsFaultKind | undefined {
  const byText = textsByKind.find(
    one => one.code === error.code && error.text.includes(one.includes),
  );
  if (byText) return byText.kind;
  if (Object.hasOwn(codesByKind, error.code)) return codesByKind[error.code];
  if (error.throttling || error.status === 429) return 'throttled';
  if (error.status === 401 || error.status === 403) return 'denied';
  if (error.status !== undefined && error.status >= 400 && error.status < 500) {
    return 'invalid';
  }
  return undefined;
}

function sentenceOf(
  kind: AwsFaultKind,
  error: SdkError,
  call: FailedCall,
): string {
  const where = `in account ${call.accountId}, ${call.region}`;
  const text = error.text.replace(/\s+/g, ' ').trim().slice(0, AWS_TEXT_LENGTH);
  const said = text ? `: ${text.replace(/[.:;,]$/, '')}.` : '.';
  switch (kind) {
    case 'throttled':
      return `AWS is throttling requests ${where} (${call.operation}).`;
    case 'denied':
      return `AWS does not let the portal call ${call.operation} ${where}${said}`;
    case 'not-found':
      return `${call.operation} found nothing ${where}${said}`;
    case 'cluster-not-found':
      return `There is no such cluster ${where}${said}`;
    case 'conflict':
      return `${call.operation} met something that exists already or is being changed ${where}${said}`;
    case 'invalid':
      return `AWS does not accept ${call.operation} ${where}${said}`;
    case 'unsupported-mode':
      return `The authentication mode of the cluster has no access entries: CONFIG_MAP must become API_AND_CONFIG_MAP first.`;
    case 'principal-unknown':
      return `EKS does not know the IAM role: it was deleted, is spelled otherwise, or is too new.`;
    case 'limit-exceeded':
      return `A quota is used up ${where}${said}`;
    case 'unreachable':
      return `${call.operation} got no answer from AWS ${where}${said}`;
    case 'maybe-applied':
      return `The answer to ${call.operation} was lost ${where}; it may have had its effect${said}`;
    default:
      return unreachableKind(kind);
  }
}

function unreachableKind(kind: never): never {
  throw new Error(`unknown kind of fault: ${String(kind)}`);
}

function readSdkError(error: unknown): SdkError {
  const members: Record<string, unknown> =
    typeof error === 'object' && error !== null ? { ...error } : {};
  const metadata: Record<string, unknown> =
    typeof members.$metadata === 'object' && members.$metadata !== null
      ? { ...members.$metadata }
      : {};
  const retryable: Record<string, unknown> =
    typeof members.$retryable === 'object' && members.$retryable !== null
      ? { ...members.$retryable }
      : {};
  return {
    code: error instanceof Error ? error.name : '',
    systemCode: typeof members.code === 'string' ? members.code : undefined,
    text: error instanceof Error ? error.message : '',
    status:
      typeof metadata.httpStatusCode === 'number'
        ? metadata.httpStatusCode
        : undefined,
    attempts: typeof metadata.attempts === 'number' ? metadata.attempts : 1,
    throttling: retryable.throttling === true,
  };
}
