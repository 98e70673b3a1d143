import {
  accessPolicyName,
  parseClusterArn,
  type AccessScope,
  type ClusterId,
  type EntityName,
  type PolicyTermView,
} from '@eks-access/backstage-plugin-eks-access-common';
import type { Instant, PolicyTerm } from '../../access';
import type { CatalogView } from '../../catalog';

/** Where titles and cluster entities come from. */
export type Names = Pick<CatalogView, 'title' | 'clusters'>;

export function iso(at: Instant): string {
  return new Date(at).toISOString();
}

export function entityName(names: Names, ref: string): EntityName {
  return { ref, title: names.title(ref) };
}

export function clusterId(names: Names, arn: string): ClusterId {
  const parts = parseClusterArn(arn);
  const declared = names.clusters.find(cluster => cluster.arn === arn);
  return {
    arn,
    accountId: parts?.accountId ?? '',
    region: parts?.region ?? '',
    name: parts?.name ?? arn,
    ...(declared && { entityRef: declared.entityRef }),
  };
}

export function policyViews(policies: readonly PolicyTerm[]): PolicyTermView[] {
  return policies.map(({ policyArn, scope }) => ({
    policyArn,
    policyName: accessPolicyName(policyArn) ?? policyArn,
    scope: scopeView(scope),
  }));
}

function scopeView(scope: AccessScope): AccessScope {
  return scope.type === 'cluster'
    ? { type: 'cluster' }
    : { type: 'namespace', namespaces: [...scope.namespaces] };
}
