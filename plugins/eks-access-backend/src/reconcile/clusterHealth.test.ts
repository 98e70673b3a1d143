import type { ClusterSnapshot, KnownCluster } from '../inventory';
import { clusterHealth } from './clusterHealth';
import type { ClusterRow } from './ClusterStore';

const arn = 'arn:aws:eks:eu-west-1:111122223333:cluster/dev';
const facts = {
  arn,
  name: 'dev',
  createdAt: 1,
  status: 'ACTIVE',
  authenticationMode: 'API',
};
const snapshot: ClusterSnapshot = {
  arn,
  name: 'dev',
  accountId: '111122223333',
  region: 'eu-west-1',
  asOf: 2,
  presence: 'present',
  facts: { kind: 'known', value: facts, asOf: 2 },
  entries: { kind: 'known', value: [], asOf: 2 },
  roles: {},
};
const row: ClusterRow = {
  arn,
  mode: 'manage',
  createdAt: 1,
  sweptAt: 2,
  failures: 0,
  trouble: undefined,
  plan: {
    asOf: '2026-01-01T00:00:00.000Z',
    hash: 'hash',
    steps: [],
    remarks: [],
    refusals: [],
  },
};
const planned = (
  with_: Partial<NonNullable<ClusterRow['plan']>>,
): ClusterRow => ({
  ...row,
  plan: row.plan && { ...row.plan, ...with_ },
});
const remark = (kind: 'blocked' | 'drift' | 'dead-entry') => ({
  kind,
  sentence: `It is ${kind}.`,
});
const step = {
  kind: 'create-entry' as const,
  principalArn: 'arn',
  sentence: 'Create.',
  because: [],
};

const state = (
  of: ClusterRow | undefined,
  read: Partial<ClusterSnapshot> | undefined = {},
  permissionsOff = false,
) => {
  const known: KnownCluster = {
    ...snapshot,
    listed: true,
    snapshot: read && { ...snapshot, ...read },
    lastGood: snapshot,
  };
  return clusterHealth(of, known, permissionsOff).state;
};

describe('clusterHealth', () => {
  it.each([
    ['live', row, {}],
    ['observed-only', { ...row, mode: 'observe' as const }, {}],
    ['applying', planned({ steps: [step] }), {}],
    ['not-yet-read', undefined, {}],
    ['unreachable', { ...row, trouble: 'No answer.' }, {}],
    ['unreachable', row, { presence: 'gone' as const }],
    [
      'unreachable',
      row,
      { facts: { kind: 'unknown' as const, because: 'No answer.' } },
    ],
    [
      'unsupported',
      row,
      {
        facts: {
          kind: 'known' as const,
          asOf: 2,
          value: { ...facts, authenticationMode: 'CONFIG_MAP' },
        },
      },
    ],
    [
      'blocked',
      row,
      {
        facts: {
          kind: 'known' as const,
          asOf: 2,
          value: { ...facts, status: 'UPDATING' },
        },
      },
    ],
    ['blocked', planned({ remarks: [remark('blocked')] }), {}],
    [
      'blocked',
      planned({ refusals: [{ guard: 'outsideCeiling', sentence: 'No.' }] }),
      {},
    ],
    ['drift', planned({ remarks: [remark('drift')] }), {}],
    ['stale-identity', planned({ remarks: [remark('dead-entry')] }), {}],
  ])('is %s', (expected, of, read) => {
    expect(state(of, read)).toBe(expected);
  });

  it('tells the weightiest first', () => {
    const all = planned({
      steps: [step],
      remarks: [remark('drift'), remark('blocked'), remark('dead-entry')],
    });
    expect(state({ ...all, trouble: 'No answer.' })).toBe('unreachable');
    expect(state(all)).toBe('stale-identity');
  });

  it('is observed-only while permissions are off, whatever the mode is', () => {
    expect(state(planned({ steps: [step] }), {}, true)).toBe('observed-only');
  });

  it('does not call a guard of the plan a block where nothing is to be changed yet', () => {
    const observed = planned({
      refusals: [{ guard: 'awsAuthIsUnread', sentence: 'No.' }],
    });
    expect(state({ ...observed, mode: 'observe' })).toBe('observed-only');
  });
});
