import { accept, refuse, type Outcome } from '../refusals';
import { formatAccessEntryArn } from './arns';
import { forgetTokens, madeBefore, rememberToken } from './clientTokens';
import type { Change, OperationContext } from './context';
import {
  checkGroups,
  checkPrincipal,
  checkType,
  checkUsername,
  defaultUsername,
  serviceGroups,
} from './entryRules';
import {
  findClusterWithEntries,
  findEntry,
  findModifiableEntry,
  member,
  principalIdOf,
  withCluster,
  withEntry,
} from './lookups';
import { pageOf, type Page, type PageRequest } from './paging';
import { policyNameOf } from './policies';
import type { AccessEntry, World } from './schema';
import { checkTags } from './tags';

/** Access entries of one cluster at most. Source: DOMAIN 2.8. */
export const accessEntryLimit = 3000;

interface EntryKey {
  readonly clusterName: string;
  readonly principalArn: string;
}

interface CreateInput extends EntryKey {
  readonly kubernetesGroups?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly clientRequestToken?: string;
  readonly username?: string;
  readonly type?: string;
}

/**
 * Makes the entry of a principal. The principal's id is kept with it, so that a role made again under the same ARN does
 * not get the access of the former one. Source: DOMAIN 1.1, 2.1 to 2.4.
 */
export function createAccessEntry(
  world: World,
  input: CreateInput,
  context: OperationContext,
): Outcome<Change<AccessEntry>> {
  const cluster = findClusterWithEntries(world, input.clusterName, context);
  if (!cluster.ok) return cluster;

  const { clientRequestToken: token, ...rest } = input;
  const request = { operation: 'CreateAccessEntry', token, input: rest };
  const made = madeBefore(world, request, context);
  if (!made.ok) return made;
  const existing = member(cluster.value.entries, input.principalArn);
  if (existing && existing.accessEntryArn === made.value) {
    return accept({ world, answer: existing });
  }

  const type = checkType(input.type ?? 'STANDARD');
  if (!type.ok) return type;
  const principal = checkPrincipal(
    input.principalArn,
    type.value,
    cluster.value,
  );
  if (!principal.ok) return principal;
  const setsOwnParts =
    input.username !== undefined || (input.kubernetesGroups ?? []).length > 0;
  if (type.value !== 'STANDARD' && setsOwnParts) return refuse('E8');
  const groups = checkGroups(input.kubernetesGroups ?? []);
  if (!groups.ok) return groups;
  const username = checkUsername(input.username ?? '');
  if (!username.ok) return username;
  const tags = checkTags(input.tags ?? {});
  if (!tags.ok) return tags;

  const principalId = principalIdOf(context.visible, input.principalArn);
  if (principalId === undefined) return refuse('E3');
  // A deleted entry that reads still show blocks its successor: the delete is eventually consistent (DOMAIN 10, row 24).
  const seen = member(context.visible.clusters, cluster.value.arn);
  if (existing || (seen && member(seen.entries, input.principalArn))) {
    return refuse('E2');
  }
  if (Object.keys(cluster.value.entries).length >= accessEntryLimit) {
    return refuse('2.8/entry-limit', { limit: String(accessEntryLimit) });
  }

  const entry: AccessEntry = {
    principalArn: input.principalArn,
    principalId,
    accessEntryArn: formatAccessEntryArn(
      cluster.value,
      principal.value,
      context.ids.uuid(),
    ),
    type: type.value,
    username: username.value || defaultUsername(principal.value, type.value),
    kubernetesGroups: [...serviceGroups(type.value), ...groups.value],
    tags: tags.value,
    createdAt: context.now,
    modifiedAt: context.now,
    associations: {},
  };
  const after = withCluster(world, withEntry(cluster.value, entry));
  return accept({
    world: rememberToken(after, request, entry.accessEntryArn, context),
    answer: entry,
  });
}

/** The entry without its associations, which another call lists. */
export function describeAccessEntry(
  input: EntryKey,
  context: OperationContext,
): Outcome<AccessEntry> {
  const cluster = findClusterWithEntries(
    context.visible,
    input.clusterName,
    context,
  );
  return cluster.ok ? findEntry(cluster.value, input.principalArn) : cluster;
}

/** Principal ARNs of the entries, or of those that have the policy. Source: DOMAIN 1.1. */
export function listAccessEntries(
  input: PageRequest & {
    readonly clusterName: string;
    readonly associatedPolicyArn?: string;
  },
  context: OperationContext,
): Outcome<Page<string>> {
  const { clusterName, associatedPolicyArn: policyArn } = input;
  const cluster = findClusterWithEntries(context.visible, clusterName, context);
  if (!cluster.ok) return cluster;
  const { arn, partition } = cluster.value;
  if (policyArn !== undefined && !policyNameOf(partition, policyArn)) {
    return refuse('2.5/unknown-policy');
  }
  const principals = Object.values(cluster.value.entries)
    .filter(
      entry =>
        policyArn === undefined ||
        member(entry.associations, policyArn) !== undefined,
    )
    .map(entry => entry.principalArn);
  const listing = ['ListAccessEntries', arn, policyArn ?? ''].join('|');
  return pageOf(principals, principal => principal, listing, input);
}

/**
 * Replaces the groups and the username of a STANDARD entry, each only if given. The list of groups is the whole new
 * list. Source: DOMAIN 1.1; that a missing member keeps the old value is inferred.
 */
export function updateAccessEntry(
  world: World,
  input: EntryKey & {
    readonly kubernetesGroups?: readonly string[];
    readonly clientRequestToken?: string;
    readonly username?: string;
  },
  context: OperationContext,
): Outcome<Change<AccessEntry>> {
  const cluster = findClusterWithEntries(world, input.clusterName, context);
  if (!cluster.ok) return cluster;
  const entry = findModifiableEntry(cluster.value, input.principalArn);
  if (!entry.ok) return entry;

  const { clientRequestToken: token, ...rest } = input;
  const request = { operation: 'UpdateAccessEntry', token, input: rest };
  const made = madeBefore(world, request, context);
  if (!made.ok) return made;
  if (made.value === entry.value.accessEntryArn) {
    return accept({ world, answer: entry.value });
  }

  if (entry.value.type !== 'STANDARD') return refuse('E8');
  const groups = checkGroups(
    input.kubernetesGroups ?? entry.value.kubernetesGroups,
  );
  if (!groups.ok) return groups;
  const username =
    input.username === undefined
      ? accept(entry.value.username)
      : checkUsername(input.username);
  if (!username.ok) return username;

  const updated: AccessEntry = {
    ...entry.value,
    kubernetesGroups: groups.value,
    username: username.value,
    modifiedAt: context.now,
  };
  const after = withCluster(world, withEntry(cluster.value, updated));
  return accept({
    world: rememberToken(after, request, updated.accessEntryArn, context),
    answer: updated,
  });
}

/** Removes the entry and its associations. Source: DOMAIN 1.1. */
export function deleteAccessEntry(
  world: World,
  input: EntryKey,
  context: OperationContext,
): Outcome<Change<void>> {
  const cluster = findClusterWithEntries(world, input.clusterName, context);
  if (!cluster.ok) return cluster;
  const entry = findModifiableEntry(cluster.value, input.principalArn);
  if (!entry.ok) return entry;
  const { [input.principalArn]: _removed, ...entries } = cluster.value.entries;
  const after = withCluster(world, { ...cluster.value, entries });
  return accept({
    world: forgetTokens(after, entry.value.accessEntryArn),
    answer: undefined,
  });
}
