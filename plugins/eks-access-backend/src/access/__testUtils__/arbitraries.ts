import fc from 'fast-check';
import type { AccessScope } from '@eks-access/backstage-plugin-eks-access-common';
import { intentState } from '../intents';
import { projectEntries } from '../projectEntries';
import { unionScopes } from '../scope';
import { mergePolicies } from '../terms';
import type {
  Intent,
  IntentEnd,
  ManagedEntry,
  ObservedEntry,
  PolicyTerm,
  RoleFacts,
  Terms,
} from '../types';
import type { TrueWorld } from './applyPlan';
import { printedShortly } from './shortly';
import {
  aCeiling,
  aForeignEntry,
  anEntry,
  anIntent,
  aRole,
  aRow,
  CLUSTER,
  CLUSTER_ADMIN,
  EDIT,
  entryArn,
  HOUR,
  MAPPING,
  MINUTE,
  NOW,
  ownTags,
  roleArn,
  roleIdOf,
  VIEW,
} from './builders';

/**
 * Worlds in which things collide: three principals, three policies, three namespaces, two groups, and intents derived from one another, so
 * that two intents on one principal, or an end beside a live need of the same namespace, are common and not rare. What is not made here:
 * an entry that somebody replaced since it was last read while it cannot be read now; see the example in rules.test.ts.
 */
export const PRINCIPALS = ['one', 'two', 'three'].map(roleArn);
const POLICIES = [VIEW, EDIT, CLUSTER_ADMIN];
const NAMESPACES = ['a', 'b', 'c'];
const GROUPS = ['readers', 'writers'];
const SECOND_MAPPING = 'eksaccessmapping:default/ledger';

function oneOf<T>(...values: readonly T[]): fc.Arbitrary<T> {
  return fc.constantFrom(...values);
}

