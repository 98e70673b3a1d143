import { useState } from 'react';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { ObservedEntryView } from '@eks-access/backstage-plugin-eks-access-common';
import { PolicyLines } from '../../parts';
import {
  Arn,
  Column,
  DataRow,
  DataTable,
  EmptyNote,
  Instant,
  Quiet,
  SearchField,
  Stack,
  Toolbar,
} from '../../ui';
import { countWords, roleName } from '../../words';
import { entryOwnerWords } from './entryOwnerWords';
import { filterEntries } from './filterEntries';

const COLUMNS: readonly Column[] = [
  { id: 'principal', title: 'Principal', share: 32 },
  { id: 'gives', title: 'Gives', share: 26 },
  { id: 'owner', title: 'Whose', share: 18 },
  { id: 'remarks', title: 'Notable', share: 24 },
];

/** The access entries as AWS showed them, each with whose it is and what is notable about it. */
export function EntryTable(props: { entries: readonly ObservedEntryView[] }) {
  const { entries } = props;
  const [search, setSearch] = useState('');
  const shown = filterEntries(entries, search);
  if (entries.length === 0) {
    return (
      <EmptyNote title="No access entries are known.">
        Either the cluster has none, or it was never read in full.
      </EmptyNote>
    );
  }
  return (
    <Stack gap={1.5}>
      <Toolbar
        end={
          <Quiet>
            {countWords(shown.length, 'entry', 'entries')}
            {shown.length < entries.length && ` of ${entries.length}`}
          </Quiet>
        }
      >
        <SearchField
          label="Search entries"
          value={search}
          onChange={setSearch}
        />
      </Toolbar>
      {shown.length === 0 ? (
        <EmptyNote title="No entry matches.">Change the search.</EmptyNote>
      ) : (
        <DataTable label="Access entries" columns={COLUMNS}>
          {shown.map(entry => (
            <DataRow
              key={entry.accessEntryArn}
              cells={[
                <div key="principal">
                  <strong>{roleName(entry.principalArn)}</strong>
                  <Quiet>
                    <Arn arn={entry.principalArn} />
                  </Quiet>
                </div>,
                <div key="gives">
                  <PolicyLines
                    policies={entry.policies}
                    kubernetesGroups={entry.kubernetesGroups}
                  />
                  <Quiet>
                    {entry.type} · made <Instant at={entry.createdAt} />
                  </Quiet>
                </div>,
                <div key="owner">
                  {entryOwnerWords(entry.owner)}
                  {entry.owner.kind === 'managed' && (
                    <Quiet>
                      <EntityRefLink
                        entityRef={entry.owner.mappingRef}
                        hideIcon
                      />
                    </Quiet>
                  )}
                </div>,
                <div key="remarks">
                  {entry.remarks.length === 0
                    ? '–'
                    : entry.remarks.map(remark => (
                        <div key={remark}>{remark}</div>
                      ))}
                </div>,
              ]}
            />
          ))}
        </DataTable>
      )}
    </Stack>
  );
}
