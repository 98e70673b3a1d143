import { parseClusterArn } from '@eks-access/backstage-plugin-eks-access-common';
import type { Instant } from '../access';
import type { CatalogView, Membership } from '../catalog';
import { decidersOf, type Deciders } from './deciders';
import type { RequestRecord } from './types';
import type { Viewer } from './visibility';

/** A request as one person sees it. */
export interface RequestDetails {
  readonly record: RequestRecord;
  /** Groups that decide it now; empty where its level is declared no more. */
  readonly deciderGroups: readonly string[];
  readonly deciders: Deciders;
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
  readonly view: CatalogView;
  readonly viewer: Viewer;
  readonly permissionsOff: boolean;
  readonly membersOf: Membership['membersOf'];
  readonly at: Instant;
}

export async function detailsOf(
  record: RequestRecord,
  context: DetailsContext,
): Promise<RequestDetails> {
  const { request, grant } = record;
  const { view, viewer, at } = context;
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
    // Who could have decided a request that is over is of no use to anybody, and costs a question to the catalog for each group.
    deciders:
      request.state === 'waiting'
        ? await decidersOf(
            { deciderGroups },
            request.requesterRef,
            context.membersOf,
          )
        : { people: [], unreadGroups: [] },
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

/** The same question is asked of the catalog once for all requests of one answer. */
export function rememberMembers(
  membership: Membership,
): Membership['membersOf'] {
  const asked = new Map<string, ReturnType<Membership['membersOf']>>();
  return groupRef => {
    const before = asked.get(groupRef);
    if (before) return before;
    const answer = membership.membersOf(groupRef);
    asked.set(groupRef, answer);
    return answer;
  };
}

function nameIsShared(view: CatalogView, clusterArn: string): boolean {
  const name = parseClusterArn(clusterArn)?.name;
  return view.clusters.some(
    ({ arn }) => arn !== clusterArn && parseClusterArn(arn)?.name === name,
  );
}
