import { createBackendModule } from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { EksAccessMappingProcessor } from './kind';

/**
 * Adds the kind `EksAccessMapping` to the catalog.
 *
 * @public
 */
export const catalogModuleEksAccess = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'eks-access',
  register(env) {
    env.registerInit({
      deps: { catalog: catalogProcessingExtensionPoint },
      async init({ catalog }) {
        catalog.addProcessor(new EksAccessMappingProcessor());
      },
    });
  },
});
