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
 * Entity names by cluster ARN.
 *
 * A cluster that has a name keeps it, and nobody gets a name that another cluster has: mappings refer to clusters by entity name, so a name
 * that changed hands would open another cluster than its author meant. Among new ones the oldest gets the name exactly as EKS spells it;
 * namesakes get account and Region behind it. Names that are too long for the catalog are cut and made unique by a hash of the ARN.
 *
 * Names are compared without case, as the catalog does. Does not depend on the order of the clusters.
 *
 * @param held - ARN by name, of every cluster that the catalog holds
 */
export function entityNamesOf(
  clusters: readonly NamedCluster[],
  held: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const taken = new Set([...held.keys()].map(folded));
  const names = new Map<string, string>();
  const nameOfArn = new Map(
    [...held].map(([name, arn]) => [arn, name] as const),
  );
  const oldestFirst = [...clusters].sort(
    (a, b) => a.createdAt - b.createdAt || (a.arn < b.arn ? -1 : 1),
  );
  for (const { arn } of oldestFirst) {
    const parsed = parseClusterArn(arn);
    if (!parsed || names.has(arn)) continue;
    const { name, accountId, region } = parsed;
    const chosen =
      nameOfArn.get(arn) ??
      [name, `${name}-${accountId}-${region}`]
        .map(candidate => fitted(candidate, arn))
        .find(candidate => !taken.has(folded(candidate))) ??
      hashed(name, arn);
    names.set(arn, chosen);
    taken.add(folded(chosen));
  }
  return names;
}

function folded(name: string): string {
  return name.toLocaleLowerCase('en-US');
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
