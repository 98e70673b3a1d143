import { entityNamesOf } from './clusterNames';
import type { FoundCluster } from './clusterEntity';

/** All clusters that the providers of this process have found: names are chosen over all of them, so that no two providers emit one name. */
export class ClusterRegister {
  readonly #found = new Map<string, readonly FoundCluster[]>();

  /** Remembers what a provider found instead of what it found before, and returns the name of each cluster by its ARN. */
  replace(
    providerName: string,
    found: readonly FoundCluster[],
  ): (arn: string) => string {
    this.#found.set(providerName, found);
    const names = entityNamesOf([...this.#found.values()].flat());
    return arn => {
      const name = names.get(arn);
      if (name === undefined)
        throw new Error(`not the ARN of a cluster: ${arn}`);
      return name;
    };
  }
}
