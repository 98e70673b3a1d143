export type { Names } from './names';
export {
  clusterDetailView,
  clusterListView,
  groupAccessView,
  mappingCheckView,
  statusView,
} from './pages';
export { previewView, requestPageView, requestView } from './requests';
