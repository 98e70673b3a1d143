import { Route, Routes } from 'react-router-dom';
import { ClusterPage } from '../ClusterPage';
import { ClustersPage } from '../ClustersPage';
import { MyRequestsPage } from '../MyRequestsPage';
import { RequestPage } from '../RequestPage';

/** My requests, and below it the page of any one request. Both frontend systems mount it at `requests`. */
export function RequestsSection() {
  return (
    <Routes>
      <Route path="/" element={<MyRequestsPage />} />
      <Route path="/:id" element={<RequestPage />} />
    </Routes>
  );
}

/** The clusters, and below them the page of each. Both frontend systems mount it at `clusters`. */
export function ClustersSection() {
  return (
    <Routes>
      <Route path="/" element={<ClustersPage />} />
      <Route path="/:accountId/:region/:name" element={<ClusterPage />} />
    </Routes>
  );
}
