import type { BasicPermission } from '@backstage/plugin-permission-common';
import {
  eksAccessClusterModePermission,
  eksAccessGrantEndPermission,
  eksAccessInventoryReadPermission,
  eksAccessReadPermission,
  eksAccessRequestCreatePermission,
  eksAccessRequestDecidePermission,
  type EksAccessRouteName,
} from '@eks-access/backstage-plugin-eks-access-common';

/**
 * The permission that each route asks of the portal's policy, on top of our own rules and never instead of them. A route that is missing
 * here does not compile.
 */
export const routePermissions: Readonly<
  Record<EksAccessRouteName, BasicPermission>
> = {
  getStatus: eksAccessReadPermission,
  getGroupAccess: eksAccessReadPermission,
  listClusters: eksAccessReadPermission,
  getCluster: eksAccessInventoryReadPermission,
  setClusterMode: eksAccessClusterModePermission,
  checkMapping: eksAccessReadPermission,
  previewRequest: eksAccessRequestCreatePermission,
  createRequest: eksAccessRequestCreatePermission,
  listRequests: eksAccessReadPermission,
  getRequest: eksAccessReadPermission,
  decideRequest: eksAccessRequestDecidePermission,
  cancelRequest: eksAccessRequestCreatePermission,
  giveBackGrant: eksAccessGrantEndPermission,
};
