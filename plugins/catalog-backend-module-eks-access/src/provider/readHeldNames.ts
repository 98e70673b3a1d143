import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { CLUSTER_ARN_ANNOTATIONS } from '@eks-access/backstage-plugin-eks-access-common';
import type { ReadHeldNames } from './ClusterRegister';

/**
 * Reads from the catalog which Resource names are taken, and by which cluster. A Resource that is no cluster takes its name too; it stands
 * under its own reference instead of an ARN, which no cluster has.
 */
export function readHeldNamesFrom(options: {
  catalog: CatalogService;
  auth: AuthService;
}): ReadHeldNames {
  const { catalog, auth } = options;
  return async () => {
    const held = new Map<string, string>();
    const pages = catalog.streamEntities(
      {
        filter: { kind: 'resource', 'metadata.namespace': 'default' },
        fields: ['metadata.name', 'metadata.annotations'],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    for await (const page of pages) {
      for (const { metadata } of page) {
        const arn = CLUSTER_ARN_ANNOTATIONS.map(
          annotation => metadata.annotations?.[annotation],
        ).find(Boolean);
        held.set(metadata.name, arn ?? `resource:default/${metadata.name}`);
      }
    }
    return held;
  };
}
