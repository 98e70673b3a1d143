import { aClusterId, aClusterSummary } from '../../__fixtures__';
import { filterClusters } from './filterClusters';

describe('filterClusters', () => {
  const dev = aClusterSummary();
  const prod = aClusterSummary({
    cluster: aClusterId({ name: 'payments-prod' }),
    mode: 'manage',
  });

  it('finds every word in any case', () => {
    expect(filterClusters([dev, prod], 'PAYMENTS manage')).toEqual([prod]);
  });

  it('keeps all without a search', () => {
    expect(filterClusters([dev, prod], ' ')).toEqual([dev, prod]);
  });
});
