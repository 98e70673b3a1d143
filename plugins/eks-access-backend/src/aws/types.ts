import type { AccessScope } from '@eks-access/backstage-plugin-eks-access-common';
import type { Instant, ObservedEntry, RoleFacts } from '../access';
import type { CallPurpose } from './TokenBucket';
import type { TrustStatement } from './trust';

/** A cluster, as DescribeCluster answered. */
export interface ClusterFacts {
  readonly arn: string;
  /** Spelled as EKS spells it. */
  readonly name: string;
  readonly createdAt: Instant;
  /** `ACTIVE`, `UPDATING`, `FAILED` ... */
  readonly status: string;
  /** Kubernetes version; absent while AWS has not told it. */
  readonly kubernetesVersion?: string;
  /** `API`, `API_AND_CONFIG_MAP` or `CONFIG_MAP`; absent on platforms so old that they have no access entries. */
  readonly authenticationMode?: string;
}

/** An entry to be made. Its type is always STANDARD. */
export interface NewEntry {
  readonly principalArn: string;
  readonly kubernetesGroups: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  /** The same for every try of one operation, so that a repetition after a lost answer makes no second entry. */
  readonly clientToken: string;
}

/** What became of a removal. `already-gone` is told only while the cluster itself answers (RELIABILITY C6). */
export type RemovalOutcome = 'done' | 'already-gone';

/**
 * The EKS clusters of one account and Region. Each method is one request, or all pages of one list; a list is whole or the method throws.
 *
 * Every method rejects with an `AwsFault` and with nothing else.
 */
export interface EksGateway {
  /** Names of all clusters, spelled as EKS spells them, sorted. */
  listClusters(): Promise<readonly string[]>;
  describeCluster(name: string): Promise<ClusterFacts>;
  /** Principal ARNs of all entries, sorted; with a filter only of those that have the policy. */
  listEntryPrincipals(
    clusterName: string,
    filter?: { readonly policyArn: string },
  ): Promise<readonly string[]>;
  /** The entry with its policies; undefined when AWS says that there is none, and that the cluster exists. */
  describeEntry(
    clusterName: string,
    principalArn: string,
  ): Promise<ObservedEntry | undefined>;
  createEntry(
    clusterName: string,
    entry: NewEntry,
  ): Promise<{ readonly accessEntryArn: string }>;
  /** Gives the policy, or replaces its scope: afterwards the scope is the one given, never a union with what was there. */
  associatePolicy(
    clusterName: string,
    principalArn: string,
    policyArn: string,
    scope: AccessScope,
  ): Promise<void>;
  /** Takes the policy for all its namespaces. */
  disassociatePolicy(
    clusterName: string,
    principalArn: string,
    policyArn: string,
  ): Promise<RemovalOutcome>;
  /** Removes the entry with all its policies. */
  deleteEntry(
    clusterName: string,
    principalArn: string,
  ): Promise<RemovalOutcome>;
  /** Names of all access policies that AWS has, sorted. */
  listAccessPolicies(): Promise<readonly string[]>;
}

/** An IAM role with who its trust policy lets in; `trust` is absent when that was not read or not understood. */
export type ObservedRole = RoleFacts & {
  readonly trust?: readonly TrustStatement[];
};

/** IAM of one account. */
export interface IamGateway {
  /**
   * The role. `gone` when IAM has none of exactly this ARN: names are unique without regard to case and path, but an entry is matched by
   * the ARN as IAM spells it (RELIABILITY B34). Never rejects: what could not be read is `unknown`.
   */
  describeRole(roleArn: string): Promise<ObservedRole>;
  /** ARN of a role with its path, by its name alone. Rejects with an `AwsFault`. */
  findRoleArn(roleName: string): Promise<string>;
}

/** How calls through a gateway are made. */
export interface GatewayOptions {
  /** What the calls are for; `sweep`, the last in the row, by default. */
  readonly purpose?: CallPurpose;
  /** Once aborted no further request starts and the methods reject; a request that has started goes on to its end. */
  readonly signal?: AbortSignal;
}

/** The configured AWS accounts. Methods reject with an `AwsFault`, of kind `denied` for an account that is not configured. */
export interface AwsAccounts {
  /** EKS of any Region of the account, whether or not the inventory looks there: what was granted must be able to end. */
  eks(
    accountId: string,
    region: string,
    options?: GatewayOptions,
  ): Promise<EksGateway>;
  iam(accountId: string, options?: GatewayOptions): Promise<IamGateway>;
  /** ARN, with its path, of the role or user by which the portal acts in the account. */
  ownRoleArn(accountId: string): Promise<string>;
}
