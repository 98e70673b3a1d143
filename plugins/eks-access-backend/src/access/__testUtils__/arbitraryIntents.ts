import fc from 'fast-check';
import type { AccessScope } from '@eks-access/backstage-plugin-eks-access-common';
import { mergePolicies } from '../terms';
import type { Intent, IntentEnd, PolicyTerm, Terms } from '../types';
import {
  CLUSTER,
  CLUSTER_ADMIN,
  EDIT,
  HOUR,
  MAPPING,
  MINUTE,
  NOW,
  VIEW,
  anIntent,
  roleArn,
  roleIdOf,
} from './builders';

/** Names from which everything is drawn: so few that things meet. */
export const PRINCIPALS = ['one', 'two', 'three'].map(roleArn);
export const POLICIES = [VIEW, EDIT, CLUSTER_ADMIN];
const NAMESPACES = ['a', 'b', 'c'];
export const GROUPS = ['readers', 'writers'];
export const SECOND_MAPPING = 'eksaccessmapping:default/ledger';

export function oneOf<T>(...values: readonly T[]): fc.Arbitrary<T> {
  return fc.constantFrom(...values);
}

/** `common` nine times of ten, or as often as told. */
export function mostly<T>(
  common: fc.Arbitrary<T>,
  rare: fc.Arbitrary<T>,
  weight = 9,
): fc.Arbitrary<T> {
  return fc.oneof(
    { arbitrary: common, weight },
    { arbitrary: rare, weight: 1 },
  );
}

export const scopes: fc.Arbitrary<AccessScope> = fc.oneof(
  { arbitrary: fc.constant<AccessScope>({ type: 'cluster' }), weight: 1 },
  {
    arbitrary: fc
      .subarray(NAMESPACES, { minLength: 1 })
      .map((names): AccessScope => ({ type: 'namespace', namespaces: names })),
    weight: 5,
  },
);

/** What EKS may show: namespaces may be patterns there, as EKS checks no spelling (DOMAIN 2.5). */
export const foreignScopes: fc.Arbitrary<AccessScope> = mostly(
  scopes,
  fc.constant<AccessScope>({ type: 'namespace', namespaces: ['a*'] }),
  5,
);

export const policyTerms: fc.Arbitrary<PolicyTerm> = fc.record({
  policyArn: oneOf(...POLICIES),
  scope: scopes,
});

export const someTerms: fc.Arbitrary<Terms> = fc.record({
  policies: fc.array(policyTerms, { maxLength: 3 }).map(mergePolicies),
  kubernetesGroups: mostly(fc.constant<string[]>([]), fc.subarray(GROUPS), 3),
});

/** Often just before, at and after the instant that is looked at. */
const endsAt: fc.Arbitrary<number> = oneOf(
  NOW - HOUR,
  NOW - 1,
  NOW,
  NOW + 1,
  NOW + MINUTE,
  NOW + HOUR,
);

const ends: fc.Arbitrary<IntentEnd> = fc.record({
  kind: oneOf(
    'expired',
    'given-back',
    'revoked',
    'orphaned',
    'declaration-ended',
    'requester-left',
  ),
  at: oneOf(NOW - MINUTE, NOW - 1),
}) as fc.Arbitrary<IntentEnd>;

const intents: fc.Arbitrary<Intent> = fc
  .record({
    principalArn: oneOf(...PRINCIPALS),
    kind: oneOf('standing' as const, 'grant' as const),
    mappingRef: mostly(fc.constant(MAPPING), fc.constant(SECOND_MAPPING), 5),
    terms: someTerms,
    allowed: mostly(fc.constant(undefined), someTerms, 3),
    endsAt,
    end: mostly<IntentEnd | undefined>(fc.constant(undefined), ends, 1),
    isOfOldRole: mostly(fc.constant(false), fc.constant(true), 12),
    isOfOldCluster: mostly(fc.constant(false), fc.constant(true), 15),
  })
  .map(({ endsAt: due, end, isOfOldRole, isOfOldCluster, ...intent }) =>
    anIntent({
      ...intent,
      roleId: isOfOldRole ? 'AROAOLD' : roleIdOf(intent.principalArn),
      cluster: isOfOldCluster
        ? { ...CLUSTER, createdAt: CLUSTER.createdAt - HOUR }
        : CLUSTER,
      ...(intent.kind === 'grant' && { endsAt: due }),
      ...(end && { end }),
    }),
  );

/** A second intent that differs from a first one in little: the same principal, the same or slightly other terms, its own end. */
function besides(first: Intent): fc.Arbitrary<Intent> {
  return fc
    .record({ other: intents, keepsTerms: fc.boolean(), more: policyTerms })
    .map(({ other, keepsTerms, more }) => ({
      ...other,
      principalArn: first.principalArn,
      mappingRef: first.mappingRef,
      roleId: other.roleId === 'AROAOLD' ? 'AROAOLD' : first.roleId,
      terms: keepsTerms
        ? {
            ...first.terms,
            policies: mergePolicies([...first.terms.policies, more]),
          }
        : other.terms,
    }));
}

export const intentLists: fc.Arbitrary<readonly Intent[]> = fc
  .array(
    intents.chain(first =>
      fc
        .array(besides(first), { maxLength: 2 })
        .map(others => [first, ...others]),
    ),
    { maxLength: 3 },
  )
  .map(groups =>
    groups.flat().map((intent, at) => ({ ...intent, id: `i${at}` })),
  );
