import {
  aClusterRow,
  alan,
  anApprovedRequest,
  anOnRequestLevel,
  aStandingLevel,
  someTerms,
  viewerRoleArn,
} from '../../__fixtures__';
import { whatRemains } from './whatRemains';

const mine = anApprovedRequest();
const others = (terms = someTerms()) =>
  anApprovedRequest(
    {},
    { id: '6d0a6f0e-2c7b-4f57-8d0e-5f2f3b7a0002', requester: alan, terms },
  );

describe('whatRemains', () => {
  it('keeps standing levels that AWS shows, and not those that are only planned', () => {
    const row = aClusterRow({
      levels: [
        aStandingLevel(),
        aStandingLevel({
          title: 'Audit',
          standing: { state: 'planned', sentence: '' },
        }),
        anOnRequestLevel(),
      ],
      requests: [mine],
    });
    expect(whatRemains(row, mine)).toEqual(['View in payments, as always.']);
  });

  it('keeps the live grants of others and says so where they share the role', () => {
    const row = aClusterRow({ levels: [], requests: [mine, others()] });
    expect(whatRemains(row, mine)).toEqual([
      'Edit in payments, which Alan Turing asked for, also on this role.',
    ]);
    const apart = aClusterRow({
      levels: [],
      requests: [mine, others(someTerms({ principalArn: viewerRoleArn }))],
    });
    expect(whatRemains(apart, mine)).toEqual([
      'Edit in payments, which Alan Turing asked for.',
    ]);
  });

  it('is empty where the grant is all there is', () => {
    expect(
      whatRemains(aClusterRow({ levels: [], requests: [mine] }), mine),
    ).toEqual([]);
  });
});
