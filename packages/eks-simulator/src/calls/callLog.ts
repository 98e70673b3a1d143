/** One call as it was answered, with the names that CloudTrail uses. Source: DOMAIN 8.1. */
export interface Call {
  /** ISO time of arrival. */
  readonly time: string;
  readonly requestId: string;
  /** `eks`, `iam` or `sts`; empty when the request was not signed. */
  readonly service: string;
  /** `CreateAccessEntry`...; method and path when there is no such operation. */
  readonly operation: string;
  readonly write: boolean;
  readonly accountId?: string;
  readonly region?: string;
  readonly accessKeyId?: string;
  /** ARN of the caller: a user, or the session of an assumed role with the name of that session. */
  readonly callerArn?: string;
  /** Name of the cluster, case-exact. */
  readonly cluster?: string;
  readonly principalArn?: string;
  /** The members of the request, without credentials. */
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

/** The calls that match, oldest first. */
export function filterCalls(
  calls: readonly Call[],
  filter: CallFilter,
): readonly Call[] {
  const { write, service, operation, cluster, since } = filter;
  const from = since === undefined ? undefined : Date.parse(since);
  return calls.filter(
    call =>
      (write === undefined || call.write === write) &&
      (service === undefined || call.service === service) &&
      (operation === undefined || call.operation === operation) &&
      (cluster === undefined || call.cluster === cluster) &&
      (from === undefined || Date.parse(call.time) >= from),
  );
}
