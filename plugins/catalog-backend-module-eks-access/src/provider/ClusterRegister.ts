import { entityNamesOf } from './clusterNames';
import type { FoundCluster } from './clusterEntity';

/** ARN by entity name, of every cluster that the catalog holds. Throws where the catalog cannot be read. */
export type ReadHeldNames = () => Promise<ReadonlyMap<string, string>>;

/**
 * The names of clusters. The catalog is their memory: what it holds outlives this process and an account that cannot be read. What this
 * process has named is remembered too, since the catalog shows an entity only some seconds after it was emitted.
 */
export class ClusterRegister {
  readonly #readHeldNames: ReadHeldNames;
  readonly #named = new Map<string, string>();

  constructor(readHeldNames: ReadHeldNames) {
    this.#readHeldNames = readHeldNames;
  }

  /** The name of each cluster by its ARN. */
  async nameAll(
    found: readonly FoundCluster[],
  ): Promise<ReadonlyMap<string, string>> {
    const inCatalog = await this.#readHeldNames();
    const names = entityNamesOf(found, new Map([...this.#named, ...inCatalog]));
    for (const [arn, name] of names) this.#named.set(name, arn);
    return names;
  }
}
