import type { Intent } from '../access';
import { nextDueAt, type NextDueInput } from './nextDue';

const at = 1_000_000;
const intent = (with_: Partial<Intent>): Intent => ({
  id: 'grant',
  kind: 'grant',
  mappingRef: 'eksaccessmapping:default/payments',
  level: 'edit',
  cluster: { arn: 'arn', createdAt: 0 },
  principalArn: 'arn',
  roleId: 'AROA',
  terms: { policies: [], kubernetesGroups: [] },
  allowed: undefined,
  ...with_,
});
const due = (with_: Partial<NextDueInput>) =>
  nextDueAt({
    at,
    sweptAt: at,
    sweepMs: 60_000,
    failures: 0,
    intents: [],
    waits: [],
    recheckAt: undefined,
    spread: 0.5,
    ...with_,
  }) - at;

describe('nextDueAt', () => {
  it('is the next full look where nothing else comes before', () => {
    expect(due({})).toBe(60_000);
    expect(due({ sweptAt: at - 50_000 })).toBe(10_000);
  });

  it('is exactly the next end of a live grant', () => {
    expect(
      due({
        intents: [
          intent({ endsAt: at + 5_000 }),
          intent({ endsAt: at + 3_000 }),
          intent({ endsAt: at - 1 }),
          intent({ endsAt: at + 1_000, end: { kind: 'revoked', at } }),
        ],
      }),
    ).toBe(3_000);
  });

  it('is the next try of what failed, and passes over tries that are over', () => {
    expect(due({ waits: [at - 1, at + 4_000, at + 8_000] })).toBe(4_000);
  });

  it('is soon where AWS does not show yet what was done', () => {
    expect(due({ recheckAt: at + 2_000 })).toBe(2_000);
  });

  it('waits longer with each failure of a cluster that cannot be read, and five minutes at most', () => {
    const end = { intents: [intent({ endsAt: at + 1 })] };
    expect(due({ failures: 1, ...end })).toBe(2_000);
    expect(due({ failures: 4, ...end })).toBe(16_000);
    expect(due({ failures: 400, ...end })).toBe(300_000);
  });
});
