import { PolicyTermView } from '@eks-access/backstage-plugin-eks-access-common';
import { policyAtScope } from '../words';

/** Policies with their scopes, one a line, and the Kubernetes groups below them; "none" where there is neither. */
export function PolicyLines(props: {
  policies: readonly PolicyTermView[];
  kubernetesGroups?: readonly string[];
}) {
  const { policies, kubernetesGroups = [] } = props;
  if (policies.length + kubernetesGroups.length === 0) return <>none</>;
  return (
    <>
      {policies.map(policy => (
        <div key={`${policy.policyArn} ${policyAtScope(policy)}`}>
          {policyAtScope(policy)}
        </div>
      ))}
      {kubernetesGroups.length > 0 && (
        <div>Kubernetes groups: {kubernetesGroups.join(', ')}</div>
      )}
    </>
  );
}
