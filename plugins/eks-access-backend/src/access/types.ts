import type { AccessScope } from '@eks-access/backstage-plugin-eks-access-common';

/** Milliseconds since the epoch, read from the database's clock. */
export type Instant = number;

/**
 * Something that was read, or why it was not. An empty list is a value; "could not be read" never is.
 */
export type Observation<T> =
  | { readonly kind: 'known'; readonly value: T; readonly asOf: Instant }
  | { readonly kind: 'unknown'; readonly because: string };

/** Identity of a cluster: a cluster deleted and made again under its name is another one. */
export interface ClusterIdentity {
  readonly arn: string;
  readonly createdAt: Instant;
}

/** One access policy with its scope; a policy stands at most once in a list. */
export interface PolicyTerm {
  readonly policyArn: string;
  readonly scope: AccessScope;
}

/** What one level or grant opens. Lists are sorted and without duplicates. */
export interface Terms {
  readonly policies: readonly PolicyTerm[];
  readonly kubernetesGroups: readonly string[];
}

/** Why an intent no longer asks for anything. */
export type IntentEnd =
  /** Due by time or by a person's explicit act: goes on in every circumstance. */
  | {
      readonly kind: 'expired' | 'given-back' | 'revoked' | 'orphaned';
      readonly at: Instant;
    }
  /** By a change of the catalog: counted against the removal budget. */
  | {
      readonly kind: 'declaration-ended' | 'requester-left';
      readonly at: Instant;
    };

/** A standing level or a grant on one (cluster, principal). */
export interface Intent {
  readonly id: string;
  readonly kind: 'standing' | 'grant';
  readonly mappingRef: string;
  readonly level: string;
  readonly cluster: ClusterIdentity;
  readonly principalArn: string;
  /** IAM's id of the role when the terms were decided or accepted (`AROA...`). */
  readonly roleId: string;
  /** As decided; never widened afterwards. */
  readonly terms: Terms;
  /** What the current mapping and ceiling still allow of it; undefined keeps the decided terms (mapping invalid, entity gone). */
  readonly allowed: Terms | undefined;
  /** Grants only: the end by database time. */
  readonly endsAt?: Instant;
  /** Set once it has ended and its parts may still stand in AWS. */
  readonly end?: IntentEnd;
}

/** What one (cluster, principal) should show; the union of its live intents. */
export interface DesiredEntry {
  readonly principalArn: string;
  readonly roleId: string;
  readonly policies: readonly DesiredPolicy[];
  readonly kubernetesGroups: readonly string[];
  /** Ids of the live intents, sorted. */
  readonly because: readonly string[];
}

export interface DesiredPolicy extends PolicyTerm {
  /** Ids of the intents that ask for this policy, sorted. */
  readonly because: readonly string[];
}

/** An access entry with its associated policies, as AWS answered. */
export interface ObservedEntry {
  readonly principalArn: string;
  readonly accessEntryArn: string;
  readonly type: string;
  readonly username: string;
  readonly kubernetesGroups: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: Instant;
  readonly modifiedAt: Instant;
  readonly policies: readonly PolicyTerm[];
}

/** An IAM role, as IAM answered. `gone` is an answer: IAM said that there is none. */
export type RoleFacts =
  | {
      readonly kind: 'exists';
      readonly roleId: string;
      readonly createdAt: Instant;
      readonly asOf: Instant;
    }
  | { readonly kind: 'gone'; readonly asOf: Instant }
  | { readonly kind: 'unknown'; readonly because: string };

/** Our row about an entry that we created: what makes it ours, part by part. */
export interface ManagedEntry {
  readonly rowId: string;
  readonly principalArn: string;
  readonly mappingRef: string;
  /** As AWS gave it; undefined while the answer of the create is not known. */
  readonly accessEntryArn: string | undefined;
  readonly kubernetesGroups: readonly string[];
  /** The policies we put there, each with the scope we last wrote. */
  readonly parts: readonly PolicyTerm[];
  /** When we last wrote to AWS for it; a read within a minute of it may still show the state before. */
  readonly lastWriteAt: Instant;
}
