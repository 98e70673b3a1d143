import type { GrantEnd } from '@eks-access/backstage-plugin-eks-access-common';
import type { AccessRequest, Grant, RequestDetails } from '../../requests';
import type { Names } from './names';

/** One sentence of where a request stands. Times are shown beside it, in the reader's own time zone. */
export function requestSentence(
  { record, deciderGroups }: RequestDetails,
  names: Names,
): string {
  const { request, grant, decisions } = record;
  const last = decisions.at(-1);
  switch (request.state) {
    case 'waiting':
      return waitingSentence(request, deciderGroups, names);
    case 'approved':
      return grant ? grantSentence(grant) : 'Approved; AWS is being changed.';
    case 'denied':
      return last ? `Denied by ${names.title(last.byRef)}.` : 'Denied.';
    case 'cancelled':
      return `Cancelled by ${names.title(request.requesterRef)}.`;
    case 'timed-out':
      return 'Nobody answered in time.';
  }
}

/** Why a person may decide a request: "member of Platform, which decides level Edit of Payments on EKS". */
export function becauseOf(
  names: Names,
  request: AccessRequest,
  groupRef: string,
): string {
  return `member of ${names.title(groupRef)}, which decides level ${
    request.levelTitle
  } of ${names.title(request.mappingRef)}`;
}

function waitingSentence(
  request: AccessRequest,
  deciderGroups: readonly string[],
  names: Names,
): string {
  if (deciderGroups.length === 0) {
    return 'Waiting, but its level is declared no more, so nobody can decide it.';
  }
  const deciders = deciderGroups.map(ref => names.title(ref)).join(' or ');
  return request.round === 1
    ? `Waiting for an answer of ${deciders}.`
    : `What it would grant has changed, so it waits for a new answer of ${deciders}.`;
}

function grantSentence(grant: Grant): string {
  switch (grant.state) {
    case 'starting':
      return 'Approved; AWS is being changed.';
    case 'active':
      return 'Active, as read from AWS; it ends by itself.';
    case 'ending':
      return `${endWords(grant.endedBecause)}; the access is being removed.`;
    case 'ended':
      return grant.removedAtApiAt === undefined
        ? `${endWords(grant.endedBecause)}.`
        : `${endWords(grant.endedBecause)}; AWS no longer shows the access.`;
  }
}

const wordsOfEnds: Readonly<Record<GrantEnd, string>> = {
  expired: 'Its time is over',
  'given-back': 'Given back',
  revoked: 'Denied before it was active',
  'requester-left': 'The person who asked has left the group',
  superseded: 'What it granted has changed',
  orphaned: 'The cluster that it was for is gone',
  'declaration-ended': 'The level is declared no more',
};

function endWords(end: GrantEnd | undefined): string {
  return end ? wordsOfEnds[end] : 'It has ended';
}
