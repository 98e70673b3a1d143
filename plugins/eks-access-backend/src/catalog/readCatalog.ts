import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  CLUSTER_ARN_ANNOTATIONS,
  CLUSTER_RESOURCE_TYPES,
  EKS_ACCESS_MAPPING_KIND,
  isEksAccessMapping,
} from '@eks-access/backstage-plugin-eks-access-common';
import { z } from 'zod';
import {
  rawCatalogSchema,
  type RawCatalog,
  type RawCluster,
  type RawMapping,
} from './rawCatalog';
import { withinTime } from './withinTime';

const PAGE_SIZE = 500;
const ENVELOPE = [
  'apiVersion',
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
];
const ORPHAN_ANNOTATION = 'backstage.io/orphan';

/**
 * Reads all mappings, clusters, groups and users, every page of each.
 *
 * @throws when any page fails or takes longer than ten seconds: half an answer is none (RELIABILITY C21).
 */
export async function readCatalog(
  catalog: CatalogService,
  credentials: BackstageCredentials,
): Promise<RawCatalog> {
  const read = (filter: Record<string, string | string[]>, fields: string[]) =>
    readAllPages(catalog, credentials, filter, [...ENVELOPE, ...fields]);
  const mappings = await read({ kind: EKS_ACCESS_MAPPING_KIND }, [
    'metadata.annotations',
    'spec',
    'status',
  ]);
  const clusters = await read(
    { kind: 'Resource', 'spec.type': [...CLUSTER_RESOURCE_TYPES] },
    ['metadata.annotations', 'spec.owner'],
  );
  const groups = await read({ kind: 'Group' }, [
    'spec.profile.displayName',
    'relations',
  ]);
  const users = await read({ kind: 'User' }, [
    'spec.profile.displayName',
    'relations',
  ]);
  // Through the schema, so that what is judged now is exactly what a restart will read back.
  return rawCatalogSchema.parse({
    mappings: mappings.filter(isEksAccessMapping).map(toRawMapping),
    clusters: clusters.map(toRawCluster),
    groups: groups.map(entity => ({
      ...named(entity),
      parents: relatedRefs(entity, RELATION_CHILD_OF, 'group'),
    })),
    users: users.map(entity => ({
      ...named(entity),
      memberOf: relatedRefs(entity, RELATION_MEMBER_OF, 'group'),
    })),
  });
}

/** Refs of one kind that the entity is related to, sorted and without duplicates. */
export function relatedRefs(
  entity: Entity,
  type: string,
  kind: 'group' | 'user',
): string[] {
  const refs = (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef)
    .filter(ref => ref.startsWith(`${kind}:`));
  return [...new Set(refs)].sort();
}

/** What people call the entity, where it says so. */
export function titleOf(entity: Entity): string | undefined {
  const profile = entity.spec?.profile;
  const displayName =
    typeof profile === 'object' && profile !== null && 'displayName' in profile
      ? profile.displayName
      : undefined;
  return (
    entity.metadata.title ??
    (typeof displayName === 'string' && displayName !== ''
      ? displayName
      : undefined)
  );
}

async function readAllPages(
  catalog: CatalogService,
  credentials: BackstageCredentials,
  filter: Record<string, string | string[]>,
  fields: string[],
): Promise<Entity[]> {
  // By ref, as an entity may come on two pages when others change between them.
  const byRef = new Map<string, Entity>();
  let cursor: string | undefined;
  do {
    const page = await withinTime(
      catalog.queryEntities(
        cursor === undefined
          ? { filter, fields, limit: PAGE_SIZE, totalItems: 'exclude' }
          : { cursor, fields, limit: PAGE_SIZE },
        { credentials },
      ),
      'the catalog',
    );
    for (const entity of page.items) {
      byRef.set(stringifyEntityRef(entity), entity);
    }
    cursor = page.pageInfo.nextCursor;
  } while (cursor !== undefined);
  return [...byRef.values()].sort((a, b) =>
    stringifyEntityRef(a) < stringifyEntityRef(b) ? -1 : 1,
  );
}

function named(entity: Entity) {
  return { ref: stringifyEntityRef(entity), title: titleOf(entity) };
}

function located(entity: Entity) {
  const annotations = entity.metadata.annotations ?? {};
  return {
    origin: annotations[ANNOTATION_ORIGIN_LOCATION],
    location: annotations[ANNOTATION_LOCATION],
    orphan: annotations[ORPHAN_ANNOTATION] === 'true',
  };
}

const statusSchema = z.object({
  status: z
    .object({
      items: z
        .array(
          z.object({
            type: z.string(),
            level: z.string(),
            message: z.string(),
          }),
        )
        .default([]),
    })
    .default({ items: [] }),
});

/** @throws where the status has another form: whether there are errors is then unknown, and so is the snapshot. */
function statusItemsOf(entity: Entity) {
  return statusSchema.parse(entity).status.items;
}

function toRawMapping(entity: Entity): RawMapping {
  return {
    ...named(entity),
    ...located(entity),
    namespace: entity.metadata.namespace ?? 'default',
    spec: entity.spec,
    // Other processors may put items of their own there; only the catalog's say that what we see may be older than the source.
    processingErrors: statusItemsOf(entity)
      .filter(
        item => item.type.startsWith('backstage.io/') && item.level === 'error',
      )
      .map(item => item.message),
  };
}

function toRawCluster(entity: Entity): RawCluster {
  const annotations = entity.metadata.annotations ?? {};
  const arns = CLUSTER_ARN_ANNOTATIONS.map(name => annotations[name]).filter(
    arn => arn !== undefined,
  );
  const owner = entity.spec?.owner;
  return {
    ...named(entity),
    ...located(entity),
    owner: typeof owner === 'string' ? owner : undefined,
    arns: [...new Set(arns)].sort(),
  };
}
