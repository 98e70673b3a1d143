import type {
  ClusterId,
  ClusterMode,
  ObservedEntryView,
  PlanView,
} from '@eks-access/backstage-plugin-eks-access-common';
import type { Instant } from '../access';
import type { CatalogView } from '../catalog';
import type {
  ClusterModes,
  ClusterOverview,
  ClusterViews,
  ModeChange,
} from '../reconcile';
import {
  done,
  refused,
  seesGroup,
  type Outcome,
  type RequestReader,
  type Viewer,
  type World,
} from '../requests';

/** A cluster with what it is to the person who looks. */
export interface ClusterForPerson {
  readonly overview: ClusterOverview;
  readonly youOwnIt: boolean;
}

/** Which cluster. The partition is not part of it: an account is in one only. */
export interface ClusterPlace {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
}

export interface ClusterListPage {
  readonly at: Instant;
  readonly clusters: readonly ClusterForPerson[];
}

export interface ClusterDetailPage {
  readonly cluster: ClusterForPerson;
  readonly entries: readonly ObservedEntryView[];
  readonly plan: PlanView | undefined;
  readonly modeChanges: readonly ModeChange[];
}

export interface ClusterServiceOptions {
  readonly world: World;
  readonly views: Pick<
    ClusterViews,
    'list' | 'entriesOf' | 'planView' | 'modeChangesOf'
  >;
  readonly modes: Pick<ClusterModes, 'setMode'>;
  readonly reader: Pick<RequestReader, 'viewerOf'>;
  readonly now: () => Promise<Instant>;
}

/**
 * Clusters for the people they concern: owners see entries and plan and switch the mode; whoever sees the access of a group on a cluster sees
 * that the cluster is there.
 */
export class ClusterService {
  readonly #options: ClusterServiceOptions;

  constructor(options: ClusterServiceOptions) {
    this.#options = options;
  }

  async list(personRef: string): Promise<Outcome<ClusterListPage>> {
    const { reader, views, now, world } = this.#options;
    const viewer = await reader.viewerOf(personRef);
    if (viewer.outcome === 'refused') return viewer;
    const clusters = (await views.list())
      .map(overview => forPerson(overview, viewer.value))
      .filter(one => isVisible(one, viewer.value, world.view()));
    return done({ at: await now(), clusters });
  }

  async get(
    personRef: string,
    place: ClusterPlace,
  ): Promise<Outcome<ClusterDetailPage>> {
    const { views } = this.#options;
    const owned = await this.#ownedBy(personRef, place);
    if (owned.outcome === 'refused') return owned;
    const clusterArn = owned.value.overview.cluster.arn;
    return done({
      cluster: owned.value,
      entries: await views.entriesOf(clusterArn),
      plan: await views.planView(clusterArn),
      modeChanges: await views.modeChangesOf(clusterArn),
    });
  }

  async setMode(
    personRef: string,
    place: ClusterPlace,
    input: {
      readonly to: ClusterMode;
      readonly reason: string;
      readonly planHash: string | undefined;
    },
  ): Promise<Outcome<ClusterDetailPage>> {
    const owned = await this.#ownedBy(personRef, place);
    if (owned.outcome === 'refused') return owned;
    const { to, reason, planHash } = input;
    const changed = await this.#options.modes.setMode({
      clusterArn: owned.value.overview.cluster.arn,
      to,
      by: personRef,
      reason,
      ...(planHash !== undefined && { planHash }),
    });
    if (changed.outcome === 'refused') {
      return refused(
        changed.code,
        changed.details &&
          Object.entries(changed.details).map(([field, problem]) => ({
            field,
            problem,
          })),
      );
    }
    return await this.get(personRef, place);
  }

  /** The cluster, for a member of the group that owns it; nothing at all for those to whom it does not exist. */
  async #ownedBy(
    personRef: string,
    place: ClusterPlace,
  ): Promise<Outcome<ClusterForPerson>> {
    const { reader, views, world } = this.#options;
    const viewer = await reader.viewerOf(personRef);
    if (viewer.outcome === 'refused') return viewer;
    const overview = (await views.list()).find(({ cluster }) =>
      isAt(cluster, place),
    );
    if (!overview) return refused('NOT_FOUND');
    const cluster = forPerson(overview, viewer.value);
    if (cluster.youOwnIt) return done(cluster);
    return isVisible(cluster, viewer.value, world.view())
      ? refused('NOT_CLUSTER_OWNER', [
          { field: 'owner', problem: overview.ownerRef },
        ])
      : refused('NOT_FOUND');
  }
}

function isAt(cluster: ClusterId, place: ClusterPlace): boolean {
  return (
    cluster.accountId === place.accountId &&
    cluster.region === place.region &&
    cluster.name === place.name
  );
}

function forPerson(
  overview: ClusterOverview,
  viewer: Viewer,
): ClusterForPerson {
  return { overview, youOwnIt: viewer.groups.has(overview.ownerRef) };
}

function isVisible(
  { overview, youOwnIt }: ClusterForPerson,
  viewer: Viewer,
  view: CatalogView,
): boolean {
  return (
    youOwnIt ||
    view.mappings.some(
      mapping =>
        mapping.clusters.some(({ arn }) => arn === overview.cluster.arn) &&
        seesGroup(viewer, mapping.groupRef, view),
    )
  );
}
