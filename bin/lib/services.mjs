import { join, resolve } from 'node:path';
import { root } from './root.mjs';

/** Where each part of the portal listens when nobody says otherwise, and how to say it. */
export const PORTS = {
  frontend: {
    port: 3000,
    option: 'frontend-port',
    variable: 'PORTAL_FRONTEND_PORT',
  },
  backend: {
    port: 7007,
    option: 'backend-port',
    variable: 'PORTAL_BACKEND_PORT',
  },
  simulator: {
    port: 4599,
    option: 'simulator-port',
    variable: 'EKS_SIMULATOR_PORT',
  },
};

/**
 * The programs that make up the portal: how each is started, and by which addresses one sees that it can be used.
 *
 * @param settings `ports` by name, `folder` for what they write, `configFiles` that follow app-config.yaml
 */
export function servicesFor({ ports, folder, configFiles }) {
  const simulatorUrl = `http://127.0.0.1:${ports.simulator}`;
  const env = {
    ...process.env,
    // Development sign-in refuses anything else, whatever the shell says.
    NODE_ENV: 'development',
    PORTAL_FRONTEND_PORT: String(ports.frontend),
    PORTAL_BACKEND_PORT: String(ports.backend),
    PORTAL_DATABASE_FOLDER: join(folder, 'db'),
    EKS_SIMULATOR_URL: simulatorUrl,
    // Backstage's AWS integration has no setting for the address of STS, where it assumes roles; the SDK has this one.
    AWS_ENDPOINT_URL_STS: simulatorUrl,
  };
  const backstageCli = join(
    root,
    'node_modules/@backstage/cli/bin/backstage-cli',
  );
  const configs = ['app-config.yaml', ...configFiles].flatMap(file => [
    '--config',
    resolve(root, file),
  ]);
  return [
    {
      name: 'simulator',
      title: 'the stand-in for AWS',
      args: [
        ...['--import', 'tsx', 'src/main.ts'],
        ...['--port', String(ports.simulator), '--world', 'example'],
        ...['--state', join(folder, 'simulator.json')],
      ],
      cwd: join(root, 'packages/eks-simulator'),
      env,
      readyUrls: [`${simulatorUrl}/_simulator/settings`],
    },
    {
      name: 'backend',
      title: 'the backend',
      args: [backstageCli, 'package', 'start', ...configs],
      cwd: join(root, 'packages/backend'),
      env,
      readyUrls: [
        `http://localhost:${ports.backend}/.backstage/health/v1/readiness`,
      ],
    },
    {
      name: 'frontend',
      title: 'the frontend',
      args: [backstageCli, 'package', 'start', ...configs],
      cwd: join(root, 'packages/app'),
      env,
      // The development server answers the second only when it has compiled.
      readyUrls: [
        `http://localhost:${ports.frontend}/`,
        `http://localhost:${ports.frontend}/main.js`,
      ],
    },
  ];
}
