import type { RoleFacts } from '../access';
import type { CatalogView } from '../catalog';
import {
  aCluster,
  aMapping,
  anOnRequestLevel,
  aStandingLevel,
  FakeCatalog,
  terms,
  viewPolicy,
} from './__testUtils__/FakeCatalog';
import { standingDifference } from './standingDifference';
import type { StandingIntent } from './StandingIntentStore';

const arn = 'arn:aws:eks:eu-west-1:111122223333:cluster/dev';
const other = 'arn:aws:eks:eu-west-1:111122223333:cluster/prod';
const role = 'arn:aws:iam::111122223333:role/teams/payments';
const cluster = { arn, createdAt: 7 };
const roles = new Map<string, RoleFacts>([
  [role, { kind: 'exists', roleId: 'AROA', createdAt: 1, asOf: 2 }],
]);
const level = aStandingLevel(role, terms(viewPolicy, 'payments'));
const payments = aMapping('payments', arn, [level]);

function intent(with_: Partial<StandingIntent> = {}): StandingIntent {
  return {
    id: 'intent',
    cluster,
    mappingRef: payments.ref,
    level: 'view',
    principalArn: role,
    roleId: 'AROA',
    terms: level.terms,
    state: 'active',
    shown: { state: 'active', sentence: 'Active.' },
    ...with_,
  };
}

function difference(
  mappings: Parameters<FakeCatalog['declare']>[0],
  existing: readonly StandingIntent[],
  with_: Partial<CatalogView> = {},
  known = roles,
) {
  const catalog = new FakeCatalog();
  catalog.declare(mappings, with_);
  const { declare, change, end } = standingDifference(
    catalog.current(),
    cluster,
    known,
    existing,
  );
  return {
    declare: declare.map(one => `${one.level} for ${one.roleId}`),
    change: change.map(one => one.terms),
    end: end.map(one => one.kind),
  };
}
const nothing = { declare: [], change: [], end: [] };

describe('standingDifference', () => {
  it('is empty where the rows say what is declared', () => {
    expect(difference([payments], [intent()])).toEqual(nothing);
  });

  it('declares a standing level with the id that its role has', () => {
    expect(difference([payments], [])).toEqual({
      ...nothing,
      declare: ['view for AROA'],
    });
  });

  it.each([
    ['its role is not known', [payments], {}, new Map<string, RoleFacts>()],
    [
      'it is on request',
      [aMapping('payments', arn, [anOnRequestLevel(role, level.terms)])],
      {},
      roles,
    ],
    [
      'it is on another cluster',
      [aMapping('payments', other, [level])],
      {},
      roles,
    ],
    [
      'its mapping is only last-good',
      [{ ...payments, state: 'last-good' as const }],
      {},
      roles,
    ],
    [
      'the entity of the cluster is gone',
      [{ ...payments, clusters: [aCluster(arn, { state: 'kept' })] }],
      {},
      roles,
    ],
    ['the catalog is stale', [payments], { state: 'stale' as const }, roles],
  ])('declares nothing new when %s', (_case, mappings, with_, known) => {
    expect(difference(mappings, [], with_, known)).toEqual(nothing);
  });

  it('ends what an accepted catalog no longer declares', () => {
    const ended = { ...nothing, end: ['declaration-ended'] };
    expect(difference([], [intent()])).toEqual(ended);
    expect(difference([aMapping('payments', arn, [])], [intent()])).toEqual(
      ended,
    );
    expect(
      difference([aMapping('payments', other, [level])], [intent()], {
        clusters: [aCluster(arn), aCluster(other)],
      }),
    ).toEqual(ended);
  });

  it.each([
    ['the catalog is stale', [], { state: 'stale' as const }],
    ['nothing was ever read', [], { state: 'never-read' as const }],
    [
      'the mapping is only last-good, without the level',
      [aMapping('payments', arn, [], { state: 'last-good' })],
      {},
    ],
    [
      'the mapping went on without a cluster that the catalog no longer has',
      [aMapping('payments', other, [level])],
      {},
    ],
  ])('ends nothing when %s [rule 8]', (_case, mappings, with_) => {
    expect(difference(mappings, [intent()], with_)).toEqual(nothing);
  });

  it('does not end twice', () => {
    expect(
      difference([], [intent({ end: { kind: 'declaration-ended', at: 3 } })]),
    ).toEqual(nothing);
  });

  it('ends what was declared for an earlier cluster of the name, whatever the catalog says, and asks anew', () => {
    const former = intent({ cluster: { arn, createdAt: 1 } });
    expect(difference([payments], [former])).toEqual({
      declare: ['view for AROA'],
      change: [],
      end: ['orphaned'],
    });
    expect(difference([], [former], { state: 'stale' })).toEqual({
      ...nothing,
      end: ['orphaned'],
    });
  });

  it('moves a level to another role by an end and a declaration', () => {
    const moved = aStandingLevel(role, level.terms);
    expect(
      difference(
        [aMapping('payments', arn, [moved])],
        [intent({ principalArn: `${role}-former` })],
      ),
    ).toEqual({
      declare: ['view for AROA'],
      change: [],
      end: ['declaration-ended'],
    });
  });

  it('keeps on record what it asked for until AWS has followed a narrower declaration', () => {
    const wide = intent({ terms: terms(viewPolicy, 'checkout', 'payments') });
    expect(difference([payments], [wide])).toEqual(nothing);

    const wider = aStandingLevel(role, terms(viewPolicy, 'invoices'));
    expect(
      difference([aMapping('payments', arn, [wider])], [wide]).change,
    ).toEqual([terms(viewPolicy, 'checkout', 'invoices', 'payments')]);
  });
});