/** `common` nine times of ten, or as often as told. */
function mostly<T>(
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
const foreignScopes: fc.Arbitrary<AccessScope> = mostly(
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

/** What we wrote for a principal some time ago: what its intents asked for then, which is seldom exactly what they ask for now. */
function writtenParts(
  ofPrincipal: readonly Intent[],
): fc.Arbitrary<readonly PolicyTerm[]> {
  const asked = ofPrincipal.flatMap(({ terms }) => terms.policies);
  return mostly(
    fc.subarray([...asked]).map(mergePolicies),
    fc.array(policyTerms, { maxLength: 2 }).map(mergePolicies),
    4,
  );
}

type EntryChange = (entry: ObservedEntry) => ObservedEntry;

/** What somebody does to our entry outside of the portal. */
const outsideChanges: fc.Arbitrary<EntryChange> = fc.oneof(
  { arbitrary: fc.constant<EntryChange>(entry => entry), weight: 6 },
  {
    arbitrary: fc
      .record({ policyArn: oneOf(...POLICIES), scope: foreignScopes })
      .map(
        ({ policyArn, scope }): EntryChange =>
          entry => ({
            ...entry,
            policies: [
              ...entry.policies.filter(one => one.policyArn !== policyArn),
              { policyArn, scope },
            ],
          }),
      ),
    weight: 3,
  },
  {
    arbitrary: policyTerms.map(
      (more): EntryChange =>
        entry => ({
          ...entry,
          policies: entry.policies.map(one =>
            one.policyArn === more.policyArn
              ? { ...one, scope: unionScopes(one.scope, more.scope) }
              : one,
          ),
        }),
    ),
    weight: 2,
  },
  {
    arbitrary: oneOf(...POLICIES).map(
      (policyArn): EntryChange =>
        entry => ({
          ...entry,
          policies: entry.policies.filter(one => one.policyArn !== policyArn),
        }),
    ),
    weight: 2,
  },
  {
    arbitrary: fc.subarray(GROUPS).map(
      (kubernetesGroups): EntryChange =>
        entry => ({ ...entry, kubernetesGroups }),
    ),
    weight: 1,
  },
  {
    arbitrary: fc.constant<EntryChange>(entry => ({ ...entry, tags: {} })),
    weight: 1,
  },
);

interface Standing {
  readonly row: ManagedEntry | undefined;
  readonly entry: ObservedEntry | undefined;
}

/** Our row and what AWS shows of one principal: ours in most cases, and every other way in which the two can stand to each other. */
function standingOf(
  principalArn: string,
  ofPrincipal: readonly Intent[],
): fc.Arbitrary<Standing> {
  const groups = mostly(
    fc.constant(
      [
        ...new Set(ofPrincipal.flatMap(({ terms }) => terms.kubernetesGroups)),
      ].sort(),
    ),
    fc.subarray(GROUPS),
  );
  const lastWriteAt = mostly(
    fc.constant(NOW - HOUR),
    oneOf(NOW - 1, NOW - MINUTE + 1, NOW - MINUTE),
    3,
  );
  const ours = fc
    .record({
      parts: writtenParts(ofPrincipal),
      kubernetesGroups: groups,
      lastWriteAt,
      changes: fc.array(outsideChanges, { maxLength: 2 }),
    })
    .map(({ changes, ...change }): Standing => {
      const row = aRow({ principalArn, ...change });
      return {
        row,
        entry: changes.reduce(
          (entry, next) => next(entry),
          anEntry({
            principalArn,
            kubernetesGroups: row.kubernetesGroups,
            policies: row.parts,
          }),
        ),
      };
    });
  const foreign = fc
    .record({
      policies: fc.oneof(
        fc.array(policyTerms, { maxLength: 3 }).map(mergePolicies),
        fc.constant(
          mergePolicies(
            projectEntries(ofPrincipal, NOW).flatMap(({ policies }) =>
              policies.map(({ policyArn, scope }) => ({ policyArn, scope })),
            ),
          ),
        ),
      ),
      type: mostly(fc.constant('STANDARD'), fc.constant('EC2_LINUX')),
      tags: oneOf<Record<string, string>>({}, { ManagedBy: 'Terraform' }),
      kubernetesGroups: fc.subarray(GROUPS),
    })
    .map(change => aForeignEntry({ principalArn, ...change }));
  const unanswered = fc
    .record({ kubernetesGroups: groups, lastWriteAt })
    .map(change =>
      aRow({
        principalArn,
        accessEntryArn: undefined,
        parts: [],
        ...change,
      }),
    );
  return fc.oneof(
    { arbitrary: ours, weight: 10 },
    {
      arbitrary: fc.constant({ row: undefined, entry: undefined }),
      weight: 4,
    },
    {
      arbitrary: foreign.map(entry => ({ row: undefined, entry })),
      weight: 3,
    },
    // Removed outside.
    {
      arbitrary: ours.map(({ row }) => ({ row, entry: undefined })),
      weight: 1,
    },
    // Removed and made again by somebody else; or our tags copied to it.
    {
      arbitrary: fc.tuple(ours, foreign, fc.boolean()).map(
        ([{ row }, entry, copied]): Standing => ({
          row,
          entry: copied
            ? { ...entry, tags: ownTags(`row-${principalArn}`, principalArn) }
            : entry,
        }),
      ),
      weight: 1,
    },
    // The answer to our create was lost: it arrived, it did not, or somebody else was first.
    {
      arbitrary: fc
        .tuple(
          unanswered,
          fc.oneof(
            fc.constant(undefined),
            fc.constant(
              anEntry({
                principalArn,
                accessEntryArn: entryArn(principalArn),
                policies: [],
              }),
            ),
            foreign,
          ),
        )
        .map(([row, entry]): Standing => ({ row, entry })),
      weight: 1,
    },
  );
}

function roleOf(principalArn: string): fc.Arbitrary<RoleFacts> {
  return fc.oneof(
    { arbitrary: fc.constant(aRole(principalArn)), weight: 12 },
    {
      arbitrary: fc.constant<RoleFacts>({
        kind: 'unknown',
        because: 'IAM did not answer',
      }),
      weight: 1,
    },
    {
      arbitrary: fc.constant<RoleFacts>({ kind: 'gone', asOf: NOW }),
      weight: 1,
    },
    // Made again after its entry.
    {
      arbitrary: fc.constant(
        aRole(principalArn, { roleId: 'AROANEW', createdAt: NOW - HOUR }),
      ),
      weight: 1,
    },
    // Made again, and its entry too.
    {
      arbitrary: fc.constant(aRole(principalArn, { roleId: 'AROANEW' })),
      weight: 1,
    },
  );
}

export const worlds: fc.Arbitrary<TrueWorld> = intentLists.chain(list =>
  fc
    .record({
      standing: fc.tuple(
        ...PRINCIPALS.map(arn =>
          standingOf(
            arn,
            list.filter(({ principalArn }) => principalArn === arn),
          ),
        ),
      ),
      roles: fc.tuple(...PRINCIPALS.map(roleOf)),
      unreadable: mostly(fc.constant<string[]>([]), fc.subarray(PRINCIPALS), 3),
      listIsUnreadable: mostly(fc.constant(false), fc.constant(true), 15),
      withheld: mostly(
        fc.constant<string[]>([]),
        fc.subarray(list.map(({ id }) => id)),
        5,
      ),
    })
    .map(({ standing, roles, unreadable, listIsUnreadable, withheld }) =>
      printedShortly({
        cluster: CLUSTER,
        at: NOW,
        intents: list,
        withheld,
        managed: standing.flatMap(({ row }) => row ?? []),
        aws: standing.flatMap(({ entry }) => entry ?? []),
        roles: new Map(PRINCIPALS.map((arn, at) => [arn, roles[at]])),
        // What cannot be read is not replaced under our hands: no call to EKS can name the entry that it means.
        unreadable: unreadable.filter(arn => {
          const one = standing[PRINCIPALS.indexOf(arn)];
          return one.entry !== undefined && !isReplaced(one);
        }),
        listIsUnreadable: listIsUnreadable && !standing.some(isReplaced),
      }),
    ),
);

function isReplaced({ row, entry }: Standing): boolean {
  return (
    row?.accessEntryArn !== undefined &&
    row.accessEntryArn !== entry?.accessEntryArn
  );
}

/** How a cluster may be treated; everything is allowed in most worlds, so that guards and plan are seen together. */
export const treatments = fc.record({
  mode: mostly(
    fc.constant('manage' as const),
    fc.constant('observe' as const),
    4,
  ),
  authenticationMode: mostly<string | undefined>(
    fc.constant('API'),
    oneOf('API_AND_CONFIG_MAP', 'CONFIG_MAP', undefined),
    4,
  ),
  clusterStatus: mostly<string | undefined>(
    fc.constant('ACTIVE'),
    oneOf('UPDATING', 'FAILED', undefined),
    6,
  ),
  awsAuthAcknowledged: fc.boolean(),
  protectedPrincipals: mostly(
    fc.constant<string[]>([]),
    fc
      .subarray(PRINCIPALS, { minLength: 1 })
      .map(arns => arns.map(arn => arn.toUpperCase())),
    4,
  ),
  ownRoleArns: mostly(
    fc.constant<string[]>([]),
    fc.constant<string[]>([PRINCIPALS[0]]),
  ),
  ceilings: fc
    .array(
      fc.record({
        policies: mostly(
          fc.constant<string[]>([
            'AmazonEKSViewPolicy',
            'AmazonEKSEditPolicy',
            'AmazonEKSClusterAdminPolicy',
          ]),
          fc.constant<string[]>(['AmazonEKSViewPolicy']),
          2,
        ),
        scope: oneOf('namespace' as const, 'cluster' as const),
        protectedNamespaces: mostly(
          fc.constant<string[]>([]),
          fc.constant<string[]>(['b*']),
          2,
        ),
        kubernetesGroups: mostly(
          fc.constant(GROUPS),
          fc.constant<string[]>(['readers']),
        ),
      }),
      { minLength: 1, maxLength: 2 },
    )
    .map(
      changes =>
        new Map(
          changes.map((change, at) => [
            [MAPPING, SECOND_MAPPING][at],
            aCeiling(change),
          ]),
        ),
    ),
  removalBudget: oneOf({ max: 0 }, { max: 1 }, { max: 5 }),
});

/** Which of the hard cases a world holds. */
export function hardCasesOf(world: TrueWorld): readonly string[] {
  const { intents: list, managed, aws, cluster, at } = world;
  const state = (intent: Intent) => intentState(intent, cluster, at);
  const cases: Record<string, boolean> = {
    'two intents on one principal': list.some((one, index) =>
      list.slice(index + 1).some(two => two.principalArn === one.principalArn),
    ),
    'an end beside a live need on one principal': list.some(
      one =>
        state(one) === 'ended' &&
        list.some(
          two => state(two) === 'live' && two.principalArn === one.principalArn,
        ),
    ),
    'foreign parts': managed.some(row =>
      aws.some(
        entry =>
          entry.accessEntryArn === row.accessEntryArn &&
          entry.policies.some(({ policyArn }) =>
            row.parts.every(part => part.policyArn !== policyArn),
          ),
      ),
    ),
    'a foreign entry': aws.some(entry =>
      managed.every(row => row.accessEntryArn !== entry.accessEntryArn),
    ),
    'an unreadable read': world.listIsUnreadable || world.unreadable.length > 0,
    'an intent that just ended': list.some(intent => state(intent) === 'ended'),
    'an intent that the catalog took back': list.some(
      intent => state(intent) === 'withdrawn',
    ),
    'a role that is not as decided': [...world.roles.values()].some(
      role => role.kind !== 'exists' || role.roleId === 'AROANEW',
    ),
  };
  return Object.keys(cases).filter(name => cases[name]);
}
