import { member, principalIdOf } from './lookups';
import type { Association, World } from './schema';

/**
 * What happens when somebody who has assumed the role knocks at the cluster. `reaches`: let in with these rights.
 * `dead-entry`: the entry shows the right ARN, but was made for a principal with another id, so that the cluster answers
 * 401. Source: DOMAIN 2.2, 2.7.
 */
export type Reach =
  | {
      readonly outcome: 'reaches';
      readonly username: string;
      readonly kubernetesGroups: readonly string[];
      readonly policies: readonly Association[];
    }
  | { readonly outcome: 'dead-entry' }
  | { readonly outcome: 'no-entry' }
  | { readonly outcome: 'no-principal' }
  | { readonly outcome: 'no-cluster' }
  | { readonly outcome: 'mode-without-entries' };

/** Whether the principal, as it lives now, reaches the cluster through its access entry. */
export function reachOf(
  world: World,
  clusterArn: string,
  principalArn: string,
): Reach {
  const cluster = member(world.clusters, clusterArn);
  if (!cluster) return { outcome: 'no-cluster' };
  if (cluster.authenticationMode === 'CONFIG_MAP') {
    return { outcome: 'mode-without-entries' };
  }
  const entry = member(cluster.entries, principalArn);
  if (!entry) return { outcome: 'no-entry' };
  const principalId = principalIdOf(world, principalArn);
  if (principalId === undefined) return { outcome: 'no-principal' };
  if (principalId !== entry.principalId) return { outcome: 'dead-entry' };
  return {
    outcome: 'reaches',
    username: entry.username,
    kubernetesGroups: entry.kubernetesGroups,
    policies: Object.values(entry.associations),
  };
}
