import {
  AsOf,
  EmptyNote,
  PolledContent,
  Quiet,
  Section,
  Stack,
} from '../../ui';
import {
  LoadOlderButton,
  mergeRequests,
  RequestTable,
  useRequestList,
} from '../RequestList';
import { DecisionCard } from './DecisionCard';

/** The inbox of a decider: what waits for them, and what they have decided. */
export function ToApprovePage() {
  const toDecide = useRequestList('to-decide');
  const decided = useRequestList('decided');
  const refreshBoth = async () => {
    await Promise.all([toDecide.refresh(), decided.refresh()]);
  };
  return (
    <Stack gap={4}>
      <PolledContent source={toDecide} what="what waits for you">
        {page => {
          const requests = mergeRequests(page.requests, toDecide.older);
          return (
            <Section
              title="Waiting for your decision"
              aside={<AsOf at={page.asOf} onRefresh={refreshBoth} />}
            >
              {requests.length === 0 ? (
                <EmptyNote title="Nothing waits for your decision.">
                  When someone asks for a level that you may decide, it stands
                  here.
                </EmptyNote>
              ) : (
                <Stack>
                  {requests.map(request => (
                    <DecisionCard
                      key={request.id}
                      request={request}
                      onDecided={refreshBoth}
                    />
                  ))}
                  <LoadOlderButton loadOlder={toDecide.loadOlder} />
                </Stack>
              )}
            </Section>
          );
        }}
      </PolledContent>
      <PolledContent source={decided} what="what you have decided">
        {page => {
          const requests = mergeRequests(page.requests, decided.older);
          return (
            <Section title="Decided by you">
              {requests.length === 0 ? (
                <Quiet>You have not decided anything yet.</Quiet>
              ) : (
                <RequestTable
                  label="Decided by you"
                  requests={requests}
                  loadOlder={decided.loadOlder}
                  onChanged={decided.refresh}
                />
              )}
            </Section>
          );
        }}
      </PolledContent>
    </Stack>
  );
}
