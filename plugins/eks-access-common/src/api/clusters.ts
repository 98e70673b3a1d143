import { z } from 'zod';
import {
  clusterIdSchema,
  clusterModeSchema,
  entityNameSchema,
  entityRefSchema,
  healthSchema,
  instantSchema,
  policyTermSchema,
  reasonSchema,
} from './shared';

/** Who an observed entry belongs to. @public */
export const entryOwnerSchema = z.discriminatedUnion('kind', [
  /** Our row holds its access entry ARN. */
  z.strictObject({ kind: z.literal('managed'), mappingRef: entityRefSchema }),
  /** A foreign entry that another tool tagged. */
  z.strictObject({ kind: z.literal('tool'), tool: z.string() }),
  /** A node type, service-linked role or other entry that AWS keeps. */
  z.strictObject({ kind: z.literal('aws'), what: z.string() }),
  z.strictObject({ kind: z.literal('foreign') }),
]);

/** @public */
export const observedEntrySchema = z.strictObject({
  principalArn: z.string(),
  accessEntryArn: z.string(),
  type: z.string(),
  username: z.string(),
  kubernetesGroups: z.array(z.string()),
  policies: z.array(policyTermSchema),
  createdAt: instantSchema,
  owner: entryOwnerSchema,
  /** Notable in words: "cluster administrator", "dead: the role was created again on ...", "covers level view of mapping ledger". */
  remarks: z.array(z.string()),
});

/** One step of a plan in words and data. @public */
export const planStepSchema = z.strictObject({
  kind: z.enum([
    'create-entry',
    'associate-policy',
    'disassociate-policy',
    'delete-entry',
  ]),
  principalArn: z.string(),
  policyArn: z.string().optional(),
  sentence: z.string(),
  /** The intents that ask for it, in words. */
  because: z.array(z.string()),
});

/** A difference that the plan leaves alone, and why. @public */
export const planRemarkSchema = z.strictObject({
  kind: z.enum([
    'covered',
    'foreign',
    'protected',
    'drift',
    'blocked',
    'unknown',
    'dead-entry',
  ]),
  principalArn: z.string().optional(),
  sentence: z.string(),
  next: z.string().optional(),
});

/** What would be done (mode observe) or is about to be done (mode manage). @public */
export const planSchema = z.strictObject({
  asOf: instantSchema,
  hash: z.string(),
  steps: z.array(planStepSchema),
  remarks: z.array(planRemarkSchema),
  /** Guards that stop it, in words. */
  refusals: z.array(
    z.strictObject({ guard: z.string(), sentence: z.string() }),
  ),
});

/** @public */
export const clusterSummarySchema = z.strictObject({
  cluster: clusterIdSchema,
  owner: entityNameSchema,
  mode: clusterModeSchema,
  health: healthSchema,
  /** `API`, `API_AND_CONFIG_MAP`, `CONFIG_MAP` or `unknown`. */
  authenticationMode: z.string(),
  kubernetesVersion: z.string().optional(),
  /** When AWS was last read in full; absent when it never was. */
  asOf: instantSchema.optional(),
  counts: z
    .strictObject({
      entries: z.number().int(),
      managed: z.number().int(),
      foreign: z.number().int(),
      planned: z.number().int(),
    })
    .optional(),
  /** The signed-in person may see the entries and switch the mode. */
  youOwnIt: z.boolean(),
});

/** @public */
export const clusterListSchema = z.strictObject({
  asOf: instantSchema,
  clusters: z.array(clusterSummarySchema),
});

/** @public */
export const modeChangeSchema = z.strictObject({
  to: clusterModeSchema,
  /** A person, or `system:...` where a cluster that was created again went back to observe by itself. */
  by: z.union([entityRefSchema, z.string().regex(/^system:[a-z-]+$/)]),
  at: instantSchema,
  reason: z.string(),
});

/** @public */
export const clusterDetailSchema = z.strictObject({
  summary: clusterSummarySchema,
  entries: z.array(observedEntrySchema),
  plan: planSchema.optional(),
  modeChanges: z.array(modeChangeSchema),
});

/** @public */
export const modeInputSchema = z.strictObject({
  mode: clusterModeSchema,
  reason: reasonSchema,
  /** Hash of the plan that was shown; needed to go to `manage`. */
  planHash: z.string().max(200).optional(),
});

/** @public */
export type ObservedEntryView = z.infer<typeof observedEntrySchema>;
/** @public */
export type EntryOwner = z.infer<typeof entryOwnerSchema>;
/** @public */
export type PlanView = z.infer<typeof planSchema>;
/** @public */
export type PlanStepView = z.infer<typeof planStepSchema>;
/** @public */
export type PlanRemarkView = z.infer<typeof planRemarkSchema>;
/** @public */
export type ClusterSummary = z.infer<typeof clusterSummarySchema>;
/** @public */
export type ClusterList = z.infer<typeof clusterListSchema>;
/** @public */
export type ClusterDetail = z.infer<typeof clusterDetailSchema>;
/** @public */
export type ModeInput = z.infer<typeof modeInputSchema>;
