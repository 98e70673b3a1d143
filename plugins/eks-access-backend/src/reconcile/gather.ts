import type { Instant } from '../access';
import type { AwsAccounts, CallPurpose } from '../aws';
import { readCluster, rereadEntries, type ClusterSnapshot } from '../inventory';

/**
 * How long the read of an entry that nobody asks anything of is taken again. New and missing entries are seen at every look all the same,
 * as the list is always read.
 */
const OTHER_ENTRIES_FOR_MS = 5 * 60_000;
const ROLES_FOR_MS = 5 * 60_000;

export interface GatherOptions {
  readonly aws: AwsAccounts;
  readonly clusterArn: string;
  readonly before: ClusterSnapshot | undefined;
  /** Principals whose entries must be as they are now. */
  readonly principalArns: readonly string[];
  /** Principals whose roles must be known. */
  readonly roleArns: readonly string[];
  readonly purpose: CallPurpose;
  readonly signal: AbortSignal;
  readonly now: () => Instant;
}

/**
 * Reads the cluster, its list of entries, and in full those entries that matter now: about 2 + 2P requests for P of them, not 2N + 1 for
 * all N (RELIABILITY section F).
 */
export async function gatherCluster(
  options: GatherOptions,
): Promise<ClusterSnapshot> {
  const { aws, before, purpose, signal } = options;
  const now = async () => options.now();
  const startedAt = options.now();
  const snapshot = await readCluster(aws, options.clusterArn, {
    now,
    purpose,
    signal,
    roleArns: options.roleArns,
    reuse: before && {
      snapshot: before,
      entriesForMs: OTHER_ENTRIES_FOR_MS,
      rolesForMs: ROLES_FOR_MS,
    },
  });
  const { entries } = snapshot;
  if (entries.kind === 'unknown') return snapshot;
  // An entry that the list lacks is asked for too: the list may be older than our own write.
  const old = options.principalArns.filter(principalArn => {
    const read = entries.value.find(
      one => one.principalArn === principalArn,
    )?.read;
    return read?.kind !== 'known' || read.asOf < startedAt;
  });
  return old.length === 0
    ? snapshot
    : await rereadEntries(aws, snapshot, old, { now, purpose, signal });
}
