import { RequestView } from '@eks-access/backstage-plugin-eks-access-common';

/** Something that happened to a request, or is to happen. */
export interface HistoryItem {
  readonly key: string;
  readonly words: string;
  /** What a person said on the occasion, as they typed it. */
  readonly comment?: string;
  readonly at: string;
}

/** What happened to a request and its grant in the order of time; instants that are not known are left out. */
export function deriveHistory(request: RequestView): readonly HistoryItem[] {
  const { grant, requester, decisions } = request;
  const items: readonly (Omit<HistoryItem, 'at'> & { at?: string })[] = [
    {
      key: 'asked',
      words: `Asked by ${requester.title}`,
      at: request.createdAt,
    },
    ...decisions.map(({ by, decision, comment, at }) => ({
      key: `decided ${by.ref} ${at}`,
      words: `${decision === 'approve' ? 'Approved' : 'Denied'} by ${by.title}`,
      comment,
      at,
    })),
    { key: 'started', words: 'Started', at: grant?.startedAt },
    { key: 'removed', words: 'Removed at AWS', at: grant?.removedAtApiAt },
    {
      key: 'without-effect',
      words: 'Surely without effect',
      at: grant?.surelyWithoutEffectBy,
    },
    {
      key: 'ends',
      words: 'Ends by itself',
      at:
        grant && !['ending', 'ended'].includes(grant.state)
          ? grant.expiresAt
          : undefined,
    },
  ];
  return items
    .flatMap(item => (item.at === undefined ? [] : [{ ...item, at: item.at }]))
    .sort((left, right) => Date.parse(left.at) - Date.parse(right.at));
}
