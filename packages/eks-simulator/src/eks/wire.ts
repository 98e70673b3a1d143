import {
  statusOf,
  type AccessEntry,
  type Association,
  type Cluster,
  type ClusterUpdate,
  type Page,
} from '../world';

// The wire has epoch seconds with a fraction. Source: DOMAIN 1.0.
function seconds(at: number): number {
  return at / 1000;
}

/** An access entry as Create, Describe and Update give it; associations are listed by another call. */
export function entryToWire(entry: AccessEntry, clusterName: string) {
  const { principalId: _id, associations: _associations, ...shown } = entry;
  return {
    ...shown,
    clusterName,
    createdAt: seconds(entry.createdAt),
    modifiedAt: seconds(entry.modifiedAt),
  };
}

/** An associated policy. Cluster scope shows an empty list of namespaces. Source: DOMAIN 1.1. */
export function associationToWire(association: Association) {
  return {
    ...association,
    associatedAt: seconds(association.associatedAt),
    modifiedAt: seconds(association.modifiedAt),
  };
}

/** A cluster with the fields that DOMAIN 1.3 calls useful, of a cluster with a public endpoint and no log types on. */
export function clusterToWire(cluster: Cluster) {
  return {
    name: cluster.name,
    arn: cluster.arn,
    createdAt: seconds(cluster.createdAt),
    version: cluster.version,
    platformVersion: cluster.platformVersion,
    endpoint: cluster.endpoint,
    status: statusOf(cluster),
    certificateAuthority: { data: cluster.certificateAuthority },
    identity: { oidc: { issuer: cluster.oidcIssuer } },
    accessConfig: {
      authenticationMode: cluster.authenticationMode,
      bootstrapClusterCreatorAdminPermissions:
        cluster.bootstrapClusterCreatorAdminPermissions,
    },
    resourcesVpcConfig: {
      endpointPublicAccess: true,
      endpointPrivateAccess: false,
      publicAccessCidrs: ['0.0.0.0/0'],
    },
    logging: {
      clusterLogging: [
        {
          types: [
            'api',
            'audit',
            'authenticator',
            'controllerManager',
            'scheduler',
          ],
          enabled: false,
        },
      ],
    },
    health: { issues: [] },
    tags: cluster.tags,
  };
}

/** An update of a cluster. */
export function updateToWire(update: ClusterUpdate) {
  return {
    id: update.id,
    status: update.status,
    type: update.type,
    params: [{ type: 'AuthenticationMode', value: update.authenticationMode }],
    createdAt: seconds(update.createdAt),
    errors: [],
  };
}

/** A page under the member's name, with the token only when there is another page. */
export function pageToWire<Item>(
  member: string,
  page: Page<Item>,
  toWire: (item: Item) => unknown,
) {
  const items = { [member]: page.items.map(toWire) };
  return page.nextToken === undefined
    ? items
    : { ...items, nextToken: page.nextToken };
}
