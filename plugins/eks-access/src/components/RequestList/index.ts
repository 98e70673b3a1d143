export { LoadOlderButton } from './LoadOlderButton';
export { RequestTable } from './RequestTable';
export { mergeRequests, useRequestList } from './useRequestList';
export type { RequestListView } from './useRequestList';
