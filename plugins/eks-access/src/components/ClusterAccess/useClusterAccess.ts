import { GroupAccess } from '@eks-access/backstage-plugin-eks-access-common';
import {
  pauseForRequests,
  PolledWithRefresh,
  SOON_MS,
  useCallApi,
  usePolled,
} from '../../hooks';

/** A group as the API names it. */
export interface GroupPath {
  readonly namespace: string;
  readonly name: string;
}

/** What the group has and waits for, read again and again: soon while something is under way, calmly otherwise. */
export function useClusterAccess(
  group: GroupPath,
): PolledWithRefresh<GroupAccess> {
  const callApi = useCallApi();
  return usePolled({
    key: `${group.namespace}/${group.name}`,
    load: () => callApi('getGroupAccess', { params: { ...group } }),
    pauseMs: (access, now) =>
      access.clusters.some(({ health }) => health.state === 'applying')
        ? SOON_MS
        : pauseForRequests(
            access.clusters.flatMap(({ requests }) => requests),
            now,
          ),
  });
}
