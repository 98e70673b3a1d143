import type { Call } from './calls';
import { readRestCall, restRefusal } from './eks';
import type { Engine } from './engine';
import { iamService } from './iam';
import { queryRefusal, readQueryCall, type QueryService } from './query';
import {
  accept,
  refuse,
  refusedByHeader,
  type Outcome,
  type Refusal,
} from './refusals';
import type { Render, RequestedCall } from './requestedCall';
import {
  readAuthorization,
  verifySignature,
  type Authorization,
  type SignedRequest,
} from './signature';
import { stsService } from './sts';
import { findCredentials, type Caller } from './world';

interface Protocol {
  read(request: SignedRequest): Outcome<RequestedCall>;
  refusal(
    refusal: Refusal,
    requestId: string,
    cluster: string | undefined,
  ): Response;
}

const restProtocol: Protocol = {
  read: ({ method, url, body }) => readRestCall(method, url, body),
  refusal: restRefusal,
};

function queryProtocol(service: QueryService): Protocol {
  return {
    read: ({ url, body }) => readQueryCall(service, url, body),
    refusal: (refusal, requestId) => queryRefusal(service, refusal, requestId),
  };
}

const protocols: ReadonlyMap<string, Protocol> = new Map([
  ['eks', restProtocol],
  ['iam', queryProtocol(iamService)],
  ['sts', queryProtocol(stsService)],
]);

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

// Operations on a cluster call its name `name`, those on what is in it `clusterName`; on the wire both are `name`.
function clusterOf(call: RequestedCall | undefined): string | undefined {
  return textOf(call?.input.clusterName) ?? textOf(call?.input.name);
}

interface Progress {
  authorization?: Authorization;
  caller?: Caller;
  call?: RequestedCall;
}

function logEntry(
  request: SignedRequest,
  progress: Progress,
  answer: { time: string; requestId: string; status: number },
  refusal: Refusal | undefined,
): Call {
  const { authorization, caller, call } = progress;
  const { clusterName, ...members } = call?.input ?? {};
  const cluster = clusterOf(call);
  return {
    time: answer.time,
    requestId: answer.requestId,
    service: authorization?.service ?? '',
    operation: call?.operation ?? `${request.method} ${request.url.pathname}`,
    write: call?.write ?? false,
    accountId: caller?.accountId,
    region: authorization?.region,
    accessKeyId: authorization?.accessKeyId,
    callerArn: caller?.arn,
    cluster,
    principalArn: textOf(members.principalArn),
    requestParameters:
      cluster === undefined ? members : { name: cluster, ...members },
    status: answer.status,
    errorCode: refusal?.code,
    errorMessage: refusal?.message,
    refusedBy: refusal?.row,
  };
}

async function execute(
  engine: Engine,
  request: SignedRequest,
  progress: Progress,
): Promise<Outcome<Render>> {
  const authorization = readAuthorization(request.headers);
  if (!authorization.ok) return authorization;
  const { accessKeyId, service, region } = authorization.value;
  progress.authorization = authorization.value;

  const protocol = protocols.get(service);
  if (!protocol) return refuse('simulator/unknown-service', { service });
  // Read before the signature is checked, so that the log names the operation of a refused caller too.
  const call = protocol.read(request);
  if (call.ok) progress.call = call.value;
  const caller = await verifySignature(
    request,
    authorization.value,
    findCredentials(engine.world(), accessKeyId),
    engine.now(),
  );
  if (!caller.ok) return caller;
  progress.caller = caller.value;
  if (!call.ok) return call;

  // From here to the commit nothing is awaited: two calls that arrive together are executed one after the other.
  const change = call.value.execute(engine.world(), {
    caller: caller.value,
    region,
    now: engine.now(),
    ids: engine.ids,
    visible: engine.visibleWorld(),
    clusterUpdateMs: engine.settings().clusterUpdateMs,
  });
  if (!change.ok) return change;
  await engine.commit(change.value.world);
  return accept(change.value.answer);
}

/** Answers one call to EKS, IAM or STS, whichever the signature is for, and writes it to the log. */
export async function handleAws(
  engine: Engine,
  request: SignedRequest,
): Promise<Response> {
  const time = new Date(engine.now()).toISOString();
  const requestId = engine.ids.uuid();
  const progress: Progress = {};
  const outcome = await execute(engine, request, progress);

  const { authorization, call } = progress;
  const protocol = protocols.get(authorization?.service ?? '') ?? restProtocol;
  const refusal = outcome.ok ? undefined : outcome.refusal;
  const response = outcome.ok
    ? outcome.value(requestId)
    : protocol.refusal(outcome.refusal, requestId, clusterOf(call));
  if (refusal) response.headers.set(refusedByHeader, refusal.row);
  engine.calls.record(
    logEntry(
      request,
      progress,
      { time, requestId, status: response.status },
      refusal,
    ),
  );
  return response;
}
