import { createHash } from 'node:crypto';
import { parseClusterArn } from '@eks-access/backstage-plugin-eks-access-common';

/** What a name is chosen from. */
export interface NamedCluster {
  readonly arn: string;
  /** Milliseconds since the epoch, as EKS says. */
  readonly createdAt: number;
}

/** Longest name that the catalog takes. Source: Backstage descriptor format, `metadata.name`. */
const LONGEST_NAME = 63;

/**
 * Entity names by cluster ARN. The oldest cluster of a name keeps it exactly as EKS spells it, so that a reference in a mapping goes on
 * meaning the same cluster when a namesake appears in another account or Region; younger ones carry account and Region too. Names that
 * are too long for the catalog are cut and made unique by a hash of the ARN.
 *
 * Compared without case, as the catalog does. Does not depend on the order of the clusters.
 */
export function entityNamesOf(
  clusters: readonly NamedCluster[],
): ReadonlyMap<string, string> {
  const oldestFirst = [...clusters].sort(
    (a, b) => a.createdAt - b.createdAt || (a.arn < b.arn ? -1 : 1),
  );
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { arn } of oldestFirst) {
    const parsed = parseClusterArn(arn);
    if (!parsed || names.has(arn)) continue;
    const { name, accountId, region } = parsed;
    const chosen = [name, `${name}-${accountId}-${region}`]
      .map(candidate => fitted(candidate, arn))
      .find(candidate => !taken.has(candidate.toLocaleLowerCase('en-US')));
    const unique = chosen ?? hashed(name, arn);
    names.set(arn, unique);
    taken.add(unique.toLocaleLowerCase('en-US'));
  }
  return names;
}

function fitted(name: string, arn: string): string {
  return isEntityName(name) ? name : hashed(name, arn);
}

// EKS lets a name end in `-` or `_`, the catalog does not.
function isEntityName(name: string): boolean {
  return (
    name.length <= LONGEST_NAME &&
    /^[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?$/.test(name)
  );
}

function hashed(name: string, arn: string): string {
  const hash = createHash('sha256').update(arn).digest('hex').slice(0, 8);
  return `${name.slice(0, LONGEST_NAME - hash.length - 1)}-${hash}`.replace(
    /[-_]+(?=-[0-9a-f]{8}$)/,
    '',
  );
}
