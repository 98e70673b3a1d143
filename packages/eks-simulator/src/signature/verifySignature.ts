import { createHash, timingSafeEqual } from 'node:crypto';
import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { accept, refuse, type Outcome } from '../refusals';
import type { Caller, Credentials } from '../world';
import type { Authorization } from './authorization';

/** A request as it came in, with the body already read. */
export interface SignedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

const lifetimeMs = 15 * 60 * 1000;

function formatDate(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

function checkDate(signedAt: number, now: number): Outcome<void> {
  if (signedAt < now - lifetimeMs) {
    return refuse('7.3/expired-signature', {
      signedAt: formatDate(signedAt),
      earliest: formatDate(now - lifetimeMs),
      now: formatDate(now),
    });
  }
  if (signedAt > now + lifetimeMs) {
    return refuse('7.3/early-signature', {
      signedAt: formatDate(signedAt),
      latest: formatDate(now + lifetimeMs),
      now: formatDate(now),
    });
  }
  return accept(undefined);
}

// Some transports (msw among them) hand over a request whose `host` and `content-length` are implied.
function headerOf(request: SignedRequest, name: string): string | undefined {
  const value = request.headers.get(name);
  if (value !== null) return value;
  if (name === 'host') return request.url.host;
  if (name === 'content-length') return String(request.body.length);
  return undefined;
}

function queryOf(url: URL): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const key of new Set(url.searchParams.keys())) {
    const values = url.searchParams.getAll(key);
    query[key] = values.length === 1 ? values[0] : values;
  }
  return query;
}

async function signAgain(
  request: SignedRequest,
  authorization: Authorization,
  credentials: Credentials,
): Promise<string> {
  const headers: Record<string, string> = {};
  for (const name of authorization.signedHeaders) {
    const value = headerOf(request, name);
    if (value !== undefined) headers[name] = value;
  }
  const signer = new SignatureV4({
    service: authorization.service,
    region: authorization.region,
    // The token header is signed like any other when the client signed it; handing it over here would add it always.
    credentials: {
      accessKeyId: credentials.accessKeyId,
      secretAccessKey: credentials.secretAccessKey,
    },
    sha256: Sha256,
    applyChecksum: false,
  });
  const signed = await signer.sign(
    new HttpRequest({
      method: request.method,
      protocol: request.url.protocol,
      hostname: request.url.hostname,
      path: request.url.pathname,
      query: queryOf(request.url),
      headers,
      body: request.body,
    }),
    {
      signingDate: new Date(authorization.signedAt),
      // Some clients sign headers that this signer would leave out by itself; what they signed is what counts.
      signableHeaders: new Set(authorization.signedHeaders),
    },
  );
  return signed.headers.authorization.split('Signature=')[1];
}

function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

function bodyMatchesItsHash(request: SignedRequest): boolean {
  const stated = request.headers.get('x-amz-content-sha256');
  return (
    stated === null ||
    stated === createHash('sha256').update(request.body).digest('hex')
  );
}

/** Who signed the request, or why it is not accepted: unknown key, ended session, wrong date, wrong signature. */
export async function verifySignature(
  request: SignedRequest,
  authorization: Authorization,
  credentials: Credentials | undefined,
  now: number,
): Promise<Outcome<Caller>> {
  if (!credentials) return refuse('7.3/unknown-key');
  const token = request.headers.get('x-amz-security-token') ?? undefined;
  if (token !== credentials.sessionToken) return refuse('7.3/unknown-key');
  const dated = checkDate(authorization.signedAt, now);
  if (!dated.ok) return dated;
  const expected = await signAgain(request, authorization, credentials);
  if (
    !sameText(expected, authorization.signature) ||
    !bodyMatchesItsHash(request)
  ) {
    return refuse('7.3/wrong-signature');
  }
  if (credentials.expiresAt !== undefined && credentials.expiresAt <= now) {
    return refuse('7.3/expired-session');
  }
  return accept(credentials.caller);
}
