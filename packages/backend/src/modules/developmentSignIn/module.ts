import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import Router from 'express-promise-router';
import { CHOSEN_PERSON_HEADER, readChosenPerson } from './chosenPerson';
import { displayName } from './displayName';
import { listPeople } from './listPeople';

const PROVIDER_ID = 'development';

const authenticator = createProxyAuthenticator({
  defaultProfileTransform: async (result: { entityRef: string }, context) => {
    const { entity } = await context.findCatalogUser(result);
    return { profile: { displayName: displayName(entity) } };
  },
  initialize: () => undefined,
  authenticate: async ({ req }) => ({
    result: { entityRef: readChosenPerson(req.get(CHOSEN_PERSON_HEADER)) },
  }),
});

/**
 * Sign-in for development: whoever opens the portal chooses whom of the catalog's people to be, without a password.
 *
 * It binds only where the config has `auth.providers.development`, and stops the start when that is so outside
 * development (`NODE_ENV` is not `development`), because everybody could be everybody.
 */
export const developmentSignIn = createBackendModule({
  pluginId: 'auth',
  moduleId: 'development-sign-in',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        httpRouter: coreServices.httpRouter,
        providers: authProvidersExtensionPoint,
      },
      async init({ auth, catalog, config, httpRouter, providers }) {
        if (!config.has(`auth.providers.${PROVIDER_ID}`)) {
          return;
        }
        // Thrown here and not in the provider's factory, whose errors the auth backend may turn into a warning.
        if (process.env.NODE_ENV !== 'development') {
          throw new Error(
            `auth.providers.${PROVIDER_ID} lets anybody sign in as anybody and works only in development ` +
              `(NODE_ENV is '${
                process.env.NODE_ENV ?? ''
              }'). Remove it from the config.`,
          );
        }

        providers.registerProvider({
          providerId: PROVIDER_ID,
          factory: createProxyAuthProviderFactory({
            authenticator,
            signInResolver: ({ result }, context) =>
              context.signInWithCatalogUser({ entityRef: result.entityRef }),
          }),
        });

        const peopleRouter = Router();
        peopleRouter.get(`/${PROVIDER_ID}/people`, async (_, response) => {
          response.json({ people: await listPeople({ catalog, auth }) });
        });
        httpRouter.addAuthPolicy({
          path: `/${PROVIDER_ID}/people`,
          allow: 'unauthenticated',
        });
        httpRouter.use(peopleRouter);
      },
    });
  },
});
