import { z } from 'zod';
import { accessEntryTypes } from './entryRules';
import { accessPolicyNames } from './policies';
import { authenticationModes } from './schema';

const instant = z.iso.datetime();
const accountId = z.string().regex(/^\d{12}$/);
const tags = z.record(z.string(), z.string());
const path = z
  .string()
  .regex(/^\/([\x21-\x7e]+\/)?$/)
  .default('/');

// Any document; `createRole` refuses what is no policy. Parsed by a schema it would not be handed out again as written.
const trustPolicy = z.record(z.string(), z.unknown());

const accessKey = z.strictObject({
  accessKeyId: z.string().regex(/^AKIA[A-Z0-9]{16}$/),
  secretAccessKey: z.string().min(1),
});

const roleSeed = z.strictObject({
  name: z.string(),
  path,
  createdAt: instant,
  trustPolicy,
  description: z.string().default(''),
  maxSessionSeconds: z.number().int().min(3600).max(43200).default(3600),
});

const userSeed = z.strictObject({
  name: z.string(),
  path,
  createdAt: instant,
  accessKeys: z.array(accessKey).default([]),
});

const associationSeed = z.strictObject({
  policy: z.enum(accessPolicyNames),
  /** Absent: cluster scope. */
  namespaces: z.array(z.string()).min(1).optional(),
});

const entrySeed = z.strictObject({
  principalArn: z.string(),
  /**
   * An entry older than its role is a dead entry: it keeps the id of the role that had the ARN before. So is one whose
   * role is not in the world any more.
   */
  createdAt: instant,
  type: z.enum(accessEntryTypes).default('STANDARD'),
  username: z.string().optional(),
  kubernetesGroups: z.array(z.string()).default([]),
  tags: tags.default({}),
  policies: z.array(associationSeed).default([]),
});

const clusterSeed = z.strictObject({
  name: z.string(),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/),
  createdAt: instant,
  authenticationMode: z.enum(authenticationModes),
  bootstrapClusterCreatorAdminPermissions: z.boolean().default(true),
  version: z.string().default('1.33'),
  tags: tags.default({}),
  entries: z.array(entrySeed).default([]),
});

const accountSeed = z.strictObject({
  accountId,
  partition: z.enum(['aws', 'aws-cn', 'aws-us-gov']).default('aws'),
  /** Access key of an IAM user `administrator`, for people and tools that act on the account beside the product. */
  administrator: accessKey.optional(),
  users: z.array(userSeed).default([]),
  roles: z.array(roleSeed).default([]),
  clusters: z.array(clusterSeed).default([]),
});

/** A world as written down: accounts with their users, roles and clusters. Times are ISO strings. */
export const worldSeedSchema = z.strictObject({
  accounts: z.array(accountSeed),
});

/** A world as a person writes it; what has a default may be left out. */
export type WorldSeed = z.input<typeof worldSeedSchema>;
export type ParsedWorldSeed = z.output<typeof worldSeedSchema>;
export type ParsedClusterSeed = z.output<typeof clusterSeed>;
export type ParsedEntrySeed = z.output<typeof entrySeed>;

/** One role and one cluster, for what is added to a running world. */
export const roleSeedSchema = roleSeed;
export const clusterSeedSchema = clusterSeed;
