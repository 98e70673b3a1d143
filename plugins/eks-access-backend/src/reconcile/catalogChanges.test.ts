import {
  aMapping,
  aStandingLevel,
  FakeCatalog,
  terms,
  viewPolicy,
} from './__testUtils__/FakeCatalog';
import { catalogChanges } from './catalogChanges';

const dev = 'arn:aws:eks:eu-west-1:111122223333:cluster/dev';
const prod = 'arn:aws:eks:eu-west-1:111122223333:cluster/prod';
const role = 'arn:aws:iam::111122223333:role/teams/payments';
const level = (namespace: string) =>
  aStandingLevel(role, terms(viewPolicy, namespace));

describe('catalogChanges', () => {
  it('names a cluster when a mapping of it comes, changes, goes, or is no longer believed', () => {
    const changes = catalogChanges();
    const catalog = new FakeCatalog(
      aMapping('a', dev, [level('a')]),
      aMapping('b', prod, [level('b')]),
    );
    expect(changes(catalog.current())).toEqual([dev, prod]);
    expect(changes(catalog.current())).toEqual([]);

    catalog.declare([
      aMapping('a', dev, [level('changed')]),
      aMapping('b', prod, [level('b')]),
    ]);
    expect(changes(catalog.current())).toEqual([dev]);

    catalog.declare([aMapping('b', prod, [level('b')])]);
    expect(changes(catalog.current())).toEqual([dev]);

    catalog.declare([aMapping('b', prod, [level('b')])], { state: 'stale' });
    expect(changes(catalog.current())).toEqual([prod]);

    // Read again without a change: a later date is no news.
    catalog.declare([aMapping('b', prod, [level('b')])], {
      state: 'stale',
      asOf: 1,
    });
    expect(changes(catalog.current())).toEqual([]);
  });
});
