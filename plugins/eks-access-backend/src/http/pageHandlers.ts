import type {
  GroupAccessService,
  MappingService,
  StatusService,
} from '../overview';
import { mapOutcome } from './mapOutcome';
import type { RouteHandlers } from './routeHandlers';
import {
  groupAccessView,
  mappingCheckView,
  statusView,
  type Names,
} from './toApi';

export interface PageHandlersOptions {
  readonly groupAccess: GroupAccessService;
  readonly mappings: MappingService;
  readonly status: StatusService;
  readonly names: () => Names;
}

/** The tab of a group, the card of a mapping, and how the plugin is. */
export function pageHandlers({
  groupAccess,
  mappings,
  status,
  names,
}: PageHandlersOptions): Pick<
  RouteHandlers,
  'getGroupAccess' | 'checkMapping' | 'getStatus'
> {
  return {
    getGroupAccess: async ({ params, personRef }) =>
      mapOutcome(
        await groupAccess.get(
          personRef,
          `group:${params.namespace}/${params.name}`,
        ),
        page => groupAccessView(page, names()),
      ),

    checkMapping: async ({ params, credentials }) =>
      mapOutcome(await mappings.check(credentials, params), mappingCheckView),

    getStatus: async ({ personRef }) =>
      mapOutcome(await status.get(personRef), statusView),
  };
}
