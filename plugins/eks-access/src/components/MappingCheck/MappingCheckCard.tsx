import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { DEFAULT_NAMESPACE } from '@backstage/catalog-model';
import { MappingCheck } from '@eks-access/backstage-plugin-eks-access-common';
import { CALM_MS, useCallApi, usePolled } from '../../hooks';
import { ClusterName } from '../../parts';
import { AsOf, PolledContent, Section, Stack, StateWord } from '../../ui';
import { countWords, mappingWords } from '../../words';
import { ProblemList } from './ProblemList';

/** Whether the mapping on whose page it stands is in force, and what is wrong with it. */
export function MappingCheckCard() {
  const { entity } = useEntity();
  const params = {
    namespace: (
      entity.metadata.namespace ?? DEFAULT_NAMESPACE
    ).toLocaleLowerCase('en-US'),
    name: entity.metadata.name.toLocaleLowerCase('en-US'),
  };
  const callApi = useCallApi();
  const source = usePolled({
    key: `${params.namespace}/${params.name}`,
    load: () => callApi('checkMapping', { params }),
    pauseMs: () => CALM_MS,
  });
  return (
    <EntityInfoCard title="EKS access">
      <PolledContent source={source} what="the state of the mapping">
        {check => <CheckContent check={check} onRefresh={source.refresh} />}
      </PolledContent>
    </EntityInfoCard>
  );
}

function CheckContent(props: { check: MappingCheck; onRefresh: () => void }) {
  const { check, onRefresh } = props;
  const { problems, clusters } = check;
  return (
    <Stack gap={2.5}>
      <StateWord words={mappingWords(check)} sentence="always" />
      {problems.length > 0 && (
        <Section title={`${countWords(problems.length, 'problem')} to mend`}>
          <ProblemList problems={problems} />
        </Section>
      )}
      <Section title="Clusters it names" isSmall>
        {clusters.length === 0 ? (
          <div>None that is known.</div>
        ) : (
          <Stack gap={1}>
            {clusters.map(cluster => (
              <ClusterName key={cluster.arn} cluster={cluster} />
            ))}
          </Stack>
        )}
      </Section>
      <AsOf at={check.asOf} onRefresh={onRefresh} />
    </Stack>
  );
}
