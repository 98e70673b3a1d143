import { useState } from 'react';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  eksAccessErrorCodes,
  eksAccessRequestCreatePermission,
  GroupAccess,
} from '@eks-access/backstage-plugin-eks-access-common';
import { useMe, useNow } from '../../hooks';
import {
  AsOf,
  EmptyNote,
  FilterChips,
  Notice,
  PolledContent,
  SearchField,
  Stack,
  Toolbar,
} from '../../ui';
import { RequestDrawer } from '../RequestDrawer';
import { ClusterAccessTable } from './ClusterAccessTable';
import {
  ClusterAccessRow,
  deriveRows,
  filterRows,
  RowFilter,
} from './deriveRows';
import { NoMappingNote } from './NoMappingNote';
import { GroupPath, useClusterAccess } from './useClusterAccess';

/** What a group has, waits for and can ask for on its clusters. */
export function ClusterAccessTab(props: { group: GroupPath }) {
  const source = useClusterAccess(props.group);
  return (
    <PolledContent source={source} what="the team’s cluster access">
      {access => (
        <ClusterAccessContent access={access} onChanged={source.refresh} />
      )}
    </PolledContent>
  );
}

function ClusterAccessContent(props: {
  access: GroupAccess;
  onChanged: () => void;
}) {
  const { access, onChanged } = props;
  const me = useMe();
  const now = useNow(15_000);
  const mayAsk = usePermission({
    permission: eksAccessRequestCreatePermission,
  });
  const [search, setSearch] = useState('');
  const [filters, setFilters] = useState<ReadonlySet<RowFilter>>(new Set());
  // The row as it was when the form was opened: a poll must not change what is being asked under one's fingers.
  const [asking, setAsking] = useState<{
    row: ClusterAccessRow;
    turn: number;
  }>();
  const [isDrawerOpen, setIsDrawerOpen] = useState(false);

  const rows = deriveRows(access, me, now);
  const shown = filterRows(rows, search, filters);
  const count = (filter: RowFilter) =>
    filterRows(rows, search, new Set([filter])).length;
  const hasOnRequest = rows.some(({ onRequest }) => onRequest.length > 0);

  return (
    <Stack>
      {access.notice && (
        <Notice
          tone="caution"
          title={access.notice.happened}
          small={`Code ${access.notice.code}`}
        >
          {access.notice.next}
        </Notice>
      )}
      {!access.youAreMember && rows.length > 0 && (
        <Notice
          tone="quiet"
          title={`You see this as someone who decides for ${access.group.title} or owns a part of it.`}
        >
          Only members of {access.group.title} can ask for access here.
        </Notice>
      )}
      {access.youAreMember &&
        hasOnRequest &&
        !mayAsk.loading &&
        !mayAsk.allowed && (
          <Notice
            tone="caution"
            title="The portal’s permission policy does not let you ask for access."
            small="Code PERMISSION_DENIED · eks-access.request.create"
          >
            {eksAccessErrorCodes.PERMISSION_DENIED.next}
          </Notice>
        )}
      {rows.length === 0 ? (
        <NoMappingNote group={access.group} />
      ) : (
        <>
          <Toolbar end={<AsOf at={access.asOf} onRefresh={onChanged} />}>
            <SearchField
              label="Search clusters and levels"
              value={search}
              onChange={setSearch}
            />
            <FilterChips
              label="Show only"
              choices={[
                { id: 'mine', title: 'Mine', count: count('mine') },
                {
                  id: 'ending-soon',
                  title: 'Ending soon',
                  count: count('ending-soon'),
                },
                {
                  id: 'needs-attention',
                  title: 'Needs attention',
                  count: count('needs-attention'),
                },
              ]}
              chosen={filters}
              onChange={setFilters}
            />
          </Toolbar>
          {shown.length === 0 ? (
            <EmptyNote title="No cluster matches.">
              Change the search, or take a filter away.
            </EmptyNote>
          ) : (
            <ClusterAccessTable
              rows={shown}
              mayAsk={access.youAreMember && mayAsk.allowed}
              onAsk={row => {
                setAsking(before => ({ row, turn: (before?.turn ?? 0) + 1 }));
                setIsDrawerOpen(true);
              }}
              onChanged={onChanged}
            />
          )}
        </>
      )}
      {asking && (
        <RequestDrawer
          key={asking.turn}
          isOpen={isDrawerOpen}
          cluster={asking.row.source.cluster}
          group={access.group}
          levels={asking.row.onRequest}
          onAsked={onChanged}
          onClose={() => setIsDrawerOpen(false)}
        />
      )}
    </Stack>
  );
}
