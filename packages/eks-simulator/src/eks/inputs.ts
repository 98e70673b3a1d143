import { z } from 'zod';
import { authenticationModes } from '../world';

// Members and their types as in the EKS service model; which values are allowed is the world's business, as in EKS.
const name = z.string();
const strings = z.array(z.string());
const tags = z.record(z.string(), z.string());
const clientRequestToken = z.string().optional();
// A number in a query is text; what is not one is left to the rule on page sizes.
const page = {
  maxResults: z.coerce.number().or(z.nan()).optional(),
  nextToken: z.string().optional(),
};
const entryKey = { clusterName: z.string(), principalArn: z.string() };

export const listClustersInput = z.strictObject({
  ...page,
  include: z.union([z.string().transform(text => [text]), strings]).optional(),
});

export const clusterInput = z.strictObject({ name });

export const updateClusterConfigInput = z.strictObject({
  name,
  accessConfig: z.strictObject({
    authenticationMode: z.enum(authenticationModes),
  }),
  clientRequestToken,
});

export const describeUpdateInput = z.strictObject({
  name,
  updateId: z.string(),
});

export const listUpdatesInput = z.strictObject({ name, ...page });

export const createEntryInput = z.strictObject({
  ...entryKey,
  kubernetesGroups: strings.optional(),
  tags: tags.optional(),
  clientRequestToken,
  username: z.string().optional(),
  type: z.string().optional(),
});

export const entryInput = z.strictObject(entryKey);

export const listEntriesInput = z.strictObject({
  clusterName: z.string(),
  associatedPolicyArn: z.string().optional(),
  ...page,
});

export const updateEntryInput = z.strictObject({
  ...entryKey,
  kubernetesGroups: strings.optional(),
  clientRequestToken,
  username: z.string().optional(),
});

export const associateInput = z.strictObject({
  ...entryKey,
  policyArn: z.string(),
  accessScope: z.strictObject({
    type: z.enum(['cluster', 'namespace']),
    namespaces: strings.default([]),
  }),
});

export const disassociateInput = z.strictObject({
  ...entryKey,
  policyArn: z.string(),
});

export const listAssociatedInput = z.strictObject({ ...entryKey, ...page });

export const listPoliciesInput = z.strictObject(page);

export const resourceInput = z.strictObject({ resourceArn: z.string() });

export const tagInput = z.strictObject({ resourceArn: z.string(), tags });

export const untagInput = z.strictObject({
  resourceArn: z.string(),
  tagKeys: z.union([z.string().transform(text => [text]), strings]),
});
