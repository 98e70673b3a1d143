export { EksAccessPage } from './EksAccessPage';
export { ClustersSection, RequestsSection } from './sections';
