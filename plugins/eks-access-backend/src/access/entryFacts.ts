import { scopeOf } from './needs';
import type { RemarkBody } from './plan';
import { scopeCovers } from './scope';
import type {
  Instant,
  ManagedEntry,
  ObservedEntry,
  RoleFacts,
  Terms,
} from './types';

/** A read this soon after our own write may still show the state before it. Source: DOMAIN 2.8, RELIABILITY C9. */
export const VISIBILITY_WINDOW_MS = 60_000;

/** True where a read may still show the state before our last write. */
export function isSettling(managed: ManagedEntry, at: Instant): boolean {
  return at - managed.lastWriteAt < VISIBILITY_WINDOW_MS;
}

/**
 * True when the role was made after the entry: EKS matches the id of the role that the entry was made for, so the entry gives nothing
 * and shows no sign of it (DOMAIN 2.2). False while the role is unknown.
 */
export function isDead(entry: ObservedEntry, role: RoleFacts): boolean {
  return role.kind === 'exists' && entry.createdAt < role.createdAt;
}

/** The remark about a dead entry; undefined for a living one. */
export function deadRemark(
  entry: ObservedEntry,
  role: RoleFacts,
): RemarkBody | undefined {
  if (role.kind !== 'exists' || !isDead(entry, role)) return undefined;
  return {
    kind: 'dead-entry',
    code: 'role-is-younger-than-entry',
    details: { entryCreatedAt: entry.createdAt, roleCreatedAt: role.createdAt },
  };
}

/** True when the entry alone gives all of this. */
export function entryGives(entry: ObservedEntry, wanted: Terms): boolean {
  return (
    entry.type === 'STANDARD' &&
    wanted.kubernetesGroups.every(group =>
      entry.kubernetesGroups.includes(group),
    ) &&
    wanted.policies.every(({ policyArn, scope }) => {
      const standing = scopeOf(entry, policyArn);
      return standing !== undefined && scopeCovers(standing, scope);
    })
  );
}

/** True when the entry holds a policy or a group that our row does not record. */
export function hasForeignParts(
  managed: ManagedEntry,
  observed: ObservedEntry,
): boolean {
  return (
    observed.policies.some(
      ({ policyArn }) =>
        scopeOf({ policies: managed.parts }, policyArn) === undefined,
    ) ||
    observed.kubernetesGroups.some(
      group => !managed.kubernetesGroups.includes(group),
    )
  );
}
