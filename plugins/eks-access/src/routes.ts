import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/** Where the pages of EKS access are mounted. @public */
export const eksAccessRootRouteRef = createRouteRef({ id: 'eks-access' });

/** The page of one request, for links in notifications and messages. @public */
export const eksAccessRequestRouteRef = createSubRouteRef({
  id: 'eks-access/request',
  parent: eksAccessRootRouteRef,
  path: '/requests/:id',
});

/** The page of one cluster. @public */
export const eksAccessClusterRouteRef = createSubRouteRef({
  id: 'eks-access/cluster',
  parent: eksAccessRootRouteRef,
  path: '/clusters/:accountId/:region/:name',
});
