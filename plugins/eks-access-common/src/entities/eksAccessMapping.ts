import { z } from 'zod';
import { Entity } from '@backstage/catalog-model';
import { isoDurationSchema } from '../duration';

/** @public */
export const EKS_ACCESS_API_VERSION = 'eks-access.io/v1alpha1';

/** @public */
export const EKS_ACCESS_MAPPING_KIND = 'EksAccessMapping';

const nonEmpty = z.string().min(1);

/**
 * One access policy of a level. Exactly one of `namespaces` and `scope: cluster` is meant to be there; that both or none are is
 * reported by the backend with field, value and fix, so that the author sees it on the entity page and not only in a log.
 *
 * @public
 */
export const mappingAccessPolicySchema = z.strictObject({
  policy: nonEmpty,
  scope: z.enum(['cluster', 'namespace']).optional(),
  namespaces: z.array(nonEmpty).optional(),
});

/**
 * Who answers a request for the level: one step, decided by one member of any of the groups in `by`.
 *
 * @public
 */
export const mappingApprovalSchema = z.strictObject({
  steps: z
    .array(
      z.strictObject({
        by: z.array(nonEmpty).min(1),
        count: z.literal(1).optional(),
      }),
    )
    .length(1),
});

/** @public */
export const mappingLevelSchema = z.strictObject({
  title: nonEmpty.optional(),
  description: nonEmpty.optional(),
  mode: z.enum(['standing', 'on-request']),
  iamRole: nonEmpty.optional(),
  sharesRole: z.boolean().optional(),
  accessPolicies: z.array(mappingAccessPolicySchema).optional(),
  kubernetesGroups: z.array(nonEmpty).optional(),
  maxDuration: isoDurationSchema.optional(),
  approval: mappingApprovalSchema.optional(),
});

/** @public */
export const mappingSpecSchema = z.strictObject({
  owner: nonEmpty,
  group: nonEmpty,
  clusters: z.array(nonEmpty).min(1),
  ownsNamespaces: z.array(nonEmpty).optional(),
  iamRole: nonEmpty,
  levels: z
    .record(
      z.string().regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/),
      mappingLevelSchema,
    )
    .refine(levels => Object.keys(levels).length > 0, {
      message: 'at least one level is needed',
    }),
});

/** @public */
export type MappingSpec = z.infer<typeof mappingSpecSchema>;
/** @public */
export type MappingLevel = z.infer<typeof mappingLevelSchema>;
/** @public */
export type MappingAccessPolicy = z.infer<typeof mappingAccessPolicySchema>;
/** @public */
export type MappingApproval = z.infer<typeof mappingApprovalSchema>;

/**
 * Declares which group gets which levels on which clusters through which IAM role.
 *
 * @public
 */
export interface EksAccessMappingEntity extends Entity {
  apiVersion: typeof EKS_ACCESS_API_VERSION;
  kind: typeof EKS_ACCESS_MAPPING_KIND;
  spec: MappingSpec;
}

/**
 * True for entities of our kind and version; says nothing of the shape of `spec`.
 *
 * @public
 */
export function isEksAccessMapping(entity: Entity): boolean {
  return (
    entity.kind.toLocaleLowerCase('en-US') ===
      EKS_ACCESS_MAPPING_KIND.toLocaleLowerCase('en-US') &&
    entity.apiVersion === EKS_ACCESS_API_VERSION
  );
}
