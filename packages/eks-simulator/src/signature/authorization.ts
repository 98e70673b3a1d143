import { accept, refuse, type Outcome } from '../refusals';

/** What the Authorization header of a signed request says. */
export interface Authorization {
  readonly accessKeyId: string;
  /** `YYYYMMDD` of the credential scope. */
  readonly scopeDate: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** Milliseconds since the epoch, from `x-amz-date`. */
  readonly signedAt: number;
}

const headerPattern =
  /^AWS4-HMAC-SHA256\s+Credential=([^/,\s]+)\/(\d{8})\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request,\s*SignedHeaders=([a-z0-9;-]+),\s*Signature=([0-9a-f]{64})$/;
const datePattern = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/;

function parseDate(text: string): number | undefined {
  const match = datePattern.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match.map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/**
 * The parts of the signature in the headers. Only the header form of Signature Version 4 is read: no client of this
 * product presigns a call to these services.
 */
export function readAuthorization(headers: Headers): Outcome<Authorization> {
  const header = headers.get('authorization');
  if (!header) return refuse('7.3/no-signature');
  const match = headerPattern.exec(header.trim());
  if (!match) {
    return refuse('7.3/malformed-signature', {
      problem:
        "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' of AWS4-HMAC-SHA256.",
    });
  }
  const [, accessKeyId, scopeDate, region, service, signed, signature] = match;
  const amzDate = headers.get('x-amz-date') ?? '';
  const signedAt = parseDate(amzDate);
  const signedHeaders = signed.split(';');
  const covered = ['host', 'x-amz-date'].every(name =>
    signedHeaders.includes(name),
  );
  if (
    signedAt === undefined ||
    Number.isNaN(signedAt) ||
    !amzDate.startsWith(scopeDate) ||
    !covered
  ) {
    return refuse('7.3/malformed-signature', {
      problem:
        "The signature must cover 'host' and 'x-amz-date', and the date must be that of the credential scope.",
    });
  }
  return accept({
    accessKeyId,
    scopeDate,
    region,
    service,
    signedHeaders,
    signature,
    signedAt,
  });
}
