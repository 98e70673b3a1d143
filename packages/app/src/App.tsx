import { createApp } from '@backstage/frontend-defaults';
import { navModule } from './modules/nav';
import { signInModule } from './modules/signIn';

/**
 * The example portal. Its plugins are the frontend plugins among the dependencies in package.json, which the build
 * finds by itself (`app.packages: all` in app-config.yaml); only what belongs to this portal alone is listed here.
 */
export default createApp({
  features: [navModule, signInModule],
});
