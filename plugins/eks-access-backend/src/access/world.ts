import { canonicalHash } from './canonicalHash';
import { principalNeeds, type PrincipalNeeds } from './needs';
import type { ObservedEntryRead, PlanInput } from './plan';
import { byKey, sortedUnique } from './terms';
import type {
  Intent,
  ManagedEntry,
  Observation,
  ObservedEntry,
  RoleFacts,
} from './types';

/** What the input says of one principal. */
export interface PrincipalFacts {
  readonly principalArn: string;
  readonly intents: readonly Intent[];
  readonly managed: ManagedEntry | undefined;
  /** Known and undefined: a complete list did not name it. */
  readonly read: Observation<ObservedEntry | undefined>;
  /** Unknown where it was not read. */
  readonly role: RoleFacts;
  readonly needs: PrincipalNeeds;
}

/** The input of a plan, principal by principal. */
export interface World {
  /** Principals that an intent or a row of ours names; sorted. */
  readonly principalArns: readonly string[];
  readonly factsOf: (principalArn: string) => PrincipalFacts;
}

/** Sorts the input by principal. */
export function worldOf(input: PlanInput): World {
  const { observed } = input;
  const intents = groupByPrincipal(input.intents);
  const managed = groupByPrincipal(input.managed);
  const reads = groupByPrincipal(
    observed.kind === 'known' ? observed.value : [],
  );
  return {
    principalArns: sortedUnique([...intents.keys(), ...managed.keys()]),
    factsOf: principalArn => {
      const read =
        observed.kind === 'known'
          ? oneRead(reads.get(principalArn) ?? []) ?? {
              kind: 'known',
              value: undefined,
              asOf: observed.asOf,
            }
          : observed;
      const role = input.roles.get(principalArn) ?? {
        kind: 'unknown',
        because: 'it was not read',
      };
      const ofPrincipal = intents.get(principalArn) ?? [];
      return {
        principalArn,
        intents: ofPrincipal,
        managed: oneRow(managed.get(principalArn) ?? [], read),
        read,
        role,
        needs: principalNeeds(principalArn, ofPrincipal, role, input),
      };
    },
  };
}

/** A list that names a principal twice with different entries cannot be relied on. */
function oneRead(
  reads: readonly ObservedEntryRead[],
): Observation<ObservedEntry> | undefined {
  if (reads.length < 2) return reads[0]?.read;
  const unreadable = reads.find(({ read }) => read.kind === 'unknown');
  if (unreadable) return unreadable.read;
  return new Set(reads.map(({ read }) => canonicalHash(read))).size === 1
    ? reads[0].read
    : { kind: 'unknown', because: 'AWS named it twice, differently' };
}

/** Of several rows, which the database refuses, the one that fits what AWS shows. */
function oneRow(
  rows: readonly ManagedEntry[],
  read: Observation<ObservedEntry | undefined>,
): ManagedEntry | undefined {
  const sorted = [...rows].sort(byKey(row => row.rowId));
  const shown = read.kind === 'known' ? read.value?.accessEntryArn : undefined;
  return (
    sorted.find(row => shown !== undefined && row.accessEntryArn === shown) ??
    sorted[0]
  );
}

function groupByPrincipal<T extends { readonly principalArn: string }>(
  items: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.principalArn);
    if (group) group.push(item);
    else groups.set(item.principalArn, [item]);
  }
  return groups;
}
