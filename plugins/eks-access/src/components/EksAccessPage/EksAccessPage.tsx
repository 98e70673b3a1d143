import { Header, Page, RoutedTabs } from '@backstage/core-components';
import { ToApprovePage } from '../ToApprovePage';
import { ClustersSection, RequestsSection } from './sections';

const TABS = [
  { path: '/to-approve', title: 'To approve', children: <ToApprovePage /> },
  { path: '/requests', title: 'My requests', children: <RequestsSection /> },
  { path: '/clusters', title: 'Clusters', children: <ClustersSection /> },
];

/** The pages with the shell of the legacy frontend system; in the new one the app draws header and tabs. */
export function EksAccessPage() {
  return (
    <Page themeId="tool">
      <Header title="EKS access" />
      <RoutedTabs routes={TABS} />
    </Page>
  );
}
