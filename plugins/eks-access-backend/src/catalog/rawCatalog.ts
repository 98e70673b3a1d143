import { z } from 'zod';

const rawLocation = {
  /** `backstage.io/managed-by-origin-location`. */
  origin: z.string().optional(),
  /** `backstage.io/managed-by-location`. */
  location: z.string().optional(),
  /** Nothing declares the entity any more; the catalog only has not deleted it. */
  orphan: z.boolean(),
};

const rawMapping = z.strictObject({
  ref: z.string(),
  namespace: z.string(),
  title: z.string().optional(),
  /** As it stands in the catalog, whatever its shape. */
  spec: z.unknown().optional(),
  /** Messages of the errors that the catalog met when it last processed the entity. */
  processingErrors: z.array(z.string()),
  ...rawLocation,
});

const rawCluster = z.strictObject({
  ref: z.string(),
  title: z.string().optional(),
  owner: z.string().optional(),
  /** Values of the ARN annotations, sorted and without duplicates. */
  arns: z.array(z.string()),
  ...rawLocation,
});

const rawGroup = z.strictObject({
  ref: z.string(),
  title: z.string().optional(),
  /** Refs of the parent groups. */
  parents: z.array(z.string()),
});

const rawUser = z.strictObject({
  ref: z.string(),
  title: z.string().optional(),
  /** Refs of the groups that name the user, or that the user names. */
  memberOf: z.array(z.string()),
});

export const rawCatalogSchema = z.strictObject({
  mappings: z.array(rawMapping),
  clusters: z.array(rawCluster),
  groups: z.array(rawGroup),
  users: z.array(rawUser),
});

/** Everything that we read of the catalog at one time, as plain data. Refs are canonical and no ref stands twice. */
export type RawCatalog = Readonly<{
  [Kind in keyof z.infer<typeof rawCatalogSchema>]: readonly z.infer<
    typeof rawCatalogSchema
  >[Kind][number][];
}>;

export type RawMapping = RawCatalog['mappings'][number];
export type RawCluster = RawCatalog['clusters'][number];
export type RawGroup = RawCatalog['groups'][number];
export type RawUser = RawCatalog['users'][number];
