import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  EKS_ACCESS_MAPPING_KIND,
  type MappingCheck,
} from '@eks-access/backstage-plugin-eks-access-common';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { CatalogView } from '../catalog';
import { done, refused } from '../requests';
import type { RouteHandlers } from './routeHandlers';

/**
 * What is wrong with a mapping is for whoever may read the mapping itself, which the catalog decides: an author whose declaration is inert
 * belongs to none of the groups that it names.
 */
export function mappingHandlers(options: {
  catalogService: Pick<CatalogService, 'getEntityByRef'>;
  view: () => CatalogView;
}): Pick<RouteHandlers, 'checkMapping'> {
  const { catalogService, view } = options;
  return {
    async checkMapping({ credentials, params }) {
      const mappingRef = stringifyEntityRef({
        kind: EKS_ACCESS_MAPPING_KIND,
        ...params,
      });
      const entity = await catalogService.getEntityByRef(mappingRef, {
        credentials,
      });
      if (!entity) return refused('NOT_FOUND');
      const { checks, asOf } = view();
      return done(checks.get(mappingRef) ?? notYetRead(mappingRef, asOf));
    },
  };
}

function notYetRead(mappingRef: string, asOf: number): MappingCheck {
  return {
    asOf: new Date(asOf).toISOString(),
    mappingRef,
    state: 'not-yet-read',
    sentence:
      'This mapping has not been read yet. It is checked with the next read of the catalog.',
    problems: [],
    clusters: [],
  };
}
