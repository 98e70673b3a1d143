import { AwsFault, type AwsFaultKind } from '../aws';
import { failedAttempt } from './failedAttempt';

const at = 1_000_000;
const fail = (kind: AwsFaultKind, before?: ReturnType<typeof failedAttempt>) =>
  failedAttempt(
    'arn',
    'give',
    new AwsFault(kind, 'CreateAccessEntry', 'AWS said so.'),
    before,
    before ? before.nextTryAt : at,
    0.5,
  );

describe('failedAttempt', () => {
  it.each(['throttled', 'unreachable', 'maybe-applied', 'conflict'] as const)(
    'heals by itself after %s',
    kind => {
      expect(fail(kind).trouble).toEqual({
        kind: 'retrying',
        sentence: 'AWS said so. It is tried again by itself.',
      });
    },
  );

  it.each([
    'denied',
    'invalid',
    'unsupported-mode',
    'limit-exceeded',
    'cluster-not-found',
  ] as const)(
    'needs a person after %s, and is tried again all the same',
    kind => {
      const attempt = fail(kind);
      expect(attempt.trouble).toEqual({
        kind: 'needs-a-person',
        sentence: 'AWS said so.',
      });
      expect(attempt.nextTryAt).toBe(at + 2_000);
    },
  );

  it.each(['principal-unknown', 'not-found'] as const)(
    'waits two minutes for %s to pass before it calls a person [C7, C8]',
    kind => {
      let attempt = fail(kind);
      const kinds: string[] = [];
      for (let failures = 1; failures < 9; failures++) {
        kinds.push(attempt.trouble.kind);
        attempt = fail(kind, attempt);
      }
      // 2 + 4 + 8 + 16 + 32 + 64 s = 126 s after the first failure.
      expect(kinds).toEqual([
        ...Array(6).fill('retrying'),
        ...Array(2).fill('needs-a-person'),
      ]);
      expect(attempt.failures).toBe(9);
      expect(attempt.firstFailedAt).toBe(at);
    },
  );
});
