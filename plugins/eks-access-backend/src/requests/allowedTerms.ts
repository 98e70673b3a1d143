import type { Terms } from '../access';
import type { CatalogView } from '../catalog';
import type { AccessRequest } from './types';

/**
 * What the catalog still allows of a grant.
 *
 * - `kept`: as decided. The catalog is not known well enough to say otherwise, or the declaration is invalid or its cluster's entity gone
 *   for the moment.
 * - `narrowed`: at most these terms; they never widen what was decided.
 * - `gone`: nothing; the declaration is there no more.
 */
export type Allowance =
  | { readonly kind: 'kept' }
  | { readonly kind: 'narrowed'; readonly to: Terms }
  | { readonly kind: 'gone' };

/** What the current mapping allows of what was decided for the request. Source: DESIGN section 3, "What a change of the world does". */
export function allowanceOf(
  view: CatalogView,
  request: AccessRequest,
): Allowance {
  if (view.state !== 'good') return { kind: 'kept' };
  const mapping = view.mappings.find(({ ref }) => ref === request.mappingRef);
  if (!mapping || mapping.groupRef !== request.groupRef) {
    return { kind: 'gone' };
  }
  if (mapping.state === 'last-good') return { kind: 'kept' };
  const cluster = mapping.clusters.find(
    ({ arn }) => arn === request.clusterArn,
  );
  if (!cluster) return { kind: 'gone' };
  if (cluster.state === 'kept') return { kind: 'kept' };
  const level = mapping.levels.find(({ name }) => name === request.level);
  // A level on another role is another access: nothing of it was decided for this grant.
  return level && level.principalArn === request.terms.principalArn
    ? { kind: 'narrowed', to: level.terms }
    : { kind: 'gone' };
}
