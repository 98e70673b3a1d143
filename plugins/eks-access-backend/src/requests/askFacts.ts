import type { Observation } from '../access';
import type { ObservedRole } from '../aws';
import type {
  CatalogView,
  DeclaredCluster,
  LevelInForce,
  MappingInForce,
} from '../catalog';
import { decidersOf, type Deciders } from './deciders';
import type { AccessRequest } from './types';
import type { ClusterReading, World } from './world';

/** What is asked for: a level of a mapping on a cluster, by a person. */
export interface Ask {
  readonly requesterRef: string;
  readonly mappingRef: string;
  readonly level: string;
  readonly clusterArn: string;
  /** The group that it was asked for; absent for what is only being asked. */
  readonly groupRef?: string;
  /** Absent while the person has not chosen one. */
  readonly durationMs?: number;
}

/** Everything that an answer to it may look at, as of one moment. */
export interface AskFacts {
  readonly ask: Ask;
  readonly catalog: Pick<CatalogView, 'state'>;
  readonly mapping: MappingInForce | undefined;
  readonly level: LevelInForce | undefined;
  /** The cluster as the mapping names it. */
  readonly declared: DeclaredCluster | undefined;
  readonly requesterGroups: Observation<ReadonlySet<string>>;
  readonly deciders: Deciders;
  readonly cluster: ClusterReading;
  readonly role: ObservedRole;
}

/** The ask of a request, to be looked at again. */
export function askOf(request: AccessRequest): Ask & { durationMs: number } {
  const { requesterRef, mappingRef, level, clusterArn, groupRef, durationMs } =
    request;
  return { requesterRef, mappingRef, level, clusterArn, groupRef, durationMs };
}

/** Reads all of it; the only reader of this kind. Nothing of it rejects for a fault of the catalog or of AWS: that is unknown. */
export async function gatherAsk(world: World, ask: Ask): Promise<AskFacts> {
  const view = world.view();
  const mapping = view.mappings.find(({ ref }) => ref === ask.mappingRef);
  const level = mapping?.levels.find(({ name }) => name === ask.level);
  const [requesterGroups, deciders, cluster, role] = await Promise.all([
    world.membership.groupsOf(ask.requesterRef),
    decidersOf(level ?? { deciderGroups: [] }, ask.requesterRef, groupRef =>
      world.membership.membersOf(groupRef),
    ),
    world.clusterOf(ask.clusterArn),
    level ? world.roleOf(level.principalArn, ask.clusterArn) : notAsked,
  ]);
  return {
    ask,
    catalog: view,
    mapping,
    level,
    declared: mapping?.clusters.find(({ arn }) => arn === ask.clusterArn),
    requesterGroups,
    deciders,
    cluster,
    role,
  };
}

const notAsked: ObservedRole = {
  kind: 'unknown',
  because: 'There is no level that names a role.',
};
