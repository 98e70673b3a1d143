import { useState } from 'react';
import { CALM_MS, useCallApi, usePolled } from '../../hooks';
import {
  AsOf,
  EmptyNote,
  PolledContent,
  SearchField,
  Stack,
  Toolbar,
} from '../../ui';
import { ClusterTable } from './ClusterTable';
import { filterClusters } from './filterClusters';
import { NoClustersNote } from './NoClustersNote';
import { StatusNotices } from './StatusNotices';

/** Every cluster that the signed-in person may see: mode, health, who owns it, how many entries of whom. */
export function ClustersPage() {
  const callApi = useCallApi();
  const source = usePolled({
    key: 'clusters',
    load: () => callApi('listClusters', {}),
    pauseMs: () => CALM_MS,
  });
  const status = usePolled({
    key: 'status',
    load: () => callApi('getStatus', {}),
    pauseMs: () => CALM_MS,
  });
  const [search, setSearch] = useState('');
  return (
    <Stack>
      {status.polled.state === 'ready' && (
        <StatusNotices status={status.polled.data} />
      )}
      <PolledContent source={source} what="the clusters">
        {({ asOf, clusters }) => {
          if (clusters.length === 0) return <NoClustersNote />;
          const shown = filterClusters(clusters, search);
          return (
            <Stack>
              <Toolbar end={<AsOf at={asOf} onRefresh={source.refresh} />}>
                <SearchField
                  label="Search clusters"
                  value={search}
                  onChange={setSearch}
                />
              </Toolbar>
              {shown.length === 0 ? (
                <EmptyNote title="No cluster matches.">
                  Change the search.
                </EmptyNote>
              ) : (
                <ClusterTable clusters={shown} />
              )}
            </Stack>
          );
        }}
      </PolledContent>
    </Stack>
  );
}
