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

/** Everything outside of requests that a rule about them looks at. IAM is asked at the moment; clusters are as last read. */
export interface World {
  view(): CatalogView;
  readonly membership: Membership;
  clusterOf(clusterArn: string): Promise<ClusterReading>;
  /** The role, as far as it is known. Never rejects for a fault of AWS. */
  roleOf(principalArn: string, clusterArn: string): Promise<ObservedRole>;
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

    async roleOf(principalArn) {
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

/**
 * The world for one page: as last read, so that drawing a page asks AWS nothing, and each question asked once.
 */
export function pageWorld(world: World): World {
  const { membership } = world;
  const clusterOf = once((arn: string) => world.clusterOf(arn));
  return {
    view: () => world.view(),
    membership: {
      groupsOf: once(ref => membership.groupsOf(ref)),
      membersOf: once(ref => membership.membersOf(ref)),
      userExists: once(ref => membership.userExists(ref)),
    },
    clusterOf,
    roleOf: async (principalArn, clusterArn) =>
      (await clusterOf(clusterArn)).roles[principalArn] ?? roleNotYetRead,
  };
}

function once<T>(
  ask: (key: string) => Promise<T>,
): (key: string) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return key => {
    const before = answers.get(key);
    if (before) return before;
    const answer = ask(key);
    answers.set(key, answer);
    return answer;
  };
}

const roleNotYetRead: ObservedRole = {
  kind: 'unknown',
  because: 'The IAM role has not been read yet.',
};

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
