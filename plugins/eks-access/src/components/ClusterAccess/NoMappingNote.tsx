import { useEffect, useState } from 'react';
import {
  ClusterSummary,
  EntityName,
} from '@eks-access/backstage-plugin-eks-access-common';
import { useCallApi } from '../../hooks';
import { EntityLink } from '../../parts';
import { CopyLines, EmptyNote } from '../../ui';
import { mappingExample } from './mappingExample';

/**
 * The tab of a group without any mapping: for those who own a cluster the YAML to paste, for everyone else whom to ask. Clusters that cannot
 * be listed are no reason to show less than whom to ask.
 */
export function NoMappingNote(props: { group: EntityName }) {
  const { group } = props;
  const clusters = useVisibleClusters();
  const owned = clusters.find(({ youOwnIt }) => youOwnIt);
  const title = `No mapping gives ${group.title} access to a cluster yet.`;
  if (owned) {
    return (
      <EmptyNote title={title}>
        <div>
          You own {owned.cluster.name}. To give {group.title} access, commit
          this to a location that the portal trusts, with roles and namespaces
          of your own, and register it in the catalog. While the cluster is in
          mode observe, the plan is shown and nothing is changed.
        </div>
        <CopyLines lines={[mappingExample(group.ref, owned)]} what="mapping" />
      </EmptyNote>
    );
  }
  const owners = [
    ...new Map(clusters.map(({ owner }) => [owner.ref, owner])).values(),
  ];
  return (
    <EmptyNote title={title}>
      {owners.length > 0 ? (
        <div>
          Ask{' '}
          {owners.map((owner, index) => (
            <span key={owner.ref}>
              {index > 0 && ' or '}
              <EntityLink entity={owner} />
            </span>
          ))}{' '}
          for a mapping of {group.title}, and send them the link to this page.
        </div>
      ) : (
        <div>
          Ask the platform team of your portal for an EksAccessMapping of{' '}
          {group.title}, and send them the link to this page.
        </div>
      )}
      <CopyLines lines={[window.location.href]} what="link" />
    </EmptyNote>
  );
}

function useVisibleClusters(): readonly ClusterSummary[] {
  const callApi = useCallApi();
  const [clusters, setClusters] = useState<readonly ClusterSummary[]>([]);
  useEffect(() => {
    let isCurrent = true;
    callApi('listClusters', {}).then(
      answer => isCurrent && setClusters(answer.clusters),
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [callApi]);
  return clusters;
}
