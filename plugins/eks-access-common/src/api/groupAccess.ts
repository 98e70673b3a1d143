import { z } from 'zod';
import {
  clusterIdSchema,
  clusterModeSchema,
  entityNameSchema,
  entityRefSchema,
  healthSchema,
  instantSchema,
  policyTermSchema,
  whoCanAssumeSchema,
} from './shared';
import { requestSchema } from './requests';

/** A level of the team on one cluster. @public */
export const groupLevelSchema = z.strictObject({
  mappingRef: entityRefSchema,
  level: z.string(),
  title: z.string(),
  description: z.string().optional(),
  mode: z.enum(['standing', 'on-request']),
  principalArn: z.string(),
  policies: z.array(policyTermSchema),
  kubernetesGroups: z.array(z.string()),
  maxDuration: z.string().optional(),
  /** For standing levels: what AWS shows of it. */
  standing: z
    .strictObject({
      state: z.enum([
        'active',
        'planned',
        'applying',
        'covered',
        'differs',
        'blocked',
        'unknown',
        'ending',
      ]),
      /** "active", "provided by Terraform", "would be created: the cluster is in mode observe", ... */
      sentence: z.string(),
      /** The tool of a covering foreign entry. */
      providedBy: z.string().optional(),
    })
    .optional(),
  /** For on-request levels: may the signed-in person ask for it now, and why not. */
  ask: z
    .strictObject({
      possible: z.boolean(),
      whyNot: z
        .strictObject({
          code: z.string(),
          happened: z.string(),
          next: z.string(),
        })
        .optional(),
    })
    .optional(),
});

/** One row of the tab. @public */
export const groupClusterRowSchema = z.strictObject({
  cluster: clusterIdSchema,
  clusterOwner: entityNameSchema,
  mode: clusterModeSchema,
  health: healthSchema,
  /** When AWS was last read for this row. */
  asOf: instantSchema.optional(),
  levels: z.array(groupLevelSchema),
  /** Waiting requests and live or just ended grants of the group on this cluster, newest first. */
  requests: z.array(requestSchema),
  whoCanAssume: z.array(
    z.strictObject({ principalArn: z.string(), who: whoCanAssumeSchema }),
  ),
});

/** @public */
export const groupAccessSchema = z.strictObject({
  asOf: instantSchema,
  group: entityNameSchema,
  /** Whether the signed-in person belongs to the group; others see it as decider or owner of a mapping. */
  youAreMember: z.boolean(),
  /** Set when nothing can be asked anywhere: the reason with code. */
  notice: z
    .strictObject({ code: z.string(), happened: z.string(), next: z.string() })
    .optional(),
  clusters: z.array(groupClusterRowSchema),
});

/** @public */
export type GroupLevel = z.infer<typeof groupLevelSchema>;
/** @public */
export type GroupClusterRow = z.infer<typeof groupClusterRowSchema>;
/** @public */
export type GroupAccess = z.infer<typeof groupAccessSchema>;
