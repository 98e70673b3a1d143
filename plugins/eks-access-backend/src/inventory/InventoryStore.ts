import { parseClusterArn } from '@eks-access/backstage-plugin-eks-access-common';
import type { Knex } from 'knex';
import {
  readInstant,
  readOptionalInstant,
  type EksAccessDatabase,
} from '../database';
import type {
  ClusterSnapshot,
  DiscoveredPlace,
  KnownCluster,
  KnownPlace,
} from './types';

/**
 * Number of the snapshot's form. One of another form, written by another version of the plugin, counts as not read: the next read
 * replaces it, while reading it wrongly could show what is not there.
 */
const SNAPSHOT_FORM = 1;

/** What AWS showed when it was last asked. Pages are made from it, so that opening one asks AWS nothing. */
export class InventoryStore {
  readonly #database: EksAccessDatabase;

  constructor(database: EksAccessDatabase) {
    this.#database = database;
  }

  /** Keeps what a read showed. The last read that was whole stays beside one that was not. */
  async saveCluster(
    snapshot: ClusterSnapshot,
    trx?: Knex.Transaction,
  ): Promise<void> {
    const text = JSON.stringify({ form: SNAPSHOT_FORM, snapshot });
    const read = { snapshot: text, read_at: snapshot.asOf };
    const whole =
      snapshot.facts.kind === 'known' && snapshot.entries.kind === 'known';
    const row = {
      ...read,
      ...(whole ? { known_snapshot: text, known_at: snapshot.asOf } : {}),
    };
    await (trx ?? this.#database.knex)('eks_access_inventory_clusters')
      .insert({
        cluster_arn: snapshot.arn,
        account_id: snapshot.accountId,
        region: snapshot.region,
        name: snapshot.name,
        listed: snapshot.presence !== 'gone',
        ...row,
      })
      .onConflict('cluster_arn')
      .merge({
        ...row,
        ...(snapshot.presence === 'unknown'
          ? {}
          : { listed: snapshot.presence === 'present' }),
      });
  }

  async getCluster(
    clusterArn: string,
    trx?: Knex.Transaction,
  ): Promise<KnownCluster | undefined> {
    const row = await (trx ?? this.#database.knex)(
      'eks_access_inventory_clusters',
    )
      .where('cluster_arn', clusterArn)
      .first();
    return row && toKnownCluster(row);
  }

  /** Every cluster that was ever found or read, sorted by ARN. */
  async listClusters(): Promise<readonly KnownCluster[]> {
    const rows = await this.#database
      .knex('eks_access_inventory_clusters')
      .orderBy('cluster_arn');
    return rows.map(toKnownCluster);
  }

  /**
   * Keeps what discovery showed. Clusters that a whole list no longer names are marked as not listed; those of an account and Region that
   * did not answer stay as they were.
   */
  async saveDiscovery(places: readonly DiscoveredPlace[]): Promise<void> {
    await this.#database.transaction(async trx => {
      for (const place of places) await savePlace(trx, place);
    });
  }

  /** Sorted by account and Region. */
  async listPlaces(): Promise<readonly KnownPlace[]> {
    const rows = await this.#database
      .knex('eks_access_inventory_places')
      .orderBy(['account_id', 'region']);
    return rows.map(row => ({
      accountId: row.account_id,
      region: row.region,
      askedAt: readInstant(row.asked_at),
      listedAt: readOptionalInstant(row.listed_at),
      trouble: row.trouble ?? undefined,
    }));
  }
}

async function savePlace(
  trx: Knex.Transaction,
  place: DiscoveredPlace,
): Promise<void> {
  const { accountId, region, askedAt, clusters } = place;
  const answer =
    clusters.kind === 'known'
      ? { listed_at: clusters.asOf, trouble: null }
      : { trouble: clusters.because };
  await trx('eks_access_inventory_places')
    .insert({ account_id: accountId, region, asked_at: askedAt, ...answer })
    .onConflict(['account_id', 'region'])
    .merge({ asked_at: askedAt, ...answer });
  if (clusters.kind === 'unknown') return;

  // Marked as a set rather than by a list of names, which SQLite limits to as many as it has parameters.
  await trx('eks_access_inventory_clusters')
    .where({ account_id: accountId, region })
    .update({ listed: false });
  for (const arn of clusters.value) {
    await trx('eks_access_inventory_clusters')
      .insert({
        cluster_arn: arn,
        account_id: accountId,
        region,
        name: parseClusterArn(arn)?.name ?? arn,
        listed: true,
      })
      .onConflict('cluster_arn')
      .merge({ listed: true });
  }
}

function toKnownCluster(row: Record<string, unknown>): KnownCluster {
  return {
    arn: String(row.cluster_arn),
    name: String(row.name),
    accountId: String(row.account_id),
    region: String(row.region),
    listed: Boolean(row.listed),
    snapshot: readSnapshot(row.snapshot),
    lastGood: readSnapshot(row.known_snapshot),
  };
}

function readSnapshot(text: unknown): ClusterSnapshot | undefined {
  if (typeof text !== 'string') return undefined;
  const stored: { form: number; snapshot: ClusterSnapshot } = JSON.parse(text);
  return stored.form === SNAPSHOT_FORM ? stored.snapshot : undefined;
}
