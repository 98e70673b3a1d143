import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { EksAccessMappingProcessor } from './kind';
import { clusterProvidersFromConfig } from './provider';

/**
 * Adds the kind `EksAccessMapping` to the catalog, and the clusters of the accounts in `eksAccess.accounts`.
 *
 * @public
 */
export const catalogModuleEksAccess = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'eks-access',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        processing: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, catalog, processing, config, logger, scheduler }) {
        processing.addProcessor(new EksAccessMappingProcessor());
        processing.addEntityProvider(
          clusterProvidersFromConfig({
            auth,
            catalog,
            config,
            logger,
            scheduler,
          }),
        );
      },
    });
  },
});
