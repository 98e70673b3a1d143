import '@backstage/cli/asset-types';
import '@backstage/ui/css/styles.css';
import ReactDOM from 'react-dom/client';
import { Entity } from '@backstage/catalog-model';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { ConfigReader } from '@backstage/config';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { eksAccessApiRef } from '../src';
import eksAccessPlugin from '../src/alpha';
import { AdaSignsIn } from './AdaSignsIn';
import { FixtureEksAccessApi } from './FixtureEksAccessApi';

const entity = (
  kind: string,
  name: string,
  title: string,
  spec: Entity['spec'],
): Entity => ({
  apiVersion:
    kind === 'EksAccessMapping'
      ? 'eks-access.io/v1alpha1'
      : 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default', title },
  spec,
});

const entities = [
  entity('Group', 'payments', 'Payments', { type: 'team', children: [] }),
  entity('Group', 'newcomers', 'Newcomers', { type: 'team', children: [] }),
  entity('Group', 'platform', 'Platform', { type: 'team', children: [] }),
  entity('EksAccessMapping', 'payments', 'Payments on EKS', {}),
  entity('EksAccessMapping', 'ledger', 'Ledger on EKS', {}),
];

/** The pages over fixtures, without a backend: `yarn workspace @eks-access/backstage-plugin-eks-access start`. */
const app = createApp({
  advanced: {
    configLoader: async () => ({
      config: new ConfigReader({
        app: { title: 'EKS access', baseUrl: window.location.origin },
        backend: { baseUrl: window.location.origin },
      }),
    }),
  },
  features: [
    catalogPlugin,
    eksAccessPlugin,
    createFrontendModule({
      pluginId: 'app',
      extensions: [
        SignInPageBlueprint.make({
          params: { loader: async () => AdaSignsIn },
        }),
      ],
    }),
    createFrontendModule({
      pluginId: 'catalog',
      extensions: [
        ApiBlueprint.make({
          params: defineParams =>
            defineParams({
              api: catalogApiRef,
              deps: {},
              factory: () => new InMemoryCatalogClient({ entities }),
            }),
        }),
      ],
    }),
    createFrontendModule({
      pluginId: 'eks-access',
      extensions: [
        ApiBlueprint.make({
          params: defineParams =>
            defineParams({
              api: eksAccessApiRef,
              deps: {},
              factory: () => new FixtureEksAccessApi(),
            }),
        }),
      ],
    }),
  ],
});

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element with the id "root"');
ReactDOM.createRoot(root).render(app.createRoot());
