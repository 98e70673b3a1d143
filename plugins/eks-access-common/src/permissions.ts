import { createPermission } from '@backstage/plugin-permission-common';

/** See the access of one's own groups. @public */
export const eksAccessReadPermission = createPermission({
  name: 'eks-access.access.read',
  attributes: { action: 'read' },
});

/** Ask for a level. @public */
export const eksAccessRequestCreatePermission = createPermission({
  name: 'eks-access.request.create',
  attributes: { action: 'create' },
});

/** Approve or deny a request that one is entitled to decide. @public */
export const eksAccessRequestDecidePermission = createPermission({
  name: 'eks-access.request.decide',
  attributes: { action: 'update' },
});

/** Give back one's own grant. @public */
export const eksAccessGrantEndPermission = createPermission({
  name: 'eks-access.grant.end',
  attributes: { action: 'delete' },
});

/** See every access entry of the clusters that one's groups own. @public */
export const eksAccessInventoryReadPermission = createPermission({
  name: 'eks-access.inventory.read',
  attributes: { action: 'read' },
});

/** Switch a cluster that one's groups own between `observe` and `manage`. @public */
export const eksAccessClusterModePermission = createPermission({
  name: 'eks-access.cluster.mode',
  attributes: { action: 'update' },
});

/**
 * Every permission of the plugin.
 *
 * @public
 */
export const eksAccessPermissions = [
  eksAccessReadPermission,
  eksAccessRequestCreatePermission,
  eksAccessRequestDecidePermission,
  eksAccessGrantEndPermission,
  eksAccessInventoryReadPermission,
  eksAccessClusterModePermission,
];
