import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { ClusterSummary } from '@eks-access/backstage-plugin-eks-access-common';
import { EntityLink } from '../../parts';
import { Arn, Facts, Quiet, StateWord } from '../../ui';
import { healthWords, modeWords } from '../../words';

/** What a cluster is and how it stands. */
export function ClusterFacts(props: { summary: ClusterSummary }) {
  const { summary } = props;
  const { cluster, health } = summary;
  return (
    <Facts
      facts={[
        {
          name: 'Mode',
          value: (
            <StateWord words={modeWords(summary.mode)} sentence="always" />
          ),
        },
        {
          name: 'Health',
          value: (
            <>
              <StateWord words={healthWords(health)} sentence="always" />
              {health.next && <Quiet>{health.next}</Quiet>}
            </>
          ),
        },
        { name: 'Owner', value: <EntityLink entity={summary.owner} /> },
        { name: 'ARN', value: <Arn arn={cluster.arn} what={cluster.name} /> },
        {
          name: 'In the catalog',
          value: cluster.entityRef ? (
            <EntityRefLink entityRef={cluster.entityRef} hideIcon />
          ) : (
            'not declared'
          ),
        },
        {
          name: 'Authentication',
          value: `${summary.authenticationMode}${
            summary.kubernetesVersion
              ? ` · Kubernetes ${summary.kubernetesVersion}`
              : ''
          }`,
        },
      ]}
    />
  );
}
