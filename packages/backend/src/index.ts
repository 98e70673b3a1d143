/**
 * The backend of the example portal: what EKS access needs around it, and nothing more.
 */
import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

// Serves the frontend where it has been built; in development the frontend has a server of its own.
backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('./modules/developmentSignIn'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('./modules/permissionPolicy'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@eks-access/backstage-plugin-catalog-backend-module-eks-access'),
);

backend.add(import('@eks-access/backstage-plugin-eks-access-backend'));

backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

void backend.start();
