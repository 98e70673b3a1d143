/** One call as it was answered, with the names that CloudTrail uses. Source: DOMAIN 8.1. */
export interface Call {
  /** ISO time of arrival. */
  readonly time: string;
  readonly requestId: string;
  /** `eks`, `iam` or `sts`; empty when the request was not signed. */
  readonly service: string;
  /** `CreateAccessEntry`...; method and path when there is no such operation. */
  readonly operation: string;
  /** Whether the operation changes AWS; true also for a write that was refused. */
  readonly write: boolean;
  readonly accountId?: string;
  readonly region?: string;
  readonly accessKeyId?: string;
  /** ARN of the caller: a user, or the session of an assumed role with the name of that session. */
  readonly callerArn?: string;
  /** Name of the cluster, case-exact. */
  readonly cluster?: string;
  readonly principalArn?: string;
  /** The members of the request as they are called on the wire: the cluster is `name`. */
  readonly requestParameters: Readonly<Record<string, unknown>>;
  readonly status: number;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  /** Row of `domainRows` that refused. */
  readonly refusedBy?: string;
}

/** Which calls to give; all conditions must hold. */
export interface CallFilter {
  readonly write?: boolean;
  readonly service?: string;
  readonly operation?: string;
  readonly cluster?: string;
  /** ISO time; calls at it or after it. */
  readonly since?: string;
}

/** The calls of a simulator, in memory. */
export interface CallLog {
  record(call: Call): void;
  /** The calls that match, oldest first. */
  list(filter: CallFilter): readonly Call[];
  reset(): void;
}

// A portal that reconciles every minute for months must not fill the memory of the machine.
const defaultLimit = 100_000;

/** An empty log. Beyond `limit` calls it forgets the older half. */
export function createCallLog(limit: number = defaultLimit): CallLog {
  let calls: Call[] = [];
  return {
    record(call) {
      calls.push(call);
      if (calls.length > limit) calls = calls.slice(-Math.ceil(limit / 2));
    },
    list({ write, service, operation, cluster, since }) {
      const from = since === undefined ? undefined : Date.parse(since);
      return calls.filter(
        call =>
          (write === undefined || call.write === write) &&
          (service === undefined || call.service === service) &&
          (operation === undefined || call.operation === operation) &&
          (cluster === undefined || call.cluster === cluster) &&
          (from === undefined || Date.parse(call.time) >= from),
      );
    },
    reset() {
      calls = [];
    },
  };
}
