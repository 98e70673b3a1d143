import { parseEntityRef } from '@backstage/catalog-model';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { EntityName } from '@eks-access/backstage-plugin-eks-access-common';

/** A person or group by title, linked to its page in the catalog. */
export function EntityLink(props: { entity: EntityName }) {
  const { ref, title } = props.entity;
  return (
    <EntityRefLink entityRef={parseEntityRef(ref)} hideIcon>
      {title}
    </EntityRefLink>
  );
}
