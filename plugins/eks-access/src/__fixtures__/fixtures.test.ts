import { eksAccessRoutes } from '@eks-access/backstage-plugin-eks-access-common';
import {
  aClusterDetail,
  aClusterSummary,
  aGroupAccess,
  aMappingCheck,
  anApprovedRequest,
  aPreview,
  aRequest,
  aStatus,
  NOW,
} from '.';

// The builders are typed, but types do not check formats, limits and unknown keys; the schemas do.
describe('the fixtures', () => {
  it.each([
    ['getGroupAccess', aGroupAccess()],
    ['getRequest', aRequest()],
    ['getRequest', anApprovedRequest()],
    ['previewRequest', aPreview()],
    ['listRequests', { asOf: NOW, requests: [aRequest()] }],
    ['listClusters', { asOf: NOW, clusters: [aClusterSummary()] }],
    ['getCluster', aClusterDetail()],
    ['checkMapping', aMappingCheck()],
    ['getStatus', aStatus()],
  ] as const)('are what %s answers', (route, answer) => {
    expect(eksAccessRoutes[route].response.parse(answer)).toEqual(answer);
  });
});
