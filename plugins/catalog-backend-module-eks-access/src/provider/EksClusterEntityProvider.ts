import type {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { CLUSTER_PROVIDER_LOCATION_TYPE } from '@eks-access/backstage-plugin-eks-access-common';
import { clusterEntity, FoundCluster } from './clusterEntity';
import type { ClusterRegister } from './ClusterRegister';

/** One account and Region whose clusters are shown. */
export interface ClusterSource {
  readonly accountId: string;
  readonly region: string;
  readonly ownerRef: string;
}

/**
 * Reads every page of the clusters of one account and Region, each described.
 *
 * Throws where anything could not be read: a part of a list is no list.
 */
export type ListClusters = (
  source: ClusterSource,
) => Promise<readonly FoundCluster[]>;

/**
 * Puts the clusters of one account and Region into the catalog as Resources.
 *
 * One provider per account and Region, so that an account that cannot be read leaves its own clusters in the catalog as they were and the
 * others go on.
 */
export class EksClusterEntityProvider implements EntityProvider {
  readonly #source: ClusterSource;
  readonly #listClusters: ListClusters;
  readonly #register: ClusterRegister;
  readonly #schedule: SchedulerServiceTaskRunner;
  readonly #logger: LoggerService;
  #connection: EntityProviderConnection | undefined;

  constructor(options: {
    source: ClusterSource;
    listClusters: ListClusters;
    register: ClusterRegister;
    schedule: SchedulerServiceTaskRunner;
    logger: LoggerService;
  }) {
    this.#source = options.source;
    this.#listClusters = options.listClusters;
    this.#register = options.register;
    this.#schedule = options.schedule;
    this.#logger = options.logger.child({ provider: this.getProviderName() });
  }

  getProviderName(): string {
    return `${CLUSTER_PROVIDER_LOCATION_TYPE}:${this.#source.accountId}/${
      this.#source.region
    }`;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    await this.#schedule.run({
      id: `${this.getProviderName()}:refresh`,
      fn: async () => {
        try {
          await this.refresh();
        } catch (error) {
          // The catalog keeps what was emitted last: a cluster that cannot be read is not a cluster that is gone.
          this.#logger.warn(
            'Clusters could not be read; the catalog keeps the ones it has',
            {
              cause: error instanceof Error ? error.message : String(error),
            },
          );
        }
      },
    });
  }

  /** Reads the clusters and replaces this provider's entities by them. Throws, and changes nothing, where they could not all be read. */
  async refresh(): Promise<void> {
    if (!this.#connection)
      throw new Error(`${this.getProviderName()} is not connected yet`);
    const found = await this.#listClusters(this.#source);
    const names = await this.#register.nameAll(found);
    await this.#connection.applyMutation({
      type: 'full',
      entities: found.flatMap(cluster => {
        const name = names.get(cluster.arn);
        if (name === undefined) return [];
        return {
          locationKey: this.getProviderName(),
          entity: clusterEntity(cluster, {
            name,
            ownerRef: this.#source.ownerRef,
            location: this.getProviderName(),
          }),
        };
      }),
    });
    this.#logger.debug('Clusters read', { clusters: found.length });
  }
}
