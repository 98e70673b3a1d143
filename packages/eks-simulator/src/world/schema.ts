import { z } from 'zod';

/** Milliseconds since the epoch. The wire has seconds; only `eks/`, `iam/` and `sts/` convert. */
const instantSchema = z.number().int();
const tagsSchema = z.record(z.string(), z.string());

/** The three ways a cluster finds out who somebody is. */
export const authenticationModes = [
  'CONFIG_MAP',
  'API_AND_CONFIG_MAP',
  'API',
] as const;

const accessScopeSchema = z.strictObject({
  type: z.enum(['cluster', 'namespace']),
  namespaces: z.array(z.string()),
});

const associationSchema = z.strictObject({
  policyArn: z.string(),
  accessScope: accessScopeSchema,
  associatedAt: instantSchema,
  modifiedAt: instantSchema,
});

const accessEntrySchema = z.strictObject({
  principalArn: z.string(),
  /** The id (AROA..., AIDA...) that the principal had when the entry was made. EKS matches on it, not on the ARN. */
  principalId: z.string(),
  accessEntryArn: z.string(),
  type: z.string(),
  username: z.string(),
  kubernetesGroups: z.array(z.string()),
  tags: tagsSchema,
  createdAt: instantSchema,
  modifiedAt: instantSchema,
  /** By policy ARN, so that a policy cannot be there twice. */
  associations: z.record(z.string(), associationSchema),
});

const updateSchema = z.strictObject({
  id: z.string(),
  status: z.enum(['InProgress', 'Successful']),
  type: z.literal('AccessConfigUpdate'),
  authenticationMode: z.enum(authenticationModes),
  createdAt: instantSchema,
  /** When the update takes effect and the cluster is ACTIVE again. */
  completesAt: instantSchema,
});

const clusterSchema = z.strictObject({
  name: z.string(),
  arn: z.string(),
  accountId: z.string(),
  region: z.string(),
  partition: z.string(),
  createdAt: instantSchema,
  version: z.string(),
  platformVersion: z.string(),
  endpoint: z.string(),
  certificateAuthority: z.string(),
  oidcIssuer: z.string(),
  authenticationMode: z.enum(authenticationModes),
  bootstrapClusterCreatorAdminPermissions: z.boolean(),
  tags: tagsSchema,
  /** By principal ARN, so that a principal cannot have two. */
  entries: z.record(z.string(), accessEntrySchema),
  updates: z.array(updateSchema),
});

const roleSchema = z.strictObject({
  name: z.string(),
  path: z.string(),
  arn: z.string(),
  roleId: z.string(),
  createdAt: instantSchema,
  /** The policy document as text, as IAM keeps it. */
  trustPolicy: z.string(),
  description: z.string(),
  maxSessionSeconds: z.number().int(),
});

const userSchema = z.strictObject({
  name: z.string(),
  path: z.string(),
  arn: z.string(),
  userId: z.string(),
  createdAt: instantSchema,
  accessKeys: z.array(
    z.strictObject({ accessKeyId: z.string(), secretAccessKey: z.string() }),
  ),
});

const accountSchema = z.strictObject({
  accountId: z.string(),
  partition: z.string(),
  /** By ARN. */
  roles: z.record(z.string(), roleSchema),
  /** By ARN. */
  users: z.record(z.string(), userSchema),
});

const sessionSchema = z.strictObject({
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  sessionToken: z.string(),
  roleArn: z.string(),
  roleId: z.string(),
  sessionName: z.string(),
  expiresAt: instantSchema,
});

const clientTokenSchema = z.strictObject({
  /** The request that the token stands for, as text. */
  request: z.string(),
  /** ARN of the entry, or id of the update, that the first request made. */
  made: z.string(),
});

/** Everything the simulator knows about its AWS, as plain data that survives JSON. Times are milliseconds. */
export const worldSchema = z.strictObject({
  /** By account id. */
  accounts: z.record(z.string(), accountSchema),
  /** By cluster ARN. */
  clusters: z.record(z.string(), clusterSchema),
  /** By access key id. */
  sessions: z.record(z.string(), sessionSchema),
  clientTokens: z.record(z.string(), clientTokenSchema),
});

type DeepReadonly<T> = T extends (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
  ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
  : T;

export type World = DeepReadonly<z.infer<typeof worldSchema>>;
export type Account = DeepReadonly<z.infer<typeof accountSchema>>;
export type Role = DeepReadonly<z.infer<typeof roleSchema>>;
export type User = DeepReadonly<z.infer<typeof userSchema>>;
export type Session = DeepReadonly<z.infer<typeof sessionSchema>>;
export type Cluster = DeepReadonly<z.infer<typeof clusterSchema>>;
export type ClusterUpdate = DeepReadonly<z.infer<typeof updateSchema>>;
export type AccessEntry = DeepReadonly<z.infer<typeof accessEntrySchema>>;
export type Association = DeepReadonly<z.infer<typeof associationSchema>>;
export type AccessScope = DeepReadonly<z.infer<typeof accessScopeSchema>>;
export type AuthenticationMode = (typeof authenticationModes)[number];
