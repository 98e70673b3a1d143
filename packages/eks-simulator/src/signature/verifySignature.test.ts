import { signedRequest, type RawCall } from '../__testUtils__/signedCalls';
import { refusalOf, valueOf } from '../__testUtils__/testWorld';
import type { Outcome } from '../refusals';
import type { Caller, Credentials } from '../world';
import { readAuthorization } from './authorization';
import { verifySignature } from './verifySignature';

const now = Date.parse('2026-03-01T12:00:00Z');
const minute = 60_000;

const credentials: Credentials = {
  accessKeyId: 'AKIATEST',
  secretAccessKey: 'the-secret',
  caller: {
    accountId: '111122223333',
    partition: 'aws',
    arn: 'arn:aws:iam::111122223333:user/ana',
    principalArn: 'arn:aws:iam::111122223333:user/ana',
    userId: 'AIDATEST',
    isSession: false,
  },
};

const call: RawCall = {
  method: 'POST',
  path: '/clusters/Shop_Legacy/access-entries/arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fteams%2Fa',
  query: { maxResults: '5', associatedPolicyArn: 'arn:aws:eks::aws:x/y z' },
  body: '{"kubernetesGroups":["dev"]}',
  credentials,
  signingDate: new Date(now),
};

async function verify(
  request: Request,
  known: Credentials | undefined = credentials,
): Promise<Outcome<Caller>> {
  const authorization = readAuthorization(request.headers);
  if (!authorization.ok) return authorization;
  return verifySignature(
    {
      method: request.method,
      url: new URL(request.url),
      headers: request.headers,
      body: new Uint8Array(await request.arrayBuffer()),
    },
    authorization.value,
    known,
    now,
  );
}

function changed(
  request: Request,
  change: {
    url?: string;
    method?: string;
    body?: string;
    headers?: Record<string, string>;
  },
): Request {
  const headers = new Headers(request.headers);
  for (const [name, value] of Object.entries(change.headers ?? {})) {
    headers.set(name, value);
  }
  return new Request(change.url ?? request.url, {
    method: change.method ?? request.method,
    headers,
    body: change.body ?? call.body,
  });
}

describe('verifySignature', () => {
  it('knows the caller of a request as it was signed', async () => {
    expect(valueOf(await verify(await signedRequest(call)))).toBe(
      credentials.caller,
    );
  });

  it('takes a host that the transport implies', async () => {
    const request = await signedRequest(call);
    const headers = new Headers(request.headers);
    headers.delete('host');
    const implied = new Request(request.url, {
      method: 'POST',
      headers,
      body: call.body,
    });
    expect((await verify(implied)).ok).toBe(true);
  });

  it('counts all headers that the client signed', async () => {
    const withLength = {
      ...call,
      headers: { 'content-length': '28', from: 'x' },
    };
    expect((await verify(await signedRequest(withLength))).ok).toBe(true);
  });

  it.each([
    [
      'the path',
      {
        url: 'https://aws.test/clusters/shop_legacy/access-entries?maxResults=5',
      },
    ],
    ['the query', { url: 'https://aws.test/clusters/x?maxResults=6' }],
    ['the method', { method: 'PUT' }],
    ['the body', { body: '{"kubernetesGroups":["ops"]}' }],
    ['a signed header', { headers: { 'x-amz-content-sha256': 'a' } }],
  ])('refuses a request with %s changed', async (_, change) => {
    const request = changed(await signedRequest(call), change);
    expect(refusalOf(await verify(request)).row).toBe('7.3/wrong-signature');
  });

  it('refuses a request that was sent to another host', async () => {
    const request = changed(await signedRequest(call), {
      headers: { host: 'elsewhere.test' },
    });
    expect(refusalOf(await verify(request)).row).toBe('7.3/wrong-signature');
  });

  it('refuses a wrong secret', async () => {
    const wrong = { ...credentials, secretAccessKey: 'guessed' };
    const request = await signedRequest({ ...call, credentials: wrong });
    expect(refusalOf(await verify(request))).toMatchObject({
      row: '7.3/wrong-signature',
      code: 'InvalidSignatureException',
      queryCode: 'SignatureDoesNotMatch',
      status: 403,
    });
  });

  it('refuses a key that nobody has', async () => {
    const request = await signedRequest(call);
    const authorization = valueOf(readAuthorization(request.headers));
    const outcome = await verifySignature(
      {
        method: request.method,
        url: new URL(request.url),
        headers: request.headers,
        body: new Uint8Array(),
      },
      authorization,
      undefined,
      now,
    );
    expect(refusalOf(outcome).row).toBe('7.3/unknown-key');
  });

  it.each([
    [-15 * minute, undefined],
    [-15 * minute - 1000, '7.3/expired-signature'],
    [15 * minute, undefined],
    [15 * minute + 1000, '7.3/early-signature'],
  ])('of a clock %d ms away says %s', async (skew, row) => {
    const signingDate = new Date(now + skew);
    const outcome = await verify(await signedRequest({ ...call, signingDate }));
    expect(outcome.ok ? undefined : outcome.refusal.row).toBe(row);
  });

  describe('of a session', () => {
    const session = {
      ...credentials,
      sessionToken: 'the-token',
      expiresAt: now + 1,
    };

    it('knows the caller as long as it lasts', async () => {
      const request = await signedRequest({ ...call, credentials: session });
      expect((await verify(request, session)).ok).toBe(true);
      const ended = { ...session, expiresAt: now };
      const again = await signedRequest({ ...call, credentials: session });
      expect(refusalOf(await verify(again, ended)).row).toBe(
        '7.3/expired-session',
      );
    });

    it.each([undefined, 'another-token'])(
      'refuses the token %j',
      async sessionToken => {
        const request = await signedRequest({
          ...call,
          credentials: { ...session, sessionToken },
        });
        expect(refusalOf(await verify(request, session)).row).toBe(
          '7.3/unknown-key',
        );
      },
    );
  });

  it('refuses a token with a key that has none', async () => {
    const request = await signedRequest({
      ...call,
      credentials: { ...credentials, sessionToken: 'invented' },
    });
    expect(refusalOf(await verify(request)).row).toBe('7.3/unknown-key');
  });
});

describe('readAuthorization', () => {
  const good =
    `AWS4-HMAC-SHA256 Credential=AKIATEST/20260301/eu-west-1/eks/aws4_request, ` +
    `SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`;
  const read = (authorization: string, date: string = '20260301T120000Z') =>
    readAuthorization(new Headers({ authorization, 'x-amz-date': date }));

  it('gives the parts', () => {
    expect(valueOf(read(good))).toEqual({
      accessKeyId: 'AKIATEST',
      scopeDate: '20260301',
      region: 'eu-west-1',
      service: 'eks',
      signedHeaders: ['host', 'x-amz-date'],
      signature: '0'.repeat(64),
      signedAt: now,
    });
  });

  it('refuses a request without one', () => {
    expect(refusalOf(readAuthorization(new Headers())).row).toBe(
      '7.3/no-signature',
    );
  });

  it.each([
    ['another scheme', 'Bearer abc', undefined],
    ['an old algorithm', good.replace('SHA256', 'SHA1'), undefined],
    ['no signature', good.slice(0, good.indexOf(', Signature')), undefined],
    ['the host not signed', good.replace('host;', ''), undefined],
    ['no date', good, ''],
    ['a date of another day', good, '20260302T000000Z'],
    ['a date that is none', good, '20260301T'],
  ])('refuses %s', (_, authorization, date) => {
    expect(refusalOf(read(authorization, date)).row).toBe(
      '7.3/malformed-signature',
    );
  });
});
