/**
 * Self-service access to Amazon EKS: pages, the tab of a group and the card of a mapping. The exports here are for apps of the legacy
 * frontend system; the new one takes the default export of `./alpha`.
 *
 * @packageDocumentation
 */

export { eksAccessApiRef } from './api';
export { isGroupClusterAccessAvailable } from './isGroupClusterAccessAvailable';
export {
  EksAccessPage,
  eksAccessPlugin,
  EntityEksAccessMappingCard,
  EntityGroupClusterAccessContent,
} from './plugin';
export {
  eksAccessClusterRouteRef,
  eksAccessRequestRouteRef,
  eksAccessRootRouteRef,
} from './routes';
