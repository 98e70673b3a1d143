import {
  parseRoleArn,
  type ClusterMode,
} from '@eks-access/backstage-plugin-eks-access-common';
import type { Instant, Observation, ObservedEntryRead } from '../access';
import {
  isAwsFault,
  type AwsAccounts,
  type ClusterFacts,
  type ObservedRole,
} from '../aws';
import type { CatalogView, CatalogViews, Membership } from '../catalog';
import type { InventoryStore } from '../inventory';

/** A cluster as the last read showed it, with what people set it to. */
export interface ClusterReading {
  /** Undefined for a cluster that is not known here. */
  readonly mode: ClusterMode | undefined;
  readonly facts: Observation<ClusterFacts>;
  readonly entries: Observation<readonly ObservedEntryRead[]>;
  /** Roles as that read showed them; one that is missing was not read. */
  readonly roles: Readonly<Record<string, ObservedRole>>;
}

/** Everything outside of requests that a rule about them looks at. */
export interface World {
  view(): CatalogView;
  readonly membership: Membership;
  clusterOf(clusterArn: string): Promise<ClusterReading>;
  /** The role as IAM answers at this moment. Never rejects for a fault of AWS. */
  roleNow(principalArn: string): Promise<ObservedRole>;
}

export interface WorldOptions {
  readonly catalogViews: Pick<CatalogViews, 'current'>;
  readonly membership: Membership;
  readonly inventory: Pick<InventoryStore, 'getCluster'>;
  readonly modes: {
    modeOf(clusterArn: string): Promise<ClusterMode | undefined>;
  };
  readonly aws: Pick<AwsAccounts, 'iam'>;
}

export function createWorld(options: WorldOptions): World {
  const { catalogViews, membership, inventory, modes, aws } = options;
  return {
    view: () => catalogViews.current(),
    membership,

    async clusterOf(clusterArn) {
      const known = await inventory.getCluster(clusterArn);
      return {
        mode: await modes.modeOf(clusterArn),
        facts: known?.snapshot?.facts ?? notYetRead,
        entries: known?.snapshot?.entries ?? notYetRead,
        roles: known?.snapshot?.roles ?? {},
      };
    },

    async roleNow(principalArn) {
      const role = parseRoleArn(principalArn);
      if (!role) {
        return { kind: 'unknown', because: `${principalArn} is no role.` };
      }
      try {
        const iam = await aws.iam(role.accountId, { purpose: 'verify' });
        return await iam.describeRole(principalArn);
      } catch (error) {
        if (!isAwsFault(error)) throw error;
        return { kind: 'unknown', because: error.message };
      }
    },
  };
}

const notYetRead = {
  kind: 'unknown',
  because: 'The cluster has not been read yet.',
} as const;

/** What was read, or undefined. */
export function knownOf<T>(observation: Observation<T>): T | undefined {
  return observation.kind === 'known' ? observation.value : undefined;
}

/** When something is, on the wire. */
export function isoInstant(at: Instant): string {
  return new Date(at).toISOString();
}
