import { z } from 'zod';

/** An instant on the wire: ISO 8601 in UTC. @public */
export const instantSchema = z.iso.datetime();

/** A full entity reference in its canonical lower-case form, `kind:namespace/name`. @public */
export const entityRefSchema = z
  .string()
  .max(400)
  .regex(/^[a-z0-9]+:[a-z0-9._-]+\/[a-z0-9._-]+$/);

/** Free text a person typed: plain, at most 2,000 characters, no control characters but line breaks, no text-direction marks. @public */
export const reasonSchema = z
  .string()
  .trim()
  .min(1)
  .max(2000)
  .refine(
    text =>
      // Direction marks would let a reason show other words to a decider than those written.
      !/(?!\n)[\p{Cc}\p{Bidi_Control}]/u.test(text),
    { message: 'must not hold control or text-direction characters' },
  );

/** @public */
export const accessScopeSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('cluster') }),
  z.strictObject({
    type: z.literal('namespace'),
    namespaces: z.array(z.string()).min(1),
  }),
]);

/** One access policy with its scope. @public */
export const policyTermSchema = z.strictObject({
  policyArn: z.string(),
  /** Short name such as `AmazonEKSViewPolicy`. */
  policyName: z.string(),
  scope: accessScopeSchema,
});

/** A person or group as the pages show it. @public */
export const entityNameSchema = z.strictObject({
  ref: entityRefSchema,
  title: z.string(),
});

/**
 * Who can assume the role of a grant. `known`: read from the trust policy; each line names an AWS principal and the condition, if any.
 *
 * @public
 */
export const whoCanAssumeSchema = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('known'),
    asOf: instantSchema,
    lines: z.array(
      z.strictObject({
        principal: z.string(),
        /** In words: "everyone in account 111122223333 whose IAM policy allows it". */
        meaning: z.string(),
        /** Words of the condition keys under which it holds; empty when unconditional. */
        conditions: z.array(z.string()),
      }),
    ),
  }),
  z.strictObject({ state: z.literal('unknown'), because: z.string() }),
]);

/** A word for the state with its sentence. @public */
export const healthSchema = z.strictObject({
  state: z.enum([
    'live',
    'observed-only',
    'applying',
    'drift',
    'stale-identity',
    'blocked',
    'unreachable',
    'not-yet-read',
    'unsupported',
  ]),
  /** One sentence for people. */
  sentence: z.string(),
  /** One next step, where there is one. */
  next: z.string().optional(),
});

/** @public */
export const clusterModeSchema = z.enum(['observe', 'manage']);

/** @public */
export const troubleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('retrying'),
    sentence: z.string(),
    since: instantSchema,
  }),
  z.strictObject({
    kind: z.literal('needs-a-person'),
    sentence: z.string(),
    since: instantSchema,
  }),
]);

/** @public */
export const clusterIdSchema = z.strictObject({
  arn: z.string(),
  accountId: z.string(),
  region: z.string(),
  name: z.string(),
  /** The catalog entity, where one declares the cluster. */
  entityRef: entityRefSchema.optional(),
});

/** @public */
export type AccessScope = z.infer<typeof accessScopeSchema>;
/** @public */
export type PolicyTermView = z.infer<typeof policyTermSchema>;
/** @public */
export type EntityName = z.infer<typeof entityNameSchema>;
/** @public */
export type WhoCanAssume = z.infer<typeof whoCanAssumeSchema>;
/** @public */
export type Health = z.infer<typeof healthSchema>;
/** @public */
export type ClusterMode = z.infer<typeof clusterModeSchema>;
/** @public */
export type Trouble = z.infer<typeof troubleSchema>;
/** @public */
export type ClusterId = z.infer<typeof clusterIdSchema>;
