import { accept, refuse, type Outcome } from '../refusals';
import type { Change, OperationContext } from './context';
import { checkAssociation, checkTakesPolicies } from './entryRules';
import {
  findClusterWithEntries,
  findEntry,
  findModifiableEntry,
  member,
  withCluster,
  withEntry,
} from './lookups';
import { pageOf, type Page, type PageRequest } from './paging';
import {
  accessPolicyNames,
  formatPolicyArn,
  type AccessPolicyName,
} from './policies';
import type { AccessScope, Association, World } from './schema';

interface EntryKey {
  readonly clusterName: string;
  readonly principalArn: string;
}

/**
 * Puts a policy on an entry, or replaces its whole scope if it is there: the caller sends the union, never an addition.
 * An entry that reads do not show yet is not found. Source: DOMAIN 1.1, E4.
 */
export function associateAccessPolicy(
  world: World,
  input: EntryKey & {
    readonly policyArn: string;
    readonly accessScope: AccessScope;
  },
  context: OperationContext,
): Outcome<Change<Association>> {
  const { clusterName, principalArn, policyArn } = input;
  const cluster = findClusterWithEntries(world, clusterName, context);
  if (!cluster.ok) return cluster;
  const entry = findModifiableEntry(cluster.value, principalArn);
  if (!entry.ok) return entry;
  const seen = member(context.visible.clusters, cluster.value.arn);
  const seenEntry = seen && member(seen.entries, principalArn);
  if (seenEntry?.accessEntryArn !== entry.value.accessEntryArn) {
    return refuse('E4');
  }
  const takesPolicies = checkTakesPolicies(entry.value.type);
  if (!takesPolicies.ok) return takesPolicies;
  const scope = checkAssociation(
    cluster.value.partition,
    policyArn,
    input.accessScope,
  );
  if (!scope.ok) return scope;

  const former = member(entry.value.associations, policyArn);
  const association: Association = {
    policyArn,
    accessScope: scope.value,
    associatedAt: former?.associatedAt ?? context.now,
    modifiedAt: context.now,
  };
  const associations = {
    ...entry.value.associations,
    [policyArn]: association,
  };
  return accept({
    world: withCluster(
      world,
      withEntry(cluster.value, { ...entry.value, associations }),
    ),
    answer: association,
  });
}

/** Takes a policy away, for all its namespaces. Source: DOMAIN 1.1. */
export function disassociateAccessPolicy(
  world: World,
  input: EntryKey & { readonly policyArn: string },
  context: OperationContext,
): Outcome<Change<void>> {
  const cluster = findClusterWithEntries(world, input.clusterName, context);
  if (!cluster.ok) return cluster;
  const entry = findModifiableEntry(cluster.value, input.principalArn);
  if (!entry.ok) return entry;
  if (!member(entry.value.associations, input.policyArn)) {
    return refuse('1.1/policy-not-associated');
  }
  const { [input.policyArn]: _removed, ...associations } =
    entry.value.associations;
  return accept({
    world: withCluster(
      world,
      withEntry(cluster.value, { ...entry.value, associations }),
    ),
    answer: undefined,
  });
}

/** The policies of one entry with their scopes. */
export function listAssociatedAccessPolicies(
  input: EntryKey & PageRequest,
  context: OperationContext,
): Outcome<Page<Association>> {
  const { clusterName, principalArn } = input;
  const cluster = findClusterWithEntries(context.visible, clusterName, context);
  if (!cluster.ok) return cluster;
  const entry = findEntry(cluster.value, principalArn);
  if (!entry.ok) return entry;
  return pageOf(
    Object.values(entry.value.associations),
    association => association.policyArn,
    ['ListAssociatedAccessPolicies', entry.value.accessEntryArn].join('|'),
    input,
  );
}

/** The access policies of the caller's partition. */
export function listAccessPolicies(
  input: PageRequest,
  context: OperationContext,
): Outcome<Page<{ readonly name: AccessPolicyName; readonly arn: string }>> {
  const { partition } = context.caller;
  return pageOf(
    accessPolicyNames.map(name => ({
      name,
      arn: formatPolicyArn(partition, name),
    })),
    policy => policy.name,
    ['ListAccessPolicies', partition].join('|'),
    input,
  );
}
