import { z } from 'zod';
import { isoDurationSchema } from '../duration';
import {
  clusterIdSchema,
  entityNameSchema,
  entityRefSchema,
  instantSchema,
  policyTermSchema,
  reasonSchema,
  troubleSchema,
  whoCanAssumeSchema,
} from './shared';

/** What an on-request level opens: the terms that are hashed and decided. @public */
export const termsSchema = z.strictObject({
  clusterArn: z.string(),
  clusterCreatedAt: instantSchema,
  principalArn: z.string(),
  roleId: z.string(),
  policies: z.array(policyTermSchema),
  kubernetesGroups: z.array(z.string()),
  durationSeconds: z.number().int().positive(),
});

/** A person who may decide, and why that person. @public */
export const deciderSchema = z.strictObject({
  person: entityNameSchema,
  /** "member of Platform, which decides level edit of mapping payments". */
  because: z.string(),
  /** The deciding group that the person belongs to, so that a button can say "Ask Platform". */
  via: entityNameSchema.optional(),
});

/** @public */
export const requestStateSchema = z.enum([
  'waiting',
  'approved',
  'denied',
  'cancelled',
  'timed-out',
]);

/** @public */
export const grantStateSchema = z.enum([
  'scheduled',
  'starting',
  'active',
  'ending',
  'ended',
]);

/** @public */
export const grantEndSchema = z.enum([
  'expired',
  'given-back',
  'revoked',
  'requester-left',
  'superseded',
  'orphaned',
  'declaration-ended',
]);

/** Lines that a person pastes to use the grant. @public */
export const connectSchema = z.strictObject({
  /** Complete command lines, in order. */
  lines: z.array(z.string()).min(1),
  /** What they need: the AWS CLI, a profile that may assume the role, ... */
  needs: z.array(z.string()),
});

/** @public */
export const grantSchema = z.strictObject({
  id: z.uuid(),
  state: grantStateSchema,
  endedBecause: grantEndSchema.optional(),
  startedAt: instantSchema.optional(),
  expiresAt: instantSchema.optional(),
  /** When AWS was read back without the access: "removed at the API". */
  removedAtApiAt: instantSchema.optional(),
  /** Tokens and caches are surely without effect from here. */
  surelyWithoutEffectBy: instantSchema.optional(),
  trouble: troubleSchema,
  connect: connectSchema.optional(),
  /** The signed-in person may give it back. */
  canGiveBack: z.boolean(),
});

/** @public */
export const decisionSchema = z.strictObject({
  by: entityNameSchema,
  decision: z.enum(['approve', 'deny']),
  comment: z.string().optional(),
  at: instantSchema,
  /** It was about terms that have changed since, and counts no longer. */
  voided: z.boolean().optional(),
});

/** @public */
export const requestSchema = z.strictObject({
  id: z.uuid(),
  version: z.number().int(),
  state: requestStateSchema,
  /** One sentence for people. */
  sentence: z.string(),
  group: entityNameSchema,
  mappingRef: entityRefSchema,
  level: z.string(),
  levelTitle: z.string(),
  cluster: clusterIdSchema,
  requester: entityNameSchema,
  reason: z.string(),
  terms: termsSchema,
  termsHash: z.string(),
  whoCanAssume: whoCanAssumeSchema,
  /** As in the preview: what else the role carries on this cluster; absent where it is not known. */
  roleAlsoCarries: z.array(z.string()).optional(),
  deciders: z.array(deciderSchema),
  /** Set where the signed-in person may decide it now: why that person. */
  youMayDecideBecause: z.string().optional(),
  canCancel: z.boolean(),
  createdAt: instantSchema,
  /** An unanswered request is timed out here. */
  answerBy: instantSchema,
  decisions: z.array(decisionSchema),
  grant: grantSchema.optional(),
});

/** @public */
export const requestInputSchema = z.strictObject({
  mappingRef: entityRefSchema,
  level: z.string().max(63),
  clusterArn: z.string().max(300),
  duration: isoDurationSchema,
  reason: reasonSchema,
});

/** @public */
export const previewInputSchema = z.strictObject({
  mappingRef: entityRefSchema,
  level: z.string().max(63),
  clusterArn: z.string().max(300),
  duration: isoDurationSchema.optional(),
});

/** What would be asked, before it is asked; the form is drawn from it. @public */
export const previewSchema = z.strictObject({
  asOf: instantSchema,
  group: entityNameSchema,
  level: z.string(),
  levelTitle: z.string(),
  levelDescription: z.string().optional(),
  cluster: clusterIdSchema,
  principalArn: z.string(),
  policies: z.array(policyTermSchema),
  kubernetesGroups: z.array(z.string()),
  /** ISO durations to choose from, shortest first; the last one is the longest that is allowed. */
  durations: z.array(isoDurationSchema),
  maxDuration: isoDurationSchema,
  deciders: z.array(deciderSchema),
  whoCanAssume: whoCanAssumeSchema,
  /** What else the role carries on this cluster: standing and granted levels that share it, foreign parts. */
  roleAlsoCarries: z.array(z.string()),
  /** Why it cannot be asked, each with its code; empty when it can. */
  refusals: z.array(
    z.strictObject({
      code: z.string(),
      happened: z.string(),
      next: z.string(),
    }),
  ),
});

/** @public */
export const decisionInputSchema = z.strictObject({
  decision: z.enum(['approve', 'deny']),
  comment: reasonSchema.optional(),
  /** The hash of the terms that the decider saw. */
  termsHash: z.string().max(200),
  version: z.number().int(),
});

/** @public */
export type RequestView = z.infer<typeof requestSchema>;
/** @public */
export type GrantView = z.infer<typeof grantSchema>;
/** @public */
export type TermsView = z.infer<typeof termsSchema>;
/** @public */
export type DeciderView = z.infer<typeof deciderSchema>;
/** @public */
export type PreviewView = z.infer<typeof previewSchema>;
/** @public */
export type RequestInput = z.infer<typeof requestInputSchema>;
/** @public */
export type PreviewInput = z.infer<typeof previewInputSchema>;
/** @public */
export type DecisionInput = z.infer<typeof decisionInputSchema>;
/** @public */
export type RequestState = z.infer<typeof requestStateSchema>;
/** @public */
export type GrantState = z.infer<typeof grantStateSchema>;
/** @public */
export type GrantEnd = z.infer<typeof grantEndSchema>;
/** @public */
export type Connect = z.infer<typeof connectSchema>;
