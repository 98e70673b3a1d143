import { DEFAULT_NAMESPACE } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { ClusterAccessTab } from './ClusterAccessTab';

/** {@link ClusterAccessTab} of the group on whose page it stands. */
export function EntityGroupClusterAccess() {
  const { entity } = useEntity();
  const { namespace = DEFAULT_NAMESPACE, name } = entity.metadata;
  return (
    <ClusterAccessTab
      group={{
        namespace: namespace.toLocaleLowerCase('en-US'),
        name: name.toLocaleLowerCase('en-US'),
      }}
    />
  );
}
