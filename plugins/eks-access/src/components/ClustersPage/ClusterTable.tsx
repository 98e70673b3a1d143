import { ClusterSummary } from '@eks-access/backstage-plugin-eks-access-common';
import { ClusterName, EntityLink } from '../../parts';
import {
  Column,
  DataRow,
  DataTable,
  Instant,
  Quiet,
  StateWord,
} from '../../ui';
import { countWords, healthWords, modeWords } from '../../words';

const COLUMNS: readonly Column[] = [
  { id: 'cluster', title: 'Cluster', share: 22 },
  { id: 'owner', title: 'Owner', share: 13 },
  { id: 'mode', title: 'Mode', share: 12 },
  { id: 'health', title: 'Health', share: 21 },
  { id: 'entries', title: 'Access entries', share: 16 },
  { id: 'authentication', title: 'Authentication', share: 16 },
];

/** The clusters as an inventory, each linked to its page where the signed-in person owns it. */
export function ClusterTable(props: { clusters: readonly ClusterSummary[] }) {
  return (
    <DataTable label="Clusters" columns={COLUMNS}>
      {props.clusters.map(summary => (
        <DataRow
          key={summary.cluster.arn}
          cells={[
            <ClusterName
              key="cluster"
              cluster={summary.cluster}
              isLinked={summary.youOwnIt}
            />,
            <EntityLink key="owner" entity={summary.owner} />,
            <StateWord key="mode" words={modeWords(summary.mode)} />,
            <div key="health">
              <StateWord words={healthWords(summary.health)} />
              {summary.health.next && <Quiet>{summary.health.next}</Quiet>}
              <Quiet>
                {summary.asOf ? (
                  <>
                    Read <Instant at={summary.asOf} />
                  </>
                ) : (
                  'Never read in full'
                )}
              </Quiet>
            </div>,
            <EntryCounts key="entries" summary={summary} />,
            <div key="authentication">
              {summary.authenticationMode}
              {summary.kubernetesVersion && (
                <Quiet>Kubernetes {summary.kubernetesVersion}</Quiet>
              )}
            </div>,
          ]}
        />
      ))}
    </DataTable>
  );
}

function EntryCounts(props: { summary: ClusterSummary }) {
  const { counts, mode } = props.summary;
  if (!counts) return <>Unknown</>;
  const steps = countWords(counts.planned, 'step');
  return (
    <div>
      {countWords(counts.entries, 'entry', 'entries')}
      <Quiet>
        {counts.managed} ours · {counts.foreign} foreign
      </Quiet>
      {counts.planned > 0 && (
        <Quiet>
          {steps} {mode === 'observe' ? 'would be done' : 'to be done'}
        </Quiet>
      )}
    </div>
  );
}
