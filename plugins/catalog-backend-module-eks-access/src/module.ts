import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
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
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ catalog, config, logger, scheduler }) {
        catalog.addProcessor(new EksAccessMappingProcessor());
        catalog.addEntityProvider(
          clusterProvidersFromConfig({ config, logger, scheduler }),
        );
      },
    });
  },
});
