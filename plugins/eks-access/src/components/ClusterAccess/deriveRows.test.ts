import { GroupClusterRow } from '@eks-access/backstage-plugin-eks-access-common';
import {
  aClusterId,
  aClusterRow,
  ada,
  aGroupAccess,
  alan,
  anApprovedRequest,
  aRequest,
  aStandingLevel,
  minutesFrom,
  NOW,
} from '../../__fixtures__';
import { deriveRows, filterRows } from './deriveRows';

const now = Date.parse(NOW);
const rowOf = (...clusters: Parameters<typeof aClusterRow>) =>
  deriveRows(
    aGroupAccess({ clusters: [aClusterRow(...clusters)] }),
    ada.ref,
    now,
  )[0];

describe('deriveRows', () => {
  it('parts what is granted, what waits and what is past', () => {
    const granted = anApprovedRequest();
    const waiting = aRequest();
    const denied = aRequest({ state: 'denied' });
    const row = rowOf({ requests: [denied, waiting, granted] });
    expect(row.granted).toEqual([granted]);
    expect(row.waiting).toEqual([waiting]);
    expect(row.past).toEqual([denied]);
  });

  it('puts the soonest end first, and what has no end yet last', () => {
    const ends = (expiresAt: string | undefined) =>
      anApprovedRequest({ expiresAt });
    const [later, sooner, open] = [
      ends(minutesFrom(60)),
      ends(minutesFrom(5)),
      ends(undefined),
    ];
    expect(rowOf({ requests: [open, later, sooner] }).granted).toEqual([
      sooner,
      later,
      open,
    ]);
  });

  it('keeps an ended grant among the granted until it is surely without effect', () => {
    const ended = (surelyWithoutEffectBy: string | undefined) =>
      anApprovedRequest({
        state: 'ended',
        endedBecause: 'given-back',
        surelyWithoutEffectBy,
      });
    expect(rowOf({ requests: [ended(minutesFrom(3))] }).granted).toHaveLength(
      1,
    );
    expect(rowOf({ requests: [ended(minutesFrom(-3))] }).past).toHaveLength(1);
    expect(rowOf({ requests: [ended(undefined)] }).past).toHaveLength(1);
  });

  it('calls a row mine by its requester, and never without knowing me', () => {
    const row = { requests: [aRequest({ requester: ada })] };
    expect(rowOf(row).matches).toContain('mine');
    expect(
      rowOf({ requests: [aRequest({ requester: alan })] }).matches,
    ).not.toContain('mine');
    expect(
      deriveRows(
        aGroupAccess({ clusters: [aClusterRow(row)] }),
        undefined,
        now,
      )[0].matches,
    ).not.toContain('mine');
  });

  it('sees what ends soon', () => {
    const soon = anApprovedRequest({ expiresAt: minutesFrom(14) });
    expect(rowOf({ requests: [soon] }).matches).toContain('ending-soon');
    expect(rowOf({ requests: [anApprovedRequest()] }).matches).not.toContain(
      'ending-soon',
    );
  });

  it.each<[string, Partial<GroupClusterRow>]>([
    ['drift', { health: { state: 'drift', sentence: '' } }],
    [
      'a standing level that is blocked',
      {
        levels: [
          aStandingLevel({ standing: { state: 'blocked', sentence: '' } }),
        ],
      },
    ],
    [
      'a grant in trouble',
      {
        requests: [
          anApprovedRequest({
            trouble: { kind: 'retrying', sentence: '', since: NOW },
          }),
        ],
      },
    ],
  ])('wants attention for %s', (_, overrides) => {
    expect(rowOf(overrides).matches).toContain('needs-attention');
  });

  it('wants no attention for a cluster that is only observed', () => {
    const row = rowOf({ health: { state: 'observed-only', sentence: '' } });
    expect([...row.matches]).toEqual([]);
  });
});

describe('filterRows', () => {
  const rows = deriveRows(
    aGroupAccess({
      clusters: [
        aClusterRow({ requests: [aRequest()] }),
        aClusterRow({ cluster: aClusterId({ name: 'Ledger-Prod' }) }),
      ],
    }),
    ada.ref,
    now,
  );
  const names = (found: typeof rows) =>
    found.map(({ source }) => source.cluster.name);

  it('finds every word in any case', () => {
    expect(names(filterRows(rows, 'ledger EU-west', new Set()))).toEqual([
      'Ledger-Prod',
    ]);
    expect(filterRows(rows, 'ledger nothing', new Set())).toEqual([]);
  });

  it('applies filters on top of the search', () => {
    expect(names(filterRows(rows, '', new Set(['mine'])))).toEqual([
      'payments-dev',
    ]);
    expect(filterRows(rows, 'ledger', new Set(['mine']))).toEqual([]);
  });
});
