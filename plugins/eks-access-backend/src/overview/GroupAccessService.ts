import type { Instant } from '../access';
import { whoCanAssume } from '../aws';
import type { CatalogView, LevelInForce, MappingInForce } from '../catalog';
import type {
  ClusterOverview,
  ClusterViews,
  StandingLevelView,
} from '../reconcile';
import {
  done,
  refused,
  seesGroup,
  type Outcome,
  type Refused,
  type RequestDetails,
  type RequestReader,
  type RequestService,
  type Viewer,
  type World,
} from '../requests';
import { unknownCluster } from './unknownCluster';

/** How long requests stay on the tab after they were answered or ended. */
const RECENT_MS = 24 * 60 * 60 * 1000;

/** A level of the group on one cluster. */
export interface GroupLevelRow {
  readonly mapping: MappingInForce;
  readonly level: LevelInForce;
  /** Standing levels only. */
  readonly standing: StandingLevelView['standing'] | undefined;
  /** On-request levels only: why the viewer cannot ask for it, by what was last read. */
  readonly whyNot: Refused | undefined;
}

export interface GroupAccessRow {
  readonly cluster: ClusterOverview;
  readonly levels: readonly GroupLevelRow[];
  /** Open and recent ones, newest first. */
  readonly requests: readonly RequestDetails[];
  /** One for each role of the levels. */
  readonly roles: readonly {
    readonly principalArn: string;
    readonly who: ReturnType<typeof whoCanAssume>;
  }[];
}

export interface GroupAccessPage {
  readonly at: Instant;
  readonly groupRef: string;
  readonly youAreMember: boolean;
  /** Why nothing can be asked for anywhere. */
  readonly notice: Refused | undefined;
  /** Sorted by ARN. */
  readonly rows: readonly GroupAccessRow[];
}

export interface GroupAccessServiceOptions {
  readonly world: World;
  readonly views: Pick<ClusterViews, 'overviewOf' | 'standingOf'>;
  readonly reader: Pick<RequestReader, 'viewerOf' | 'listOfGroup'>;
  readonly service: Pick<RequestService, 'whyNotAsk'>;
  readonly permissionsOff: boolean;
  readonly now: () => Promise<Instant>;
}

/** The cluster access of a group, as one person may see it. */
export class GroupAccessService {
  readonly #options: GroupAccessServiceOptions;

  constructor(options: GroupAccessServiceOptions) {
    this.#options = options;
  }

  async get(
    personRef: string,
    groupRef: string,
  ): Promise<Outcome<GroupAccessPage>> {
    const { world, reader, now } = this.#options;
    const viewer = await reader.viewerOf(personRef);
    if (viewer.outcome === 'refused') return viewer;
    const view = world.view();
    if (!seesGroup(viewer.value, groupRef, view)) return refused('NOT_FOUND');
    const at = await now();
    const requests = await reader.listOfGroup(
      viewer.value,
      groupRef,
      at - RECENT_MS,
    );
    const mappings = view.mappings.filter(one => one.groupRef === groupRef);
    const arns = [
      ...mappings.flatMap(({ clusters }) => clusters.map(({ arn }) => arn)),
      // A cluster that the mapping no longer names keeps its row until what was granted there is over.
      ...requests.map(({ record }) => record.request.clusterArn),
    ];
    const rows: GroupAccessRow[] = [];
    for (const clusterArn of [...new Set(arns)].sort()) {
      rows.push(
        await this.#row(viewer.value, clusterArn, { mappings, requests }),
      );
    }
    return done({
      at,
      groupRef,
      youAreMember: viewer.value.groups.has(groupRef),
      notice: this.#notice(view),
      rows,
    });
  }

  async #row(
    viewer: Viewer,
    clusterArn: string,
    group: {
      readonly mappings: readonly MappingInForce[];
      readonly requests: readonly RequestDetails[];
    },
  ): Promise<GroupAccessRow> {
    const { views, world } = this.#options;
    const mappings = group.mappings.filter(({ clusters }) =>
      clusters.some(({ arn }) => arn === clusterArn),
    );
    const requests = group.requests.filter(
      ({ record }) => record.request.clusterArn === clusterArn,
    );
    const levels = mappings.flatMap(mapping =>
      mapping.levels.map(level => ({ mapping, level })),
    );
    const { roles } = await world.clusterOf(clusterArn);
    const principals = new Set(levels.map(({ level }) => level.principalArn));
    return {
      cluster:
        (await views.overviewOf(clusterArn)) ??
        unknownCluster(clusterArn, ownerOf(mappings, clusterArn)),
      levels: await this.#levels(viewer, clusterArn, { levels, requests }),
      requests,
      roles: [...principals].sort().map(principalArn => ({
        principalArn,
        who: whoCanAssume(roles[principalArn]),
      })),
    };
  }

  async #levels(
    viewer: Viewer,
    clusterArn: string,
    row: {
      readonly levels: readonly Pick<GroupLevelRow, 'mapping' | 'level'>[];
      readonly requests: readonly RequestDetails[];
    },
  ): Promise<readonly GroupLevelRow[]> {
    const { views, service } = this.#options;
    const standing = await views.standingOf(clusterArn);
    const whyNot = await service.whyNotAsk(
      viewer.ref,
      row.levels.map(({ mapping, level }) => ({
        mappingRef: mapping.ref,
        level: level.name,
        clusterArn,
      })),
    );
    return row.levels.map(({ mapping, level }, index) =>
      level.mode === 'standing'
        ? {
            mapping,
            level,
            standing: standingOf(standing, mapping, level),
            whyNot: undefined,
          }
        : {
            mapping,
            level,
            standing: undefined,
            whyNot:
              whyNot[index] ??
              alreadyOpen(row.requests, viewer, mapping, level),
          },
    );
  }

  #notice(view: CatalogView): Refused | undefined {
    if (this.#options.permissionsOff) return refused('PERMISSIONS_OFF');
    return view.state === 'good' ? undefined : refused('CATALOG_UNAVAILABLE');
  }
}

/** Owner of a cluster that nothing but mappings tells of. */
function ownerOf(
  mappings: readonly MappingInForce[],
  clusterArn: string,
): string {
  return (
    mappings
      .flatMap(({ clusters }) => clusters)
      .find(({ arn }) => arn === clusterArn)?.ownerRef ??
    'group:default/unknown'
  );
}

function standingOf(
  shown: readonly StandingLevelView[],
  mapping: MappingInForce,
  level: LevelInForce,
): StandingLevelView['standing'] {
  return (
    shown.find(
      one =>
        one.mappingRef === mapping.ref &&
        one.level === level.name &&
        one.principalArn === level.principalArn,
    )?.standing ?? {
      state: 'unknown',
      sentence: 'It has not been compared with AWS yet.',
    }
  );
}

function alreadyOpen(
  requests: readonly RequestDetails[],
  viewer: Viewer,
  mapping: MappingInForce,
  level: LevelInForce,
): Refused | undefined {
  const open = requests.some(({ record: { request, grant } }) => {
    const isSame =
      request.requesterRef === viewer.ref &&
      request.mappingRef === mapping.ref &&
      request.level === level.name;
    const isOpen =
      request.state === 'waiting' ||
      grant?.state === 'starting' ||
      grant?.state === 'active';
    return isSame && isOpen;
  });
  return open ? refused('REQUEST_ALREADY_OPEN') : undefined;
}
