import type { ClusterMode } from '@eks-access/backstage-plugin-eks-access-common';
import type { EksAccessDatabase } from '../database';
import { ClusterStore } from './ClusterStore';

/** The mode of each cluster, for those who only ask. */
export function createModeReader(database: EksAccessDatabase): {
  /** Undefined for a cluster that is not known. */
  modeOf(clusterArn: string): Promise<ClusterMode | undefined>;
} {
  const clusters = new ClusterStore();
  return {
    modeOf: async clusterArn =>
      (await clusters.get(database.knex, clusterArn))?.mode,
  };
}
