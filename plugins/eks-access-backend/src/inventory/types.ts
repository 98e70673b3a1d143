import type { Instant, Observation, ObservedEntryRead } from '../access';
import type { ClusterFacts, ObservedRole } from '../aws';

/** A cluster as AWS showed it in one read. What could not be read is unknown, and says why. */
export interface ClusterSnapshot {
  readonly arn: string;
  /** From the ARN, exactly. */
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** When the read began. */
  readonly asOf: Instant;
  /** `gone`: AWS says that there is no such cluster. */
  readonly presence: 'present' | 'gone' | 'unknown';
  readonly facts: Observation<ClusterFacts>;
  /** Sorted by principal. Known only as a whole; a single entry in it may be unknown. */
  readonly entries: Observation<readonly ObservedEntryRead[]>;
  /** By role ARN: the roles of STANDARD entries, and those that were asked for. */
  readonly roles: Readonly<Record<string, ObservedRole>>;
}

/** The clusters that one account and Region has. */
export interface DiscoveredPlace {
  readonly accountId: string;
  readonly region: string;
  /** When AWS was asked. */
  readonly askedAt: Instant;
  /** ARNs, sorted. */
  readonly clusters: Observation<readonly string[]>;
}

/** A cluster as it is kept. */
export interface KnownCluster {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** False once its account and Region was listed without it. */
  readonly listed: boolean;
  /** The last read; undefined before it. */
  readonly snapshot: ClusterSnapshot | undefined;
  /** The last read that got the cluster and all its entries; the same as `snapshot` while AWS answers. For showing, never for planning. */
  readonly lastGood: ClusterSnapshot | undefined;
}

/** An account and Region as it is kept. */
export interface KnownPlace {
  readonly accountId: string;
  readonly region: string;
  readonly askedAt: Instant;
  /** When AWS last listed its clusters; undefined when it never did. */
  readonly listedAt: Instant | undefined;
  /** Why it did not the last time. */
  readonly trouble: string | undefined;
}
