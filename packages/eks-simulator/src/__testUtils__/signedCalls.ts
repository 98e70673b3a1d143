import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';

/** A call to sign by hand, for what an SDK would not send. */
export interface RawCall {
  readonly method?: string;
  readonly path: string;
  readonly query?: Record<string, string>;
  readonly body?: string;
  readonly service?: string;
  readonly region?: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  readonly signingDate: Date;
  readonly headers?: Record<string, string>;
}

const host = 'aws.test';

/** The call as a signed Fetch request. */
export async function signedRequest(call: RawCall): Promise<Request> {
  const signer = new SignatureV4({
    service: call.service ?? 'eks',
    region: call.region ?? 'eu-west-1',
    credentials: call.credentials,
    sha256: Sha256,
  });
  const signed = await signer.sign(
    new HttpRequest({
      method: call.method ?? 'GET',
      protocol: 'https:',
      hostname: host,
      path: call.path,
      query: call.query,
      headers: { host, ...call.headers },
      body: call.body,
    }),
    { signingDate: call.signingDate },
  );
  const query = new URLSearchParams(call.query).toString();
  return new Request(`https://${host}${call.path}${query && `?${query}`}`, {
    method: signed.method,
    headers: signed.headers,
    body: call.body,
  });
}

/** A signed call of the query protocol. */
export function signedQuery(
  service: 'iam' | 'sts',
  parameters: Record<string, string>,
  rest: Pick<RawCall, 'credentials' | 'signingDate'>,
): Promise<Request> {
  const version = service === 'iam' ? '2010-05-08' : '2011-06-15';
  return signedRequest({
    method: 'POST',
    path: '/',
    service,
    region: 'us-east-1',
    body: new URLSearchParams({ Version: version, ...parameters }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    ...rest,
  });
}
