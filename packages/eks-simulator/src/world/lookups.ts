import { accept, refuse, type Outcome } from '../refusals';
import {
  formatClusterArn,
  isServiceLinkedRole,
  parsePrincipalArn,
} from './arns';
import type { OperationContext } from './context';
import type { AccessEntry, Cluster, World } from './schema';

/**
 * Value under `key`, `undefined` unless it is the record's own. Records are read through this function only: the keys
 * come from clients, and `record['__proto__']` is not a member.
 */
export function member<Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** The caller's cluster of that exact name in the call's Region. */
export function findCluster(
  world: World,
  name: string,
  context: Pick<OperationContext, 'caller' | 'region'>,
): Outcome<Cluster> {
  const { partition, accountId } = context.caller;
  const arn = formatClusterArn({
    partition,
    accountId,
    region: context.region,
    name,
  });
  const cluster = member(world.clusters, arn);
  return cluster ? accept(cluster) : refuse('1.0/cluster-not-found', { name });
}

/** The cluster, if its authentication mode knows access entries. Source: E1. */
export function findClusterWithEntries(
  world: World,
  name: string,
  context: Pick<OperationContext, 'caller' | 'region'>,
): Outcome<Cluster> {
  const cluster = findCluster(world, name, context);
  if (!cluster.ok) return cluster;
  return cluster.value.authenticationMode === 'CONFIG_MAP'
    ? refuse('E1')
    : cluster;
}

/** The cluster's entry for exactly this principal ARN. */
export function findEntry(
  cluster: Cluster,
  principalArn: string,
): Outcome<AccessEntry> {
  const entry = member(cluster.entries, principalArn);
  return entry ? accept(entry) : refuse('E4');
}

/** The entry, if a caller may change it: not that of a service-linked role. Source: E7. */
export function findModifiableEntry(
  cluster: Cluster,
  principalArn: string,
): Outcome<AccessEntry> {
  const principal = parsePrincipalArn(principalArn);
  return principal && isServiceLinkedRole(principal)
    ? refuse('E7')
    : findEntry(cluster, principalArn);
}

/** Id of the living role or user with exactly this ARN. */
export function principalIdOf(
  world: World,
  principalArn: string,
): string | undefined {
  for (const account of Object.values(world.accounts)) {
    const id =
      member(account.roles, principalArn)?.roleId ??
      member(account.users, principalArn)?.userId;
    if (id !== undefined) return id;
  }
  return undefined;
}

/** The world with this cluster in place of its former state. */
export function withCluster(world: World, cluster: Cluster): World {
  return { ...world, clusters: { ...world.clusters, [cluster.arn]: cluster } };
}

/** The cluster with this entry in place of its former state. */
export function withEntry(cluster: Cluster, entry: AccessEntry): Cluster {
  return {
    ...cluster,
    entries: { ...cluster.entries, [entry.principalArn]: entry },
  };
}
