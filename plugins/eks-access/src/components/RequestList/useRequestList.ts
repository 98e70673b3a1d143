import { useState } from 'react';
import {
  RequestPage,
  RequestView,
} from '@eks-access/backstage-plugin-eks-access-common';
import {
  Action,
  pauseForRequests,
  PolledWithRefresh,
  useAction,
  useCallApi,
  usePolled,
} from '../../hooks';

/** Which requests: to be decided by the signed-in person, decided by them, or asked by them. */
export type RequestListView = 'to-decide' | 'decided' | 'mine';

/** A list of requests that is read again and again, with the means to fetch what is older. */
export interface RequestListSource extends PolledWithRefresh<RequestPage> {
  /** Fetched on demand and not read again. */
  readonly older: readonly RequestView[];
  /** Undefined where nothing older is known to exist. */
  readonly loadOlder: Action<[], void> | undefined;
}

/** Requests of one view, newest first. */
export function useRequestList(view: RequestListView): RequestListSource {
  const callApi = useCallApi();
  const source = usePolled({
    key: view,
    load: () => callApi('listRequests', { query: { view } }),
    pauseMs: ({ requests }, now) => pauseForRequests(requests, now),
  });
  const [older, setOlder] = useState<{
    requests: readonly RequestView[];
    next?: string;
  }>();
  const firstNext =
    source.polled.state === 'ready' ? source.polled.data.next : undefined;
  const before = older ? older.next : firstNext;
  const loadOlder = useAction(async () => {
    const page = await callApi('listRequests', { query: { view, before } });
    setOlder(known => ({
      requests: [...(known?.requests ?? []), ...page.requests],
      next: page.next,
    }));
  });
  return {
    ...source,
    older: older?.requests ?? [],
    loadOlder: before === undefined ? undefined : loadOlder,
  };
}

/** The first page and what is older as one list; a request that has moved between the two is there once, as it was read last. */
export function mergeRequests(
  firstPage: readonly RequestView[],
  older: readonly RequestView[],
): readonly RequestView[] {
  const fresh = new Set(firstPage.map(({ id }) => id));
  return [...firstPage, ...older.filter(({ id }) => !fresh.has(id))];
}
