import {
  accessPolicyName,
  parseRoleArn,
  type EntryOwner,
} from '@eks-access/backstage-plugin-eks-access-common';
import {
  isDead,
  otherManagerOf,
  type ManagedEntry,
  type ObservedEntry,
  type RoleFacts,
} from '../access';

/** Whose an entry is, and what of it people should notice. */
export interface EntryOwnership {
  readonly owner: EntryOwner;
  /** Short, in words, the weightiest first. */
  readonly remarks: readonly string[];
}

/** Access policies that make administrators of the whole cluster when they are given for it. */
const ADMINISTRATOR_POLICIES: readonly string[] = [
  'AmazonEKSClusterAdminPolicy',
];

/**
 * Says whose an entry is. It is ours when our row holds the ARN that AWS shows, whatever its tags say (DESIGN rule 6); the tags of other
 * tools are a hint for people.
 *
 * @param role - what IAM says about the role of the entry; undefined when it was not read
 */
export function ownerOfEntry(
  entry: ObservedEntry,
  managed: ManagedEntry | undefined,
  role: RoleFacts | undefined,
): EntryOwnership {
  return {
    owner: ownerOf(entry, managed),
    remarks: [
      ...remarksOnRole(entry, role),
      ...(isAdministrator(entry) ? ['cluster administrator'] : []),
    ],
  };
}

function ownerOf(
  entry: ObservedEntry,
  managed: ManagedEntry | undefined,
): EntryOwner {
  if (managed?.accessEntryArn === entry.accessEntryArn) {
    return { kind: 'managed', mappingRef: managed.mappingRef };
  }
  if (entry.type !== 'STANDARD') {
    return { kind: 'aws', what: `nodes (${entry.type})` };
  }
  if (parseRoleArn(entry.principalArn)?.path.startsWith('/aws-service-role/')) {
    return { kind: 'aws', what: 'service-linked role' };
  }
  const tool = otherManagerOf(entry.tags);
  return tool === undefined ? { kind: 'foreign' } : { kind: 'tool', tool };
}

function remarksOnRole(
  entry: ObservedEntry,
  role: RoleFacts | undefined,
): string[] {
  if (role === undefined) return [];
  switch (role.kind) {
    case 'gone':
      return [
        'dead: IAM has no such role any more, so the entry lets nobody in',
      ];
    case 'exists':
      return isDead(entry, role)
        ? [
            `dead: the role was created again on ${dayOf(
              role.createdAt,
            )}, after the entry, so the entry lets nobody in`,
          ]
        : [];
    case 'unknown':
      return [];
    default:
      return unknownRole(role);
  }
}

function isAdministrator(entry: ObservedEntry): boolean {
  return (
    entry.kubernetesGroups.includes('system:masters') ||
    entry.policies.some(
      ({ policyArn, scope }) =>
        scope.type === 'cluster' &&
        ADMINISTRATOR_POLICIES.includes(accessPolicyName(policyArn) ?? ''),
    )
  );
}

function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

function unknownRole(role: never): never {
  throw new Error(`unknown kind of role: ${JSON.stringify(role)}`);
}
