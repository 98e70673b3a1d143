import {
  eksAccessErrorCodes,
  msToIsoDuration,
  type DeciderView,
  type GrantView,
  type PreviewView,
  type RequestPage as RequestPageView,
  type RequestView,
  type TermsView,
  type Trouble,
} from '@eks-access/backstage-plugin-eks-access-common';
import { whoCanAssume } from '../../aws';
import {
  connectLines,
  surelyWithoutEffectBy,
  type AccessRequest,
  type Deciders,
  type Grant,
  type Preview,
  type Refused,
  type RequestDetails,
  type RequestPage,
} from '../../requests';
import { clusterId, entityName, iso, policyViews, type Names } from './names';
import { becauseOf, requestSentence } from './requestWords';

export function requestView(
  details: RequestDetails,
  names: Names,
): RequestView {
  const { record, decidesVia, roleAlsoCarries } = details;
  const { request, grant } = record;
  return {
    id: request.id,
    version: request.version,
    state: request.state,
    sentence: requestSentence(details, names),
    group: entityName(names, request.groupRef),
    mappingRef: request.mappingRef,
    level: request.level,
    levelTitle: request.levelTitle,
    cluster: clusterId(names, request.clusterArn),
    requester: entityName(names, request.requesterRef),
    reason: request.reason,
    terms: termsView(request),
    termsHash: request.termsHash,
    whoCanAssume: request.whoCanAssume,
    ...(roleAlsoCarries && { roleAlsoCarries: [...roleAlsoCarries] }),
    deciders: deciderViews(details.deciders, names, groupRef =>
      becauseOf(names, request, groupRef),
    ),
    ...(decidesVia && {
      youMayDecideBecause: becauseOf(names, request, decidesVia),
    }),
    canCancel: details.canCancel,
    createdAt: iso(request.createdAt),
    answerBy: iso(request.answerBy),
    decisions: record.decisions.map(made => ({
      by: entityName(names, made.byRef),
      decision: made.decision,
      ...(made.comment !== undefined && { comment: made.comment }),
      at: iso(made.at),
      ...(made.round < request.round && { voided: true }),
    })),
    ...(grant && { grant: grantView(grant, details) }),
  };
}

export function requestPageView(
  page: RequestPage,
  names: Names,
): RequestPageView {
  return {
    asOf: iso(page.at),
    requests: page.requests.map(details => requestView(details, names)),
    ...(page.next !== undefined && { next: page.next }),
  };
}

export function previewView(preview: Preview, names: Names): PreviewView {
  const { mapping, level, durationsMs } = preview;
  const durations = durationsMs.map(msToIsoDuration);
  return {
    asOf: iso(preview.at),
    group: entityName(names, mapping.groupRef),
    level: level.name,
    levelTitle: level.title,
    ...(level.description !== undefined && {
      levelDescription: level.description,
    }),
    cluster: clusterId(names, preview.clusterArn),
    principalArn: level.principalArn,
    policies: policyViews(level.terms.policies),
    kubernetesGroups: [...level.terms.kubernetesGroups],
    durations,
    maxDuration: durations[durations.length - 1],
    deciders: deciderViews(
      preview.deciders,
      names,
      groupRef =>
        `member of ${names.title(groupRef)}, which decides level ${
          level.title
        } of ${mapping.title}`,
    ),
    whoCanAssume: whoCanAssume(preview.role),
    roleAlsoCarries: [...preview.roleAlsoCarries],
    refusals: preview.refusals.map(refusalView),
  };
}

/** A refusal as data of an answer: its code, what happened, with what exactly, and what to do. */
export function refusalView({ code, details }: Refused): {
  code: string;
  happened: string;
  next: string;
} {
  const { happened, next } = eksAccessErrorCodes[code];
  const exactly = (details ?? []).map(({ problem }) => problem).join('; ');
  return {
    code,
    happened: exactly ? `${happened} (${exactly})` : happened,
    next,
  };
}

function termsView({ terms }: AccessRequest): TermsView {
  return {
    clusterArn: terms.clusterArn,
    clusterCreatedAt: iso(terms.clusterCreatedAt),
    principalArn: terms.principalArn,
    roleId: terms.roleId,
    policies: policyViews(terms.policies),
    kubernetesGroups: [...terms.kubernetesGroups],
    durationSeconds: terms.durationSeconds,
  };
}

/** Groups that cannot be listed stand for their members, since an empty list would say that nobody can decide. */
function deciderViews(
  { people, unreadGroups }: Deciders,
  names: Names,
  because: (groupRef: string) => string,
): DeciderView[] {
  return [
    ...people.map(({ ref, title, groupRef }) => ({
      person: { ref, title },
      because: because(groupRef),
      via: entityName(names, groupRef),
    })),
    ...unreadGroups.map(groupRef => ({
      person: entityName(names, groupRef),
      because: `any ${because(
        groupRef,
      )}; who that is cannot be read at the moment`,
      via: entityName(names, groupRef),
    })),
  ];
}

function grantView(grant: Grant, details: RequestDetails): GrantView {
  const { request } = details.record;
  const { startedAt, removedAtApiAt, endedBecause } = grant;
  const connect = connectLines({
    clusterArn: request.clusterArn,
    principalArn: request.terms.principalArn,
    level: request.level,
    nameIsShared: details.clusterNameIsShared,
  });
  return {
    id: grant.id,
    state: grant.state,
    ...(endedBecause && { endedBecause }),
    ...(startedAt !== undefined && { startedAt: iso(startedAt) }),
    expiresAt: iso(grant.expiresAt),
    ...(removedAtApiAt !== undefined && {
      removedAtApiAt: iso(removedAtApiAt),
      surelyWithoutEffectBy: iso(surelyWithoutEffectBy(removedAtApiAt)),
    }),
    trouble: troubleView(grant),
    ...(grant.state === 'active' && {
      connect: { lines: [...connect.lines], needs: [...connect.needs] },
    }),
    canGiveBack: details.canGiveBack,
  };
}

function troubleView({ trouble, held }: Grant): Trouble {
  if (trouble) return { ...trouble, since: iso(trouble.since) };
  return held
    ? { kind: 'retrying', sentence: held.because, since: iso(held.since) }
    : { kind: 'none' };
}
