import {
  parseClusterArn,
  parseRoleArn,
} from '@eks-access/backstage-plugin-eks-access-common';
import type { Instant, Observation, ObservedEntryRead } from '../access';
import {
  isAwsFault,
  type AwsAccounts,
  type CallPurpose,
  type EksGateway,
  type ObservedRole,
} from '../aws';
import { mapLimited } from './mapLimited';
import { observe } from './observe';
import type { ClusterSnapshot } from './types';

/** Reads of one cluster that go on at a time. */
const READS_AT_ONCE = 5;

/** How a cluster is read. */
export interface ReadClusterOptions {
  /** The database's clock. */
  readonly now: () => Promise<Instant>;
  /** Roles to be read besides those of the entries. */
  readonly roleArns?: readonly string[];
  /** `sweep` by default. */
  readonly purpose?: CallPurpose;
  /** Once aborted nothing more is asked, and what was not yet read is unknown. */
  readonly signal?: AbortSignal;
  /**
   * An earlier read whose parts are taken again while they are young enough, so that a sweep of a cluster with N entries does not ask AWS
   * 2N + 1 times. The list of entries and the cluster itself are always read. Without it everything is.
   */
  readonly reuse?: {
    readonly snapshot: ClusterSnapshot;
    readonly entriesForMs: number;
    readonly rolesForMs: number;
  };
}

/**
 * Reads a cluster, its entries with their policies, and the roles behind them. Never rejects for a fault of AWS: what it could not read
 * is unknown in the result.
 *
 * @throws when the ARN is not one of a cluster.
 */
export async function readCluster(
  aws: AwsAccounts,
  clusterArn: string,
  options: ReadClusterOptions,
): Promise<ClusterSnapshot> {
  const { accountId, region, name } = partsOf(clusterArn);
  const { now } = options;
  const asOf = await now();
  const base = { arn: clusterArn, name, accountId, region, asOf };

  const gateway = await observe(now, () =>
    aws.eks(accountId, region, {
      purpose: options.purpose,
      signal: options.signal,
    }),
  );
  if (gateway.kind === 'unknown') {
    return {
      ...base,
      presence: 'unknown',
      facts: gateway,
      entries: gateway,
      roles: {},
    };
  }
  const eks = gateway.value;

  const { presence, facts } = await readFacts(eks, name, clusterArn, now);
  const entries: ClusterSnapshot['entries'] =
    facts.kind === 'known' ? await readEntries(eks, name, options) : facts;
  const roles = await readRoles(aws, entries, options);
  return { ...base, presence, facts, entries, roles };
}

/**
 * Reads some entries of a cluster again, after a write to them, and puts them into the snapshot: two requests for each. An entry that is
 * no longer there leaves the list. A snapshot whose list is unknown stays as it is, since some entries are no list.
 */
export async function rereadEntries(
  aws: AwsAccounts,
  snapshot: ClusterSnapshot,
  principalArns: readonly string[],
  options: Pick<ReadClusterOptions, 'now' | 'purpose' | 'signal'>,
): Promise<ClusterSnapshot> {
  if (snapshot.entries.kind === 'unknown') return snapshot;
  const gateway = await observe(options.now, () =>
    aws.eks(snapshot.accountId, snapshot.region, options),
  );
  const reads = await mapLimited(
    [...new Set(principalArns)],
    READS_AT_ONCE,
    async principalArn => ({
      principalArn,
      read:
        gateway.kind === 'unknown'
          ? gateway
          : await observe(options.now, () =>
              gateway.value.describeEntry(snapshot.name, principalArn),
            ),
    }),
  );
  const others = snapshot.entries.value.filter(
    entry => !principalArns.includes(entry.principalArn),
  );
  return {
    ...snapshot,
    entries: {
      ...snapshot.entries,
      value: [...others, ...reads.flatMap(present)].sort(byPrincipal),
    },
  };
}

function partsOf(clusterArn: string) {
  const parts = parseClusterArn(clusterArn);
  if (!parts) throw new Error(`not the ARN of a cluster: ${clusterArn}`);
  return parts;
}

