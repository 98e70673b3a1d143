import { AsOf, EmptyNote, PolledContent, Stack, Toolbar } from '../../ui';
import { mergeRequests, RequestTable, useRequestList } from '../RequestList';

/** What the signed-in person has asked for, in every group and on every cluster. */
export function MyRequestsPage() {
  const source = useRequestList('mine');
  return (
    <PolledContent source={source} what="your requests">
      {page => {
        const requests = mergeRequests(page.requests, source.older);
        return requests.length === 0 ? (
          <EmptyNote title="You have not asked for anything yet.">
            Open the page of your team in the catalog: on its tab Cluster access
            stands what the team can ask for.
          </EmptyNote>
        ) : (
          <Stack>
            <Toolbar end={<AsOf at={page.asOf} onRefresh={source.refresh} />} />
            <RequestTable
              label="My requests"
              requests={requests}
              loadOlder={source.loadOlder}
              onChanged={source.refresh}
            />
          </Stack>
        );
      }}
    </PolledContent>
  );
}
