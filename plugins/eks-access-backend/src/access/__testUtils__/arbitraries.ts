import fc from 'fast-check';
import { projectEntries } from '../projectEntries';
import { unionScopes } from '../scope';
import { mergePolicies } from '../terms';
import type {
  Intent,
  ManagedEntry,
  ObservedEntry,
  PolicyTerm,
  RoleFacts,
} from '../types';
import type { TrueWorld } from './applyPlan';
import {
  GROUPS,
  POLICIES,
  PRINCIPALS,
  foreignScopes,
  intentLists,
  mostly,
  oneOf,
  policyTerms,
} from './arbitraryIntents';
import {
  CLUSTER,
  HOUR,
  MINUTE,
  NOW,
  aForeignEntry,
  aRole,
  aRow,
  anEntry,
  entryArn,
  ownTags,
} from './builders';
import { printedShortly } from './shortly';

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

/**
 * Worlds in which things collide: three principals, three policies, three namespaces, two groups, and intents derived from one another, so
 * that two intents on one principal, or an end beside a live need of the same namespace, are common and not rare. What is not made here:
 * an entry that somebody replaced since it was last read while it cannot be read now; see planPrincipal.test.ts.
 */
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
        2,
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
