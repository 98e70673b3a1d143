import type { Config } from '@backstage/config';
import {
  readAccounts,
  readConfigSection,
  type AccountConfig,
} from '@eks-access/backstage-plugin-eks-access-node';
import { z } from 'zod';
import { isDatabaseDurable } from './databaseDurable';
import { clusterArn, durationMs, trustItem, type TrustItem } from './trust';

const MINUTE_MS = 60 * 1000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What the app-config says to this plugin, read once at start and frozen. */
export interface EksAccessConfig {
  readonly accounts: readonly AccountConfig[];
  readonly trust: readonly TrustItem[];
  /** ARNs of roles and users whose entries are never touched. */
  readonly protectedPrincipals: readonly string[];
  /** ARNs of clusters with an `aws-auth` ConfigMap that a person has looked through. */
  readonly acknowledgedAwsAuthUnread: readonly string[];
  readonly dangerouslyAllowWithoutPermissions: boolean;
  /** `permission.enabled` of the portal. */
  readonly permissionsEnabled: boolean;
  /** False when a restart would forget what must end. */
  readonly databaseDurable: boolean;
  readonly reconcile: ReconcileConfig;
  readonly requests: RequestsConfig;
}

export interface ReconcileConfig {
  /** Between two looks for clusters that are due. */
  readonly tickSeconds: number;
  /** Between two reads of a cluster that nobody asked anything of. */
  readonly sweepSeconds: number;
  /** How long a cluster stays claimed without a sign of life. */
  readonly leaseSeconds: number;
  /** Between two reads of the catalog. */
  readonly catalogSeconds: number;
  /** Longest time for one request to AWS, its repetitions included. */
  readonly awsRequestTimeoutSeconds: number;
}

export interface RequestsConfig {
  /** A request that nobody answered by then has timed out. */
  readonly answerWithinMs: number;
  /** Shortest duration that can be asked for. */
  readonly minDurationMs: number;
}

const principalArn = z
  .string()
  .regex(
    /^arn:aws(-[a-z]{2,4}){0,3}:iam::\d{12}:(role|user)\/([!-.0-~]+\/)*[A-Za-z0-9+=,.@_-]{1,64}$/,
    'must be the full ARN of an IAM role or user, with its path',
  );

const seconds = (least: number, most: number) =>
  z.number().int().min(least).max(most);

const reconcileSchema = z
  .strictObject({
    tickSeconds: seconds(1, 60).default(5),
    sweepSeconds: seconds(5, 3600).default(60),
    leaseSeconds: seconds(10, 600).default(30),
    catalogSeconds: seconds(1, 3600).default(30),
    awsRequestTimeoutSeconds: seconds(1, 60).default(10),
  })
  .refine(
    ({ leaseSeconds, awsRequestTimeoutSeconds }) =>
      leaseSeconds >= 2 * awsRequestTimeoutSeconds,
    {
      path: ['leaseSeconds'],
      message:
        'must be at least twice awsRequestTimeoutSeconds, or no request would ever find enough of it left',
    },
  );

const requestsSchema = z
  .strictObject({
    answerWithin: durationMs.default(7 * DAY_MS),
    minDuration: durationMs.default(15 * MINUTE_MS),
  })
  .transform(({ answerWithin, minDuration }) => ({
    answerWithinMs: answerWithin,
    minDurationMs: minDuration,
  }));

const eksAccessSchema = z
  .strictObject({
    // Read by `readAccounts`, which the catalog module uses as well.
    accounts: z.unknown().optional(),
    trust: z.array(trustItem).default([]),
    protectedPrincipals: z.array(principalArn).default([]),
    acknowledgedAwsAuthUnread: z.array(clusterArn).default([]),
    dangerouslyAllowWithoutPermissions: z.boolean().default(false),
    reconcile: reconcileSchema.prefault({}),
    requests: requestsSchema.prefault({}),
  })
  .prefault({});

/**
 * Reads `eksAccess` and what of the rest of the app-config matters here.
 *
 * @throws when a key is unknown or its value wrong, with the path of the key; the plugin then does not start.
 */
export function readEksAccessConfig(config: Config): EksAccessConfig {
  const { accounts: _read, ...own } = readConfigSection(
    config,
    'eksAccess',
    eksAccessSchema,
  );
  return Object.freeze({
    ...own,
    accounts: readAccounts(config),
    permissionsEnabled:
      config.getOptionalBoolean('permission.enabled') === true,
    databaseDurable: isDatabaseDurable(config),
  });
}
