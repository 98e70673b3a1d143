import fc from 'fast-check';
import {
  aCeiling,
  CLUSTER,
  CLUSTER_ADMIN,
  HOUR,
  policy,
  TEAM,
  terms,
  VIEW,
} from './__testUtils__/builders';
import {
  checkAgainstCeiling,
  isProtectedNamespace,
  isReservedGroup,
  roleFits,
  type CeilingSubject,
} from './ceiling';

const ACCOUNT = 'arn:aws:iam::111122223333';

describe('roleFits', () => {
  const teams = [{ path: '/teams/', name: 'team-*' }];

  it.each([
    [`${ACCOUNT}:role/teams/team-a`, true],
    [`${ACCOUNT}:role/teams/team-`, true],
    [`${ACCOUNT}:role/teams/other`, false],
    // The star of a name would cross the path in a pattern over the whole ARN.
    [`${ACCOUNT}:role/team-x/Evil`, false],
    [`${ACCOUNT}:role/teams/team-a/Evil`, false],
    [`${ACCOUNT}:role/teams/sub/team-a`, false],
    [`${ACCOUNT}:role/team-a`, false],
    [`${ACCOUNT}:role/Teams/team-a`, false],
    [`${ACCOUNT}:role/teams//team-a`, false],
    [`${ACCOUNT}:role/teams/../team-a`, false],
    [`${ACCOUNT}:user/teams/team-a`, false],
    [`${ACCOUNT}:role/teams/team-a `, false],
    ['arn:aws:sts::111122223333:assumed-role/team-a/me', false],
    ['*', false],
  ])('%s: %s [rule 4, RELIABILITY 34, 35]', (arn, fits) => {
    expect(roleFits(arn, teams)).toBe(fits);
  });

  it('lets a star of the path stand for a part of one segment only', () => {
    const roles = [{ path: '/teams/*/', name: '*' }];
    expect(roleFits(`${ACCOUNT}:role/teams/pay/x`, roles)).toBe(true);
    expect(roleFits(`${ACCOUNT}:role/teams/pay/eu/x`, roles)).toBe(false);
    expect(roleFits(`${ACCOUNT}:role/teams/x`, roles)).toBe(false);
  });

  it('allows no role where none is named', () => {
    expect(roleFits(TEAM, [])).toBe(false);
  });
});

describe('isReservedGroup', () => {
  it.each([
    'system:masters',
    'System:Masters',
    'eks:node-manager',
    'aws:x',
    'amazon:x',
    'iam:x',
    ' system:masters',
    'sys\u200Btem:masters',
    'ѕystem:masters',
    '',
    '-x',
    'x'.repeat(300),
  ])('refuses %j [RELIABILITY 49]', group => {
    expect(isReservedGroup(group)).toBe(true);
  });

  it.each(['readers', 'team:payments', 'payments/eu@prod', 'systems'])(
    'lets %j pass',
    group => {
      expect(isReservedGroup(group)).toBe(false);
    },
  );
});

describe('isProtectedNamespace', () => {
  it.each(['default', 'kube-system', 'kube-', 'kube-*', '*', 'd*t', 'ku*'])(
    'protects %s always [RELIABILITY 47]',
    namespace => {
      expect(isProtectedNamespace(namespace, [])).toBe(true);
    },
  );

  it('protects what is configured', () => {
    expect(isProtectedNamespace('vault', ['vault', 'sec-*'])).toBe(true);
    expect(isProtectedNamespace('sec-a', ['vault', 'sec-*'])).toBe(true);
    expect(isProtectedNamespace('payments', ['vault', 'sec-*'])).toBe(false);
  });
});

