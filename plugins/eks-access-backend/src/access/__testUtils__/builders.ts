import type { AccessScope } from '@eks-access/backstage-plugin-eks-access-common';
import type { Ceiling } from '../ceiling';
import type { GuardInput } from '../guardContext';
import type { ObservedEntryRead, OwnTags, PlanInput } from '../plan';
import type {
  ClusterIdentity,
  Intent,
  ManagedEntry,
  Observation,
  ObservedEntry,
  PolicyTerm,
  RoleFacts,
  Terms,
} from '../types';

/** Whole valid things with defaults, so that a test writes only what matters to it. */

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** The instant of every example. */
export const NOW = Date.UTC(2026, 10, 22, 12);

export const CLUSTER: ClusterIdentity = {
  arn: 'arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod',
  createdAt: NOW - 1000 * HOUR,
};

export const TEAM = roleArn('payments');
export const EDITOR = roleArn('payments-editor');
export const MAPPING = 'eksaccessmapping:default/payments';

export const VIEW = policyArn('AmazonEKSViewPolicy');
export const EDIT = policyArn('AmazonEKSEditPolicy');
export const CLUSTER_ADMIN = policyArn('AmazonEKSClusterAdminPolicy');

export const ROLE_CREATED_AT = NOW - 500 * HOUR;
export const ENTRY_CREATED_AT = NOW - 100 * HOUR;

export function roleArn(name: string): string {
  return `arn:aws:iam::111122223333:role/teams/${name}`;
}

export function policyArn(name: string): string {
  return `arn:aws:eks::aws:cluster-access-policy/${name}`;
}

/** The id that IAM gave to a role; `AROAOLD...` is what it was before the role was made again. */
export function roleIdOf(principalArn: string): string {
  return `AROA${principalArn.slice(principalArn.lastIndexOf('/') + 1)}`;
}

export function namespaces(...names: string[]): AccessScope {
  return { type: 'namespace', namespaces: [...names].sort() };
}

export const WHOLE_CLUSTER: AccessScope = { type: 'cluster' };

export function policy(arn: string, ...names: string[]): PolicyTerm {
  return {
    policyArn: arn,
    scope: names.length > 0 ? namespaces(...names) : WHOLE_CLUSTER,
  };
}

export function terms(...policies: PolicyTerm[]): Terms {
  return { policies, kubernetesGroups: [] };
}

export function anIntent(change: Partial<Intent> = {}): Intent {
  const principalArn = change.principalArn ?? TEAM;
  return {
    id: 'standing',
    kind: 'standing',
    mappingRef: MAPPING,
    level: 'view',
    cluster: CLUSTER,
    principalArn,
    roleId: roleIdOf(principalArn),
    terms: terms(policy(VIEW, 'a')),
    allowed: undefined,
    ...change,
  };
}

export function aGrant(change: Partial<Intent> = {}): Intent {
  return anIntent({
    id: 'grant',
    kind: 'grant',
    level: 'edit',
    terms: terms(policy(EDIT, 'a')),
    endsAt: NOW + HOUR,
    ...change,
  });
}

export const ownTags: OwnTags = (rowId, principalArn) => ({
  'eks-access.io/row': rowId,
  'eks-access.io/hmac': `hmac of ${rowId} and ${principalArn}`,
});

export function aRow(change: Partial<ManagedEntry> = {}): ManagedEntry {
  const principalArn = change.principalArn ?? TEAM;
  const rowId = change.rowId ?? `row-${principalArn}`;
  return {
    rowId,
    principalArn,
    mappingRef: MAPPING,
    accessEntryArn: entryArn(principalArn),
    kubernetesGroups: [],
    parts: [policy(VIEW, 'a')],
    lastWriteAt: NOW - HOUR,
    ...change,
  };
}

export function entryArn(principalArn: string, made = 'first'): string {
  return `arn:aws:eks:eu-west-1:111122223333:access-entry/payments-prod/role/111122223333/${principalArn.slice(
    principalArn.lastIndexOf('/') + 1,
  )}/${made}`;
}

/** The entry as AWS shows it right after we made it for the row. */
export function anEntry(change: Partial<ObservedEntry> = {}): ObservedEntry {
  const principalArn = change.principalArn ?? TEAM;
  return {
    principalArn,
    accessEntryArn: entryArn(principalArn),
    type: 'STANDARD',
    username: `${principalArn}/{{SessionName}}`,
    kubernetesGroups: [],
    tags: ownTags(`row-${principalArn}`, principalArn),
    createdAt: ENTRY_CREATED_AT,
    modifiedAt: ENTRY_CREATED_AT,
    policies: [policy(VIEW, 'a')],
    ...change,
  };
}

export function aForeignEntry(
  change: Partial<ObservedEntry> = {},
): ObservedEntry {
  const principalArn = change.principalArn ?? TEAM;
  return anEntry({
    accessEntryArn: entryArn(principalArn, 'foreign'),
    tags: {},
    ...change,
  });
}

export function known<T>(value: T): Observation<T> {
  return { kind: 'known', value, asOf: NOW };
}

export function unknown(because = 'AWS did not answer'): {
  kind: 'unknown';
  because: string;
} {
  return { kind: 'unknown', because };
}

export function reads(
  ...entries: readonly ObservedEntry[]
): Observation<readonly ObservedEntryRead[]> {
  return known(
    entries.map(entry => ({
      principalArn: entry.principalArn,
      read: known(entry),
    })),
  );
}

export function aRole(
  principalArn = TEAM,
  change: { roleId?: string; createdAt?: number } = {},
): RoleFacts {
  return {
    kind: 'exists',
    roleId: roleIdOf(principalArn),
    createdAt: ROLE_CREATED_AT,
    asOf: NOW,
    ...change,
  };
}

export function rolesOf(
  ...principalArns: readonly string[]
): ReadonlyMap<string, RoleFacts> {
  return new Map(principalArns.map(arn => [arn, aRole(arn)]));
}

export function planInput(change: Partial<PlanInput> = {}): PlanInput {
  return {
    cluster: CLUSTER,
    at: NOW,
    intents: [],
    observed: reads(),
    managed: [],
    roles: rolesOf(TEAM, EDITOR),
    ownTags,
    ...change,
  };
}

export function aCeiling(change: Partial<Ceiling> = {}): Ceiling {
  return {
    clusters: 'all',
    roles: [{ path: '/teams/', name: '*' }],
    policies: ['AmazonEKSViewPolicy', 'AmazonEKSEditPolicy'],
    scope: 'namespace',
    protectedNamespaces: [],
    maxDurationMs: 8 * HOUR,
    kubernetesGroups: [],
    ...change,
  };
}

/** A cluster on which everything may be done. */
export function guardInput(change: Partial<GuardInput> = {}): GuardInput {
  return {
    ...planInput(change),
    mode: 'manage',
    authenticationMode: 'API',
    clusterStatus: 'ACTIVE',
    awsAuthAcknowledged: false,
    protectedPrincipals: [],
    ownRoleArns: [],
    ceilings: new Map([[MAPPING, aCeiling()]]),
    removalBudget: { max: 5 },
    ...change,
  };
}
