import { randomUUID } from 'node:crypto';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eksAccessPermissions } from '@eks-access/backstage-plugin-eks-access-common';
import { readEksAccessConfig } from './config';
import { createParts } from './createParts';
import {
  clusterHandlers,
  createRouter,
  pageHandlers,
  requestHandlers,
} from './http';
import { packageVersion } from './packageVersion';
import { startParts } from './startParts';

/**
 * The backend of EKS access: inventory of the configured accounts, mappings of the catalog, requests and grants, and the engine that brings
 * clusters to what is declared and granted.
 *
 * @public
 */
export const eksAccessPlugin = createBackendPlugin({
  pluginId: 'eks-access',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
      },
      async init({
        httpAuth,
        httpRouter,
        lifecycle,
        permissions,
        permissionsRegistry,
        scheduler,
        ...services
      }) {
        const config = readEksAccessConfig(services.rootConfig);
        permissionsRegistry.addPermissions(eksAccessPermissions);
        const parts = await createParts({ ...services, config });
        const options = { ...parts, names: () => parts.catalogViews.current() };
        httpRouter.use(
          createRouter({
            handlers: {
              ...requestHandlers(options),
              ...clusterHandlers(options),
              ...pageHandlers(options),
            },
            httpAuth,
            permissions,
            logger: services.logger,
            newReferenceId: randomUUID,
            version: packageVersion(),
          }),
        );
        const stop = await startParts(parts, scheduler);
        lifecycle.addShutdownHook(stop);
      },
    });
  },
});