describe('checkAgainstCeiling', () => {
  const codes = (subject: CeilingSubject, change = {}) =>
    checkAgainstCeiling(subject, aCeiling(change)).map(({ code }) => code);

  it('is content with what fits, to the edge', () => {
    expect(
      codes(
        {
          clusterArn: CLUSTER.arn,
          principalArn: TEAM,
          terms: {
            policies: [policy(VIEW, 'a')],
            kubernetesGroups: ['readers'],
          },
          durationMs: 8 * HOUR,
        },
        { clusters: [CLUSTER.arn], kubernetesGroups: ['readers'] },
      ),
    ).toEqual([]);
  });

  it.each<[string, CeilingSubject, object, string]>([
    [
      'cluster',
      { clusterArn: CLUSTER.arn },
      { clusters: [`${CLUSTER.arn}2`] },
      'cluster-not-allowed',
    ],
    ['role', { principalArn: `${ACCOUNT}:role/ops/x` }, {}, 'role-not-allowed'],
    [
      'policy',
      { terms: terms(policy(CLUSTER_ADMIN, 'a')) },
      {},
      'policy-not-allowed',
    ],
    [
      'spelling of a policy',
      { terms: terms(policy('AmazonEKSViewPolicy', 'a')) },
      {},
      'policy-not-allowed',
    ],
    [
      'whole cluster',
      { terms: terms(policy(VIEW)) },
      {},
      'cluster-scope-not-allowed',
    ],
    [
      'protected namespace',
      { terms: terms(policy(VIEW, 'kube-system')) },
      {},
      'namespace-protected',
    ],
    [
      'configured namespace',
      { terms: terms(policy(VIEW, 'vault')) },
      { protectedNamespaces: ['va*'] },
      'namespace-protected',
    ],
    [
      'pattern',
      { terms: terms(policy(VIEW, 'team-*')) },
      {},
      'namespace-pattern',
    ],
    [
      'spelling of a namespace',
      { terms: terms(policy(VIEW, 'Team')) },
      {},
      'namespace-invalid',
    ],
    [
      'group',
      { terms: { policies: [], kubernetesGroups: ['readers'] } },
      {},
      'group-not-allowed',
    ],
    [
      'reserved group, even when listed',
      { terms: { policies: [], kubernetesGroups: ['system:masters'] } },
      { kubernetesGroups: ['system:masters'] },
      'group-reserved',
    ],
    ['duration', { durationMs: 8 * HOUR + 1 }, {}, 'duration-too-long'],
  ])('refuses another %s [rule 4]', (_name, subject, change, code) => {
    expect(codes(subject, change)).toEqual([code]);
  });

  it('checks only what it is given', () => {
    expect(codes({}, { clusters: [CLUSTER.arn], roles: [] })).toEqual([]);
  });

  it('takes namespaces by themselves for what they are', () => {
    expect(codes({ namespaces: ['a', 'default', 'team-*', 'A'] })).toEqual([
      'namespace-protected',
      'namespace-pattern',
      'namespace-invalid',
    ]);
  });

  it('allows the whole cluster where the ceiling does', () => {
    expect(codes({ terms: terms(policy(VIEW)) }, { scope: 'cluster' })).toEqual(
      [],
    );
  });

  it('names the value and what to do', () => {
    expect(checkAgainstCeiling({ durationMs: 9 * HOUR }, aCeiling())).toEqual([
      {
        code: 'duration-too-long',
        value: 'PT9H',
        message: 'The trust item allows PT8H at most.',
        fix: 'Use PT8H or less.',
      },
    ]);
  });

  it('lets no pattern pass that could match a protected namespace [RELIABILITY 47]', () => {
    const protectedNames = ['default', 'kube-system', 'kube-public'];
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('k', 'u', 'b', 'e', '-', '*', 'd'),
          minLength: 1,
          maxLength: 6,
        }),
        name => {
          const pattern = new RegExp(`^${name.split('*').join('.*')}$`);
          fc.pre(protectedNames.some(one => pattern.test(one)));
          expect(codes({ terms: terms(policy(VIEW, name)) })).toEqual([
            'namespace-protected',
          ]);
        },
      ),
    );
  });
});
