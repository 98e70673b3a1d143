import type { MappingCheck } from '@eks-access/backstage-plugin-eks-access-common';
import type { Ceiling, Instant, Observation, Terms } from '../access';

/**
 * What the catalog declares, as far as it counts: trusted, valid, inside its ceiling and without collisions.
 *
 * `good`: the last read was accepted. `stale`: the last read failed or was refused, and this is what was accepted before; nothing new may
 * be granted on it and nothing is removed because of it. `never-read`: nothing was accepted yet; the lists are empty because nothing is
 * known, so an absent mapping means nothing.
 */
export interface CatalogView {
  /** When the catalog was read for it; for `never-read`, since when nothing has been read. */
  readonly asOf: Instant;
  readonly state: 'good' | 'stale' | 'never-read';
  /** One sentence for people about `state`. */
  readonly sentence: string;
  /** Sorted by ref. Inert mappings are not here, only in `checks`. */
  readonly mappings: readonly MappingInForce[];
  /** Every mapping that the catalog holds, inert ones included, by its ref. */
  readonly checks: ReadonlyMap<string, MappingCheck>;
  /** Sorted by ARN. Clusters of trusted entities that no other trusted entity claims too. */
  readonly clusters: readonly DeclaredCluster[];
  /** Title of an entity of the snapshot, or the name in its ref. */
  title(ref: string): string;
}

/** A mapping that counts. Its terms are narrowed to its ceiling already. */
export interface MappingInForce {
  readonly ref: string;
  readonly title: string;
  /** `last-good`: now invalid; this is its last valid declaration, kept, with nothing new granted. */
  readonly state: 'in-force' | 'last-good';
  readonly ownerRef: string;
  readonly groupRef: string;
  /** Sorted by ARN; at least one. */
  readonly clusters: readonly DeclaredCluster[];
  /** Sorted by name; at least one. */
  readonly levels: readonly LevelInForce[];
  readonly ceiling: Ceiling;
  /** Sorted. */
  readonly ownsNamespaces: readonly string[];
}

export interface LevelInForce {
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  readonly mode: 'standing' | 'on-request';
  readonly principalArn: string;
  readonly terms: Terms;
  /** Always there for `on-request`. */
  readonly maxDurationMs?: number;
  /** Group refs, sorted; never empty for `on-request`: one member of any of them decides. */
  readonly deciderGroups: readonly string[];
  readonly sharesRole: boolean;
}

export interface DeclaredCluster {
  readonly arn: string;
  readonly entityRef: string;
  readonly ownerRef: string;
  readonly title: string;
  /**
   * `kept`: the mapping names it, but its entity is gone from the catalog or a second one claims the same ARN. What stands there is
   * kept to its end and nothing new is granted.
   */
  readonly state: 'declared' | 'kept';
}

/** The views of the catalog, one after the other. */
export interface CatalogViews {
  /** The last view; never throws, and never reads anything. */
  current(): CatalogView;
  /** Reads the whole catalog and makes the next view. Faults end in a `stale` view, not in a throw. */
  refresh(): Promise<void>;
}

export interface GroupMember {
  readonly ref: string;
  readonly title: string;
}

/**
 * Who belongs to whom, asked of the catalog at the time of the call, with the plugin's own credentials. Members of a child group belong to
 * the parent. `unknown` on every failure, on a group tree deeper than 10, and where the catalog shows less than the last accepted
 * snapshot: nothing is granted on it and nobody is taken for gone.
 */
export interface Membership {
  /** Refs of all groups that the user belongs to; known and empty for a user that the catalog does not have. */
  groupsOf(userRef: string): Promise<Observation<ReadonlySet<string>>>;
  /** Sorted by ref; at most 5,000, above that unknown. */
  membersOf(groupRef: string): Promise<Observation<readonly GroupMember[]>>;
  userExists(userRef: string): Promise<Observation<boolean>>;
}
