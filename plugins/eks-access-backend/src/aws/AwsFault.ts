/** What went wrong with a call to AWS, as far as it matters to what is done next. */
export type AwsFaultKind =
  /** Too many requests; the call had no effect. */
  | 'throttled'
  /** Credentials or IAM: a person must change something. */
  | 'denied'
  /** What the call is about does not exist, while its cluster does. */
  | 'not-found'
  | 'cluster-not-found'
  /** It already exists, or is being changed by someone else. */
  | 'conflict'
  /** AWS will never accept these arguments. */
  | 'invalid'
  /** The cluster's authentication mode has no access entries. */
  | 'unsupported-mode'
  /** IAM has no such principal, or EKS has not heard of it yet. */
  | 'principal-unknown'
  /** A quota of the account or cluster is used up. */
  | 'limit-exceeded'
  /** No usable answer; the call had no effect. */
  | 'unreachable'
  /** A write whose answer was lost: it may have had its effect, and only a read can tell (RELIABILITY C3). */
  | 'maybe-applied';

/** True where the same call may succeed later without anybody changing something. */
const retryableKinds: Readonly<Record<AwsFaultKind, boolean>> = {
  throttled: true,
  denied: false,
  'not-found': true,
  'cluster-not-found': false,
  conflict: false,
  invalid: false,
  'unsupported-mode': false,
  'principal-unknown': true,
  'limit-exceeded': false,
  unreachable: true,
  'maybe-applied': true,
};

/** A call to AWS that failed. `message` is a sentence for people; `cause` is what the SDK threw, for the log only. */
export class AwsFault extends Error {
  readonly kind: AwsFaultKind;
  /** Name of the operation, such as `CreateAccessEntry`. */
  readonly operation: string;
  readonly retryable: boolean;

  constructor(
    kind: AwsFaultKind,
    operation: string,
    sentence: string,
    cause?: unknown,
  ) {
    super(sentence, { cause });
    this.name = 'AwsFault';
    this.kind = kind;
    this.operation = operation;
    this.retryable = retryableKinds[kind];
  }
}

export function isAwsFault(error: unknown): error is AwsFault {
  return error instanceof AwsFault;
}