async function readFacts(
  eks: EksGateway,
  name: string,
  clusterArn: string,
  now: () => Promise<Instant>,
): Promise<Pick<ClusterSnapshot, 'presence' | 'facts'>> {
  const asOf = await now();
  try {
    const value = await eks.describeCluster(name);
    // The same name elsewhere is another cluster: an account that answers for another one must not be planned on.
    if (value.arn !== clusterArn) {
      return {
        presence: 'unknown',
        facts: {
          kind: 'unknown',
          because: `AWS answered for ${value.arn} instead of ${clusterArn}.`,
        },
      };
    }
    return { presence: 'present', facts: { kind: 'known', value, asOf } };
  } catch (error) {
    if (!isAwsFault(error)) throw error;
    return {
      presence: error.kind === 'cluster-not-found' ? 'gone' : 'unknown',
      facts: { kind: 'unknown', because: error.message },
    };
  }
}

async function readEntries(
  eks: EksGateway,
  clusterName: string,
  options: ReadClusterOptions,
): Promise<ClusterSnapshot['entries']> {
  const { now, reuse } = options;
  const list = await observe(now, () => eks.listEntryPrincipals(clusterName));
  if (list.kind === 'unknown') return list;

  const earlier = new Map(
    reuse?.snapshot.entries.kind === 'known'
      ? reuse.snapshot.entries.value.map(one => [one.principalArn, one])
      : [],
  );
  const youngEnough = list.asOf - (reuse?.entriesForMs ?? 0);
  const reads = await mapLimited(
    list.value,
    READS_AT_ONCE,
    async principalArn => {
      const before = earlier.get(principalArn);
      if (before?.read.kind === 'known' && before.read.asOf > youngEnough) {
        return before;
      }
      return {
        principalArn,
        read: await observe(now, () =>
          eks.describeEntry(clusterName, principalArn),
        ),
      };
    },
  );
  return { ...list, value: reads.flatMap(present).sort(byPrincipal) };
}

/** The read as one of the list; none for an entry that was removed since it was listed. */
function present<T>(entry: {
  principalArn: string;
  read: Observation<T | undefined>;
}): { principalArn: string; read: Observation<T> }[] {
  const { principalArn, read } = entry;
  if (read.kind === 'unknown') return [{ principalArn, read }];
  const { value, asOf } = read;
  return value === undefined
    ? []
    : [{ principalArn, read: { kind: 'known', value, asOf } }];
}

function byPrincipal(one: ObservedEntryRead, two: ObservedEntryRead): number {
  return one.principalArn < two.principalArn ? -1 : 1;
}

async function readRoles(
  aws: AwsAccounts,
  entries: ClusterSnapshot['entries'],
  options: ReadClusterOptions,
): Promise<Record<string, ObservedRole>> {
  const { now, reuse, roleArns = [] } = options;
  const ofEntries =
    entries.kind === 'known'
      ? entries.value.filter(isPersonsEntry).map(one => one.principalArn)
      : [];
  const wanted = [...new Set([...roleArns, ...ofEntries])].sort();
  const youngEnough = (await now()) - (reuse?.rolesForMs ?? 0);
  const roles = await mapLimited(
    wanted,
    READS_AT_ONCE,
    async (roleArn): Promise<[string, ObservedRole][]> => {
      const role = parseRoleArn(roleArn);
      if (!role) return [];
      const before = reuse?.snapshot.roles[roleArn];
      if (before && before.kind !== 'unknown' && before.asOf > youngEnough) {
        return [[roleArn, before]];
      }
      const gateway = await observe(now, () =>
        aws.iam(role.accountId, {
          purpose: options.purpose,
          signal: options.signal,
        }),
      );
      return [
        [
          roleArn,
          gateway.kind === 'unknown'
            ? gateway
            : await gateway.value.describeRole(roleArn),
        ],
      ];
    },
  );
  return Object.fromEntries(roles.flat());
}

/** Entries of nodes and AWS services are AWS's business; nothing is decided by the age of their roles. */
function isPersonsEntry(entry: ObservedEntryRead): boolean {
  return entry.read.kind === 'unknown' || entry.read.value.type === 'STANDARD';
}
