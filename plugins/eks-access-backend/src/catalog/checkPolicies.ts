import {
  accessPolicyArn,
  accessPolicyName,
  type AccessScope,
  type MappingAccessPolicy,
} from '@eks-access/backstage-plugin-eks-access-common';
import {
  checkAgainstCeiling,
  type Ceiling,
  type Observation,
  type PolicyTerm,
} from '../access';
import { ceilingFindings, finding, type Finding, type Place } from './findings';

export interface PolicyContext {
  readonly ceiling: Ceiling;
  /** Names that EKS lists. While they are unknown, no name is called unknown. */
  readonly knownPolicies: Observation<readonly string[]>;
}

/** The policy with its scope, without what lies outside the ceiling; no term where nothing is left. */
export function checkPolicy(
  path: readonly PropertyKey[],
  policy: MappingAccessPolicy,
  partition: string,
  { ceiling, knownPolicies }: PolicyContext,
): { readonly findings: readonly Finding[]; readonly term?: PolicyTerm } {
  const policyPlace = { path: [...path, 'policy'], value: policy.policy };
  const nameFindings = checkName(policyPlace, knownPolicies);
  const scope = checkScope(path, policy, ceiling);
  const findings = [...nameFindings, ...scope.findings];
  if (nameFindings.length > 0 || !scope.scope) return { findings };
  const term = {
    policyArn: accessPolicyArn(partition, policy.policy),
    scope: scope.scope,
  };
  const outside = checkAgainstCeiling(
    { terms: { policies: [term], kubernetesGroups: [] } },
    ceiling,
  ).flatMap(violation =>
    ceilingFindings(
      violation.code === 'cluster-scope-not-allowed'
        ? { path: [...path, 'scope'], value: policy.scope }
        : policyPlace,
      [violation],
    ),
  );
  return outside.length > 0
    ? { findings: [...findings, ...outside] }
    : { findings, term };
}

/** Checks each namespace of a list; `allowed` are those that pass, sorted and unique. */
export function checkNamespaces(
  path: readonly PropertyKey[],
  namespaces: readonly string[],
  ceiling: Ceiling,
): { readonly findings: readonly Finding[]; readonly allowed: string[] } {
  const findings: Finding[] = [];
  const allowed = new Set<string>();
  namespaces.forEach((namespace, at) => {
    const found = checkNamespace(
      { path: [...path, at], value: namespace },
      ceiling,
    );
    findings.push(...found);
    if (found.length === 0) allowed.add(namespace);
  });
  return { findings, allowed: [...allowed].sort() };
}

function checkNamespace(
  place: Place & { readonly value: string },
  ceiling: Ceiling,
): Finding[] {
  // Before the ceiling, to which `*` is protected first of all: a pattern is a mistake under every ceiling.
  if (place.value.includes('*')) {
    return [
      finding(
        'invalid',
        'namespace-wildcard',
        place,
        'This is a pattern: it would open namespaces that do not exist yet, whoever makes them.',
        'Name each namespace.',
      ),
    ];
  }
  return ceilingFindings(
    place,
    checkAgainstCeiling({ namespaces: [place.value] }, ceiling),
  );
}

function checkName(
  place: Place & { readonly value: string },
  knownPolicies: PolicyContext['knownPolicies'],
): Finding[] {
  const name = place.value;
  const unknown = (fix: string) => [
    finding(
      'invalid',
      'policy-unknown',
      place,
      'EKS has no access policy of this name.',
      fix,
    ),
  ];
  const nameInArn = accessPolicyName(name);
  if (nameInArn !== undefined) {
    return unknown(`Write the name only: ${nameInArn}.`);
  }
  if (!/^[A-Za-z0-9_-]{1,128}$/.test(name)) {
    return unknown('Write the name of one, such as AmazonEKSViewPolicy.');
  }
  if (knownPolicies.kind === 'unknown' || knownPolicies.value.includes(name)) {
    return [];
  }
  const alike = knownPolicies.value.find(
    known => bareName(known) === bareName(name),
  );
  return unknown(
    alike
      ? `Write ${alike}.`
      : 'Write one of those that aws eks list-access-policies shows, such as AmazonEKSViewPolicy.',
  );
}

/** `view` for AmazonEKSViewPolicy, ViewPolicy, eks-view and the like. */
function bareName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[_-]/g, '')
    .replace(/^amazon/, '')
    .replace(/^eks/, '')
    .replace(/policy$/, '');
}

function checkScope(
  path: readonly PropertyKey[],
  policy: MappingAccessPolicy,
  ceiling: Ceiling,
): { readonly findings: readonly Finding[]; readonly scope?: AccessScope } {
  const namespaces = policy.namespaces ?? [];
  const place = { path: [...path, 'namespaces'], value: policy.namespaces };
  if (policy.scope === 'cluster') {
    return namespaces.length === 0
      ? { findings: [], scope: { type: 'cluster' } }
      : {
          findings: [
            finding(
              'invalid',
              'cluster-scope-with-namespaces',
              place,
              'The policy is said to hold for the whole cluster and for namespaces at once.',
              'Take out scope: cluster to keep the namespaces, or take out the namespaces.',
            ),
          ],
        };
  }
  if (namespaces.length === 0) {
    return {
      findings: [
        finding(
          'invalid',
          'namespaces-missing',
          place,
          'It is not said in which namespaces the policy holds.',
          'Name them, as in namespaces: [payments], or write scope: cluster for all of them.',
        ),
      ],
    };
  }
  const { findings, allowed } = checkNamespaces(
    place.path,
    namespaces,
    ceiling,
  );
  return allowed.length > 0
    ? { findings, scope: { type: 'namespace', namespaces: allowed } }
    : { findings };
}
