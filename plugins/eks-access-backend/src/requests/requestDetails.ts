import { parseClusterArn } from '@eks-access/backstage-plugin-eks-access-common';
import type { Instant } from '../access';
import type { CatalogView, LevelInForce } from '../catalog';
import { decidersOf, type Deciders } from './deciders';
import { roleAlsoCarries } from './roleSharing';
import type { RequestRecord } from './types';
import type { Viewer } from './visibility';
import type { World } from './world';

/** A request as one person sees it. */
export interface RequestDetails {
  readonly record: RequestRecord;
  /** Groups that decide it now; empty where its level is declared no more. */
  readonly deciderGroups: readonly string[];
  readonly deciders: Deciders;
  /** What else the role carries on the cluster; undefined for a request that is over. */
  readonly roleAlsoCarries: readonly string[] | undefined;
  /** The group through which the viewer may decide it now. */
  readonly decidesVia: string | undefined;
  readonly canCancel: boolean;
  readonly canGiveBack: boolean;
  /** Another declared cluster has the same name. */
  readonly clusterNameIsShared: boolean;
  readonly at: Instant;
}

/** What many requests are shown with. */
export interface DetailsContext {
  readonly world: World;
  readonly viewer: Viewer;
  readonly permissionsOff: boolean;
  readonly at: Instant;
}

export async function detailsOf(
  record: RequestRecord,
  context: DetailsContext,
): Promise<RequestDetails> {
  const { request, grant } = record;
  const { world, viewer, at } = context;
  const view = world.view();
  const level = view.mappings
    .find(({ ref }) => ref === request.mappingRef)
    ?.levels.find(({ name }) => name === request.level);
  const deciderGroups = level?.deciderGroups ?? [];
  const isOwn = request.requesterRef === viewer.ref;
  const canBeDecided =
    request.state === 'waiting' &&
    at < request.answerBy &&
    !isOwn &&
    !context.permissionsOff;
  return {
    record,
    deciderGroups,
    ...(request.state === 'waiting' && level
      ? await beforeDecision(record, level, world)
      : overDecision),
    decidesVia: canBeDecided
      ? deciderGroups.find(group => viewer.groups.has(group))
      : undefined,
    canCancel: isOwn && request.state === 'waiting',
    canGiveBack:
      isOwn && (grant?.state === 'starting' || grant?.state === 'active'),
    clusterNameIsShared: nameIsShared(view, request.clusterArn),
    at,
  };
}

/** What only a request that waits is shown with. */
async function beforeDecision(
  { request }: RequestRecord,
  level: LevelInForce,
  world: World,
): Promise<Pick<RequestDetails, 'deciders' | 'roleAlsoCarries'>> {
  const { entries } = await world.clusterOf(request.clusterArn);
  return {
    deciders: await decidersOf(level, request.requesterRef, groupRef =>
      world.membership.membersOf(groupRef),
    ),
    roleAlsoCarries: roleAlsoCarries(
      world.view(),
      { ...request, level },
      entries,
    ),
  };
}

const overDecision = {
  deciders: { people: [], unreadGroups: [] },
  roleAlsoCarries: undefined,
};

function nameIsShared(view: CatalogView, clusterArn: string): boolean {
  const name = parseClusterArn(clusterArn)?.name;
  return view.clusters.some(
    ({ arn }) => arn !== clusterArn && parseClusterArn(arn)?.name === name,
  );
}
