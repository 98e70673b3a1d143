import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { eksAccessPermissions } from '@eks-access/backstage-plugin-eks-access-common';
import { readEksAccessConfig } from './config';
import { EksAccessDatabase } from './database';

/**
 * The backend of EKS access.
 *
 * @public
 */
export const eksAccessPlugin = createBackendPlugin({
  pluginId: 'eks-access',
  register(env) {
    env.registerInit({
      deps: {
        database: coreServices.database,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
      },
      async init({ database, permissionsRegistry, rootConfig }) {
        readEksAccessConfig(rootConfig);
        permissionsRegistry.addPermissions(eksAccessPermissions);
        await EksAccessDatabase.create({ database });
      },
    });
  },
});
