import type {
  AccessEntry,
  AccessScope as SdkScope,
  AssociatedAccessPolicy,
} from '@aws-sdk/client-eks';
import type { AccessScope } from '@eks-access/backstage-plugin-eks-access-common';
import type { ObservedEntry, PolicyTerm } from '../access';

/**
 * An entry in our words; undefined when a member is missing that EKS always sends. Lists are sorted and without duplicates, so that two
 * reads of the same state are equal.
 */
export function toObservedEntry(
  entry: AccessEntry,
  associations: readonly AssociatedAccessPolicy[],
): ObservedEntry | undefined {
  const policies = associations.map(toPolicyTerm);
  const { principalArn, accessEntryArn, type, createdAt } = entry;
  if (
    principalArn === undefined ||
    accessEntryArn === undefined ||
    type === undefined ||
    createdAt === undefined ||
    !policies.every(policy => policy !== undefined)
  ) {
    return undefined;
  }
  return {
    principalArn,
    accessEntryArn,
    type,
    username: entry.username ?? '',
    kubernetesGroups: sortedSet(entry.kubernetesGroups ?? []),
    tags: { ...entry.tags },
    createdAt: createdAt.getTime(),
    modifiedAt: (entry.modifiedAt ?? createdAt).getTime(),
    policies: policies.sort((one, two) =>
      one.policyArn < two.policyArn ? -1 : 1,
    ),
  };
}

function toPolicyTerm(
  association: AssociatedAccessPolicy,
): PolicyTerm | undefined {
  const { policyArn, accessScope } = association;
  const scope = accessScope && toScope(accessScope);
  return policyArn === undefined || scope === undefined
    ? undefined
    : { policyArn, scope };
}

function toScope(scope: SdkScope): AccessScope | undefined {
  switch (scope.type) {
    case 'cluster':
      return { type: 'cluster' };
    case 'namespace':
      return {
        type: 'namespace',
        namespaces: sortedSet(scope.namespaces ?? []),
      };
    default:
      // A scope of a new kind: taken for narrower or wider than it is, the plan would be wrong.
      return undefined;
  }
}

export function sortedSet(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
