import {
  accessPolicyName,
  parseClusterArn,
  type ObservedEntryView,
  type PlanView,
} from '@eks-access/backstage-plugin-eks-access-common';
import type { ManagedEntry, ObservedEntry } from '../access';
import type { CatalogViews } from '../catalog';
import type { EksAccessConfig } from '../config';
import type { EksAccessDatabase } from '../database';
import {
  ownerOfEntry,
  type ClusterSnapshot,
  type InventoryStore,
  type KnownCluster,
} from '../inventory';
import { clusterHealth } from './clusterHealth';
import type { ClusterRow, ClusterStore } from './ClusterStore';
import type { ManagedEntryStore } from './ManagedEntryStore';
import type { StandingIntentStore } from './StandingIntentStore';
import type { ClusterOverview, ModeChange, StandingLevelView } from './types';

export interface ClusterViewsOptions {
  readonly database: EksAccessDatabase;
  readonly config: EksAccessConfig;
  readonly catalog: Pick<CatalogViews, 'current'>;
  readonly inventory: InventoryStore;
  readonly clusters: ClusterStore;
  readonly managed: ManagedEntryStore;
  readonly standing: StandingIntentStore;
}

/** What people see of clusters. Made from the database alone: opening a page asks AWS nothing. */
export class ClusterViews {
  readonly #options: ClusterViewsOptions;

  constructor(options: ClusterViewsOptions) {
    this.#options = options;
  }

  /** Clusters of the configured accounts that AWS lists, or that something of ours may still stand on; sorted by ARN. */
  async list(): Promise<readonly ClusterOverview[]> {
    const { inventory, clusters, database } = this.#options;
    const known = await inventory.listClusters();
    const rows = new Map(
      (await clusters.list(database.knex)).map(row => [row.arn, row]),
    );
    const shown: ClusterOverview[] = [];
    for (const cluster of known) {
      const row = rows.get(cluster.arn);
      const managed = await this.#managedOf(cluster.arn);
      if (!cluster.listed && managed.length === 0) continue;
      const overview = this.#overview(cluster, row, managed);
      if (overview) shown.push(overview);
    }
    return shown;
  }

  /** Undefined for a cluster that is not known, or whose account is not configured. */
  async overviewOf(clusterArn: string): Promise<ClusterOverview | undefined> {
    const { inventory, clusters, database } = this.#options;
    const cluster = await inventory.getCluster(clusterArn);
    if (!cluster) return undefined;
    const row = await clusters.get(database.knex, clusterArn);
    return this.#overview(cluster, row, await this.#managedOf(clusterArn));
  }

  /** The plan of the last cycle; undefined before the first. */
  async planView(clusterArn: string): Promise<PlanView | undefined> {
    const { clusters, database } = this.#options;
    return (await clusters.get(database.knex, clusterArn))?.plan;
  }

  /** Entries as AWS showed them last, with their owner; an entry that could not be read is left out. Sorted by principal. */
  async entriesOf(clusterArn: string): Promise<readonly ObservedEntryView[]> {
    const cluster = await this.#options.inventory.getCluster(clusterArn);
    const snapshot = cluster?.lastGood;
    if (snapshot?.entries.kind !== 'known') return [];
    const managed = await this.#managedOf(clusterArn);
    return snapshot.entries.value.flatMap(({ principalArn, read }) => {
      if (read.kind === 'unknown') return [];
      const row = managed.find(one => one.principalArn === principalArn);
      return [toEntryView(read.value, row, snapshot)];
    });
  }

  /** Newest first. */
  async modeChangesOf(clusterArn: string): Promise<readonly ModeChange[]> {
    const { clusters, database } = this.#options;
    return await clusters.modeChangesOf(database.knex, clusterArn);
  }

