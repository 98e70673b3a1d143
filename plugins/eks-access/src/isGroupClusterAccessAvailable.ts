import { Entity, isGroupEntity } from '@backstage/catalog-model';

/**
 * Whether the tab Cluster access belongs on the page of an entity: on those of groups. For `if` of `EntityLayout.Route`.
 *
 * @public
 */
export function isGroupClusterAccessAvailable(entity: Entity): boolean {
  return isGroupEntity(entity);
}
