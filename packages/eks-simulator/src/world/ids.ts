import { randomBytes, randomUUID } from 'node:crypto';

/** Where new ids and secrets come from. An argument everywhere, so that a test can know them beforehand. */
export interface Ids {
  uuid(): string;
  /** Id of a role (AROA...) or a user (AIDA...). */
  principalId(prefix: 'AROA' | 'AIDA'): string;
  /** Access key id, secret and session token of an assumed role. */
  sessionCredentials(): {
    accessKeyId: string;
    secretAccessKey: string;
    sessionToken: string;
  };
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function fromBytes(prefix: string, bytes: Uint8Array): string {
  return `${prefix}${Array.from(
    bytes,
    byte => alphabet[byte % alphabet.length],
  ).join('')}`;
}

/** Ids as AWS makes them: random. */
export function randomIds(): Ids {
  return {
    uuid: () => randomUUID(),
    principalId: prefix => fromBytes(prefix, randomBytes(17)),
    sessionCredentials: () => ({
      accessKeyId: fromBytes('ASIA', randomBytes(16)),
      secretAccessKey: randomBytes(30).toString('base64'),
      sessionToken: `simulator-session-${randomBytes(48).toString('base64')}`,
    }),
  };
}

/** Ids that count up from one, the same in every run. */
export function countingIds(): Ids {
  let count = 0;
  const next = (width: number) => {
    count += 1;
    return String(count).padStart(width, '0');
  };
  return {
    uuid: () => `00000000-0000-4000-8000-${next(12)}`,
    principalId: prefix => `${prefix}${next(17)}`,
    sessionCredentials: () => ({
      accessKeyId: `ASIA${next(16)}`,
      secretAccessKey: `simulator-session-secret-${next(4)}`,
      sessionToken: `simulator-session-token-${next(4)}`,
    }),
  };
}