  /**
   * What the standing levels of a cluster show, those that are ending included. A level that the catalog declares and that is not here has
   * not been compared with AWS yet, or its role could not be read.
   */
  async standingOf(clusterArn: string): Promise<readonly StandingLevelView[]> {
    const { standing, database } = this.#options;
    const rows = await standing.openOf(database.knex, clusterArn);
    return rows.map(row => ({
      intentId: row.id,
      mappingRef: row.mappingRef,
      level: row.level,
      principalArn: row.principalArn,
      standing: row.shown,
    }));
  }

  #overview(
    cluster: KnownCluster,
    row: ClusterRow | undefined,
    managed: readonly ManagedEntry[],
  ): ClusterOverview | undefined {
    const account = this.#accountOf(cluster.arn);
    if (!account) return undefined;
    const snapshot = cluster.lastGood;
    const facts = snapshot?.facts.kind === 'known' && snapshot.facts.value;
    const declared = this.#options.catalog
      .current()
      .clusters.find(one => one.arn === cluster.arn);
    const { permissionsEnabled, dangerouslyAllowWithoutPermissions } =
      this.#options.config;
    return {
      cluster: {
        arn: cluster.arn,
        accountId: cluster.accountId,
        region: cluster.region,
        name: cluster.name,
        ...(declared ? { entityRef: declared.entityRef } : {}),
      },
      ownerRef: declared?.ownerRef ?? this.#accountOf(cluster.arn)?.owner ?? '',
      mode: row?.mode ?? 'observe',
      health: clusterHealth(
        row,
        cluster,
        !permissionsEnabled && !dangerouslyAllowWithoutPermissions,
      ),
      authenticationMode: (facts && facts.authenticationMode) || 'unknown',
      ...(facts && facts.kubernetesVersion
        ? { kubernetesVersion: facts.kubernetesVersion }
        : {}),
      ...(snapshot ? { asOf: new Date(snapshot.asOf).toISOString() } : {}),
      ...countsOf(snapshot, row, managed),
    };
  }

  #accountOf(clusterArn: string) {
    const accountId = parseClusterArn(clusterArn)?.accountId;
    return this.#options.config.accounts.find(
      account => account.accountId === accountId,
    );
  }

  #managedOf(clusterArn: string): Promise<readonly ManagedEntry[]> {
    const { managed, database } = this.#options;
    return managed.listOf(database.knex, clusterArn);
  }
}

function countsOf(
  snapshot: ClusterSnapshot | undefined,
  row: ClusterRow | undefined,
  managed: readonly ManagedEntry[],
): Pick<ClusterOverview, 'counts'> {
  if (snapshot?.entries.kind !== 'known') return {};
  const { value } = snapshot.entries;
  const ours = new Set(managed.map(one => one.accessEntryArn));
  const managedCount = value.filter(
    ({ read }) => read.kind === 'known' && ours.has(read.value.accessEntryArn),
  ).length;
  return {
    counts: {
      entries: value.length,
      managed: managedCount,
      foreign: value.length - managedCount,
      planned: row?.plan?.steps.length ?? 0,
    },
  };
}

function toEntryView(
  entry: ObservedEntry,
  managed: ManagedEntry | undefined,
  snapshot: ClusterSnapshot,
): ObservedEntryView {
  const { owner, remarks } = ownerOfEntry(
    entry,
    managed,
    snapshot.roles[entry.principalArn],
  );
  return {
    principalArn: entry.principalArn,
    accessEntryArn: entry.accessEntryArn,
    type: entry.type,
    username: entry.username,
    kubernetesGroups: [...entry.kubernetesGroups],
    policies: entry.policies.map(({ policyArn, scope }) => ({
      policyArn,
      policyName: accessPolicyName(policyArn) ?? policyArn,
      scope:
        scope.type === 'cluster'
          ? { type: 'cluster' as const }
          : { type: 'namespace' as const, namespaces: [...scope.namespaces] },
    })),
    createdAt: new Date(entry.createdAt).toISOString(),
    owner,
    remarks: [...remarks],
  };
}
