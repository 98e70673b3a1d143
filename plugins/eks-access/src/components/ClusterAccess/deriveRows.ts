import {
  GroupAccess,
  GroupClusterRow,
  GroupLevel,
  RequestView,
} from '@eks-access/backstage-plugin-eks-access-common';
import { endsSoon, healthNeedsAttention, holdsEveryWord } from '../../words';

/** A cluster as a row of the tab. */
export interface ClusterAccessRow {
  /** The cluster's ARN. */
  readonly key: string;
  readonly source: GroupClusterRow;
  readonly standing: readonly GroupLevel[];
  readonly onRequest: readonly GroupLevel[];
  /** Decided for and not yet surely without effect, soonest end first. */
  readonly granted: readonly RequestView[];
  readonly waiting: readonly RequestView[];
  /** Denied, taken back, timed out or ended, newest first. */
  readonly past: readonly RequestView[];
  readonly matches: ReadonlySet<RowFilter>;
}

/** What a row can be filtered by. */
export type RowFilter = 'mine' | 'ending-soon' | 'needs-attention';

/**
 * The rows of the tab in the order of the answer. `me` is the signed-in person's entity reference, where it is known; without it no row is
 * theirs.
 */
export function deriveRows(
  access: GroupAccess,
  me: string | undefined,
  now: number,
): readonly ClusterAccessRow[] {
  return access.clusters.map(source => {
    const granted = source.requests
      .filter(request => isGranted(request, now))
      .sort(bySoonestEnd);
    const waiting = source.requests.filter(({ state }) => state === 'waiting');
    const shown = new Set([...granted, ...waiting]);
    return {
      key: source.cluster.arn,
      source,
      standing: source.levels.filter(({ mode }) => mode === 'standing'),
      onRequest: source.levels.filter(({ mode }) => mode === 'on-request'),
      granted,
      waiting,
      past: source.requests.filter(request => !shown.has(request)),
      matches: matchedFilters(source, [...shown], me, now),
    };
  });
}

/**
 * Whether a request has been granted and may still have effect. An ended grant stays until the instant from which it is surely without
 * effect: "removed at the API" is not yet that (rule 9).
 */
function isGranted(request: RequestView, now: number): boolean {
  const { state, grant } = request;
  if (state !== 'approved') return false;
  if (grant?.state !== 'ended') return true;
  return (
    grant.surelyWithoutEffectBy !== undefined &&
    Date.parse(grant.surelyWithoutEffectBy) > now
  );
}

function bySoonestEnd(left: RequestView, right: RequestView): number {
  const [first, second] = [left, right].map(({ grant }) =>
    grant?.expiresAt ? Date.parse(grant.expiresAt) : Number.MAX_SAFE_INTEGER,
  );
  return first - second;
}

function matchedFilters(
  source: GroupClusterRow,
  open: readonly RequestView[],
  me: string | undefined,
  now: number,
): ReadonlySet<RowFilter> {
  const matched = new Set<RowFilter>();
  if (open.some(({ requester }) => requester.ref === me)) matched.add('mine');
  if (open.some(({ grant }) => grant && endsSoon(grant, now))) {
    matched.add('ending-soon');
  }
  const isTroubled =
    healthNeedsAttention(source.health) ||
    open.some(({ grant }) => grant && grant.trouble.kind !== 'none') ||
    source.levels.some(
      ({ standing }) =>
        standing && ['differs', 'blocked', 'unknown'].includes(standing.state),
    );
  if (isTroubled) matched.add('needs-attention');
  return matched;
}

/** The rows that hold every word of `search`, in any case, and match every filter. */
export function filterRows(
  rows: readonly ClusterAccessRow[],
  search: string,
  filters: ReadonlySet<RowFilter>,
): readonly ClusterAccessRow[] {
  return rows.filter(
    row =>
      [...filters].every(filter => row.matches.has(filter)) &&
      holdsEveryWord(searchableTexts(row), search),
  );
}

function searchableTexts({ source }: ClusterAccessRow): readonly string[] {
  const { cluster, clusterOwner, mode, levels, requests } = source;
  return [
    cluster.name,
    cluster.accountId,
    cluster.region,
    clusterOwner.title,
    mode,
    ...levels.flatMap(({ title, principalArn, policies }) => [
      title,
      principalArn,
      ...policies.flatMap(({ policyName, scope }) => [
        policyName,
        ...(scope.type === 'namespace' ? scope.namespaces : []),
      ]),
    ]),
    ...requests.map(({ requester }) => requester.title),
  ];
}
