import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { RequestView } from '@eks-access/backstage-plugin-eks-access-common';
import { useNow } from '../../hooks';
import { ClusterName, EntityLink } from '../../parts';
import { eksAccessRequestRouteRef } from '../../routes';
import {
  Column,
  DataRow,
  DataTable,
  Instant,
  Quiet,
  Stack,
  StateWord,
} from '../../ui';
import { levelInScope, requestWords, spokenDuration } from '../../words';
import { RequestActions } from '../RequestActions';
import { RequestTimes } from '../RequestTimes';
import { LoadOlderButton } from './LoadOlderButton';
import { RequestListSource } from './useRequestList';

const COLUMNS: readonly Column[] = [
  { id: 'what', title: 'What', share: 24 },
  { id: 'cluster', title: 'Cluster', share: 18 },
  { id: 'who', title: 'For, asked by', share: 16 },
  { id: 'state', title: 'State', share: 26 },
  { id: 'actions', title: 'Actions', share: 16, isTitleHidden: true },
];

/** Requests as a table, each with what the signed-in person can do with it. */
export function RequestTable(props: {
  label: string;
  requests: readonly RequestView[];
  loadOlder: RequestListSource['loadOlder'];
  onChanged: () => void;
}) {
  const { label, requests, loadOlder, onChanged } = props;
  const now = useNow(15_000);
  const requestPath = useRouteRef(eksAccessRequestRouteRef);
  return (
    <Stack gap={1}>
      <DataTable label={label} columns={COLUMNS}>
        {requests.map(request => (
          <DataRow
            key={request.id}
            cells={[
              <div key="what">
                <Link to={requestPath({ id: request.id })}>
                  {levelInScope(request.levelTitle, request.terms.policies)}
                </Link>
                <Quiet>
                  for {spokenDuration(`PT${request.terms.durationSeconds}S`)}
                </Quiet>
              </div>,
              <ClusterName key="cluster" cluster={request.cluster} />,
              <div key="who">
                <EntityLink entity={request.group} />
                <Quiet>
                  {request.requester.title} <Instant at={request.createdAt} />
                </Quiet>
              </div>,
              <div key="state">
                <StateWord words={requestWords(request, now)} />
                <RequestTimes request={request} />
              </div>,
              <RequestActions
                key="actions"
                request={request}
                onChanged={onChanged}
              />,
            ]}
          />
        ))}
      </DataTable>
      <LoadOlderButton loadOlder={loadOlder} />
    </Stack>
  );
}
