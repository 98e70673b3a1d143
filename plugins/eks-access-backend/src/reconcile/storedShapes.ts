import {
  accessScopeSchema,
  groupLevelSchema,
} from '@eks-access/backstage-plugin-eks-access-common';
import { z } from 'zod';
import type { PlanStep } from '../access';
import type { Terms } from '../access';

/**
 * Shapes of the JSON columns. Parsed strictly when read: a row that another version or a person wrote must stop what would act on it, not be
 * guessed at.
 */
export const storedScopeSchema = accessScopeSchema;

/** The words for a standing level, as the tab has them. */
export const shownStateSchema =
  groupLevelSchema.shape.standing.unwrap().shape.state;

export const storedGroupsSchema = z.array(z.string());

export const storedTermsSchema: z.ZodType<Terms> = z.strictObject({
  policies: z.array(
    z.strictObject({ policyArn: z.string(), scope: accessScopeSchema }),
  ),
  kubernetesGroups: z.array(z.string()),
});

const reason = {
  purpose: z.enum(['grant', 'end', 'removal']),
  intents: z.array(z.string()),
};

const disassociateStepSchema = z.strictObject({
  kind: z.literal('disassociate-policy'),
  principalArn: z.string(),
  policyArn: z.string(),
  recordAs: accessScopeSchema.optional(),
  ...reason,
});

const associateStep = {
  kind: z.literal('associate-policy'),
  principalArn: z.string(),
  policyArn: z.string(),
  scope: accessScopeSchema,
  recordAs: accessScopeSchema.optional(),
  ...reason,
};

export const storedStepSchema: z.ZodType<PlanStep> = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('create-entry'),
      principalArn: z.string(),
      roleId: z.string(),
      kubernetesGroups: z.array(z.string()),
      ...reason,
    }),
    z.strictObject({
      ...associateStep,
      otherwise: z
        .discriminatedUnion('kind', [
          z.strictObject(associateStep),
          disassociateStepSchema,
        ])
        .optional(),
    }),
    disassociateStepSchema,
    z.strictObject({
      kind: z.literal('delete-entry'),
      principalArn: z.string(),
      ...reason,
    }),
  ],
);
