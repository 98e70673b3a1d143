import {
  type ClusterDetail,
  type ClusterList,
  type ClusterMode,
  type ClusterSummary,
} from '@eks-access/backstage-plugin-eks-access-common';
import type { Instant } from '../access';
import type { CatalogView } from '../catalog';
import type { ClusterModes, ClusterOverview, ClusterViews } from '../reconcile';
import type { RequestReader } from './RequestReader';
import { done, refused, type Outcome } from './types';
import type { Viewer } from './visibility';
import { isoInstant } from './world';

export interface ClusterPagesOptions {
  readonly views: Pick<
    ClusterViews,
    'list' | 'overviewOf' | 'planView' | 'entriesOf' | 'modeChangesOf'
  >;
  readonly modes: Pick<ClusterModes, 'setMode'>;
  readonly reader: Pick<RequestReader, 'viewerOf'>;
  readonly catalog: () => CatalogView;
  readonly permissionsOff: boolean;
  /** The database's clock. */
  readonly now: () => Promise<Instant>;
}

/** Account, Region and name, as they stand in a path; the partition is not in it. */
export interface ClusterPlace {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
}

/**
 * Clusters as one person may see them: those that a group of the person owns with everything on them, those that a mapping opens to a group
 * of the person as a line, and no others.
 */
export class ClusterPages {
  readonly #options: ClusterPagesOptions;

  constructor(options: ClusterPagesOptions) {
    this.#options = options;
  }

  async list(personRef: string): Promise<Outcome<ClusterList>> {
    const viewer = await this.#options.reader.viewerOf(personRef);
    if (viewer.outcome === 'refused') return viewer;
    const view = this.#options.catalog();
    const overviews = await this.#options.views.list();
    return done({
      asOf: isoInstant(await this.#options.now()),
      clusters: overviews
        .filter(
          overview =>
            viewer.value.groups.has(overview.ownerRef) ||
            isOpenedTo(viewer.value, overview.cluster.arn, view),
        )
        .map(overview => toSummary(overview, viewer.value, view)),
    });
  }

  async get(
    personRef: string,
    place: ClusterPlace,
  ): Promise<Outcome<ClusterDetail>> {
    const owned = await this.#owned(personRef, place);
    if (owned.outcome === 'refused') return owned;
    return done(await this.#detail(owned.value));
  }

  /** Switches the mode of a cluster that a group of the person owns. */
  async setMode(
    personRef: string,
    place: ClusterPlace,
    input: { mode: ClusterMode; reason: string; planHash?: string },
  ): Promise<Outcome<ClusterDetail>> {
    const owned = await this.#owned(personRef, place);
    if (owned.outcome === 'refused') return owned;
    // Back to observe is never held up: it takes rights away from us, and ends go on in either mode.
    if (this.#options.permissionsOff && input.mode === 'manage') {
      return refused('PERMISSIONS_OFF');
    }
    const { arn } = owned.value.cluster;
    const changed = await this.#options.modes.setMode({
      clusterArn: arn,
      to: input.mode,
      by: personRef,
      reason: input.reason,
      planHash: input.planHash,
    });
    if (changed.outcome === 'refused') {
      const details = Object.entries(changed.details ?? {});
      return refused(
        changed.code,
        details.map(([field, problem]) => ({ field, problem })),
      );
    }
    return await this.get(personRef, place);
  }

  async #owned(
    personRef: string,
    place: ClusterPlace,
  ): Promise<Outcome<ClusterSummary>> {
    const listed = await this.list(personRef);
    if (listed.outcome === 'refused') return listed;
    const summary = listed.value.clusters.find(({ cluster }) =>
      isAt(cluster, place),
    );
    if (!summary) return refused('NOT_FOUND');
    if (summary.youOwnIt) return done(summary);
    return refused('NOT_CLUSTER_OWNER', [
      { field: 'owner', problem: summary.owner.ref },
    ]);
  }

  async #detail(summary: ClusterSummary): Promise<ClusterDetail> {
    const { views } = this.#options;
    const { arn } = summary.cluster;
    const plan = await views.planView(arn);
    const changes = await views.modeChangesOf(arn);
    return {
      summary,
      entries: [...(await views.entriesOf(arn))],
      ...(plan && { plan }),
      modeChanges: changes.map(change => ({
        ...change,
        at: isoInstant(change.at),
      })),
    };
  }
}

function isAt(cluster: ClusterPlace & { arn: string }, place: ClusterPlace) {
  return (
    cluster.accountId === place.accountId &&
    cluster.region === place.region &&
    cluster.name === place.name
  );
}

function isOpenedTo(
  viewer: Viewer,
  clusterArn: string,
  view: CatalogView,
): boolean {
  return view.mappings.some(
    mapping =>
      (viewer.groups.has(mapping.groupRef) ||
        viewer.groups.has(mapping.ownerRef)) &&
      mapping.clusters.some(({ arn }) => arn === clusterArn),
  );
}

function toSummary(
  overview: ClusterOverview,
  viewer: Viewer,
  view: CatalogView,
): ClusterSummary {
  const { ownerRef, counts, ...shown } = overview;
  const youOwnIt = viewer.groups.has(ownerRef);
  return {
    ...shown,
    // How many entries others have on a cluster is its owner's business.
    ...(youOwnIt && counts && { counts }),
    owner: { ref: ownerRef, title: view.title(ownerRef) },
    youOwnIt,
  };
}
