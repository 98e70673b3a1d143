import { createApiRef } from '@backstage/core-plugin-api';
import { EksAccessApi } from '@eks-access/backstage-plugin-eks-access-common';

/**
 * The HTTP API of EKS access, one function for every route of the contract. Works in apps of either frontend system.
 *
 * @public
 */
export const eksAccessApiRef = createApiRef<EksAccessApi>({
  id: 'plugin.eks-access.service',
});
