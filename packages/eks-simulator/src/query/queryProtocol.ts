import type { AwsOperation } from '../awsOperation';
import { accept, refuse, type Outcome, type Refusal } from '../refusals';
import { requestedCall, type RequestedCall } from '../requestedCall';
import { toXml, type XmlValue } from './xml';

/** A service of the AWS query protocol: IAM and STS. */
export interface QueryService {
  /** XML namespace of the answers. */
  readonly namespace: string;
  readonly version: string;
  readonly operations: readonly AwsOperation<XmlValue>[];
}

/** The operation and its input, from the form body or the query of a GET. */
export function readQueryCall(
  service: QueryService,
  url: URL,
  body: Uint8Array,
): Outcome<RequestedCall> {
  const text = Buffer.from(body).toString('utf8');
  const form = text === '' ? url.searchParams : new URLSearchParams(text);
  const {
    Action: action = '',
    Version: version = '',
    ...input
  } = Object.fromEntries(form);
  const operation = service.operations.find(({ name }) => name === action);
  if (!operation || version !== service.version) {
    return refuse('simulator/unknown-operation', {
      call: `Action ${action} of version ${version}`,
    });
  }
  return accept(
    requestedCall(operation, input, (answer, requestId) =>
      queryAnswer(service, action, answer, requestId),
    ),
  );
}

function xmlResponse(
  status: number,
  root: string,
  namespace: string,
  content: XmlValue,
  requestId: string,
): Response {
  return new Response(
    `<${root} xmlns="${namespace}">${toXml(content)}</${root}>`,
    {
      status,
      headers: {
        'content-type': 'text/xml',
        'x-amzn-requestid': requestId,
      },
    },
  );
}

function queryAnswer(
  service: QueryService,
  operation: string,
  result: XmlValue,
  requestId: string,
): Response {
  return xmlResponse(
    200,
    `${operation}Response`,
    service.namespace,
    {
      [`${operation}Result`]: result,
      ResponseMetadata: { RequestId: requestId },
    },
    requestId,
  );
}

/** A refusal in the form of the query protocol. */
export function queryRefusal(
  service: QueryService,
  refusal: Refusal,
  requestId: string,
): Response {
  return xmlResponse(
    refusal.status,
    'ErrorResponse',
    service.namespace,
    {
      Error: {
        Type: 'Sender',
        Code: refusal.queryCode,
        Message: refusal.message,
      },
      RequestId: requestId,
    },
    requestId,
  );
}
