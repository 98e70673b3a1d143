import type {
  ObservedEntry,
  ObservedEntryRead,
  Observation,
  OwnTags,
  PlanStep,
  Instant,
} from '../access';
import { isAwsFault, type EksGateway } from '../aws';

/** The list of a cluster's entries as it is known at the moment. */
export type EntryReads = Observation<readonly ObservedEntryRead[]>;

/** What is known of one principal. `undefined` is an answer: there is no entry. */
export type EntryRead = Observation<ObservedEntry | undefined>;

export function readOf(entries: EntryReads, principalArn: string): EntryRead {
  if (entries.kind === 'unknown') return entries;
  const found = entries.value.find(one => one.principalArn === principalArn);
  return found?.read ?? { kind: 'known', value: undefined, asOf: entries.asOf };
}

/** The list with a newer read of one principal. A list that is unknown stays so: one entry says nothing about the others. */
export function withRead(
  entries: EntryReads,
  principalArn: string,
  read: EntryRead,
): EntryReads {
  if (entries.kind === 'unknown') return entries;
  const others = entries.value.filter(one => one.principalArn !== principalArn);
  const value: ObservedEntryRead[] =
    read.kind === 'known' && read.value === undefined
      ? others
      : [...others, { principalArn, read: presentRead(read) }];
  value.sort((left, right) =>
    left.principalArn < right.principalArn ? -1 : 1,
  );
  return { ...entries, value };
}

function presentRead(read: EntryRead): Observation<ObservedEntry> {
  if (read.kind === 'unknown') return read;
  const { value } = read;
  return value === undefined
    ? { kind: 'unknown', because: 'there is no entry' }
    : { ...read, value };
}

/**
 * Entries that we deleted ourselves are left out of what is known: a read that still shows one is from before (DOMAIN 2.8), and nothing may
 * be concluded from it.
 */
export function withoutDeleted(
  entries: EntryReads,
  deletedArns: ReadonlySet<string>,
): EntryReads {
  if (entries.kind === 'unknown' || deletedArns.size === 0) return entries;
  return {
    ...entries,
    value: entries.value.map(one => ({
      ...one,
      read: presentRead(notDeleted(one.read, deletedArns)),
    })),
  };
}

export function notDeleted(
  read: EntryRead,
  deletedArns: ReadonlySet<string>,
): EntryRead {
  return read.kind === 'known' &&
    read.value !== undefined &&
    deletedArns.has(read.value.accessEntryArn)
    ? {
        kind: 'unknown',
        because: 'AWS still shows the entry that was deleted a moment ago',
      }
    : read;
}

/** Reads one entry with its policies: two requests. Faults of AWS are an unknown, not a throw. */
export async function readEntry(
  eks: EksGateway,
  clusterName: string,
  principalArn: string,
  now: () => Instant,
): Promise<EntryRead> {
  const asOf = now();
  try {
    const value = await eks.describeEntry(clusterName, principalArn);
    return { kind: 'known', value, asOf };
  } catch (error) {
    if (isAwsFault(error)) return { kind: 'unknown', because: error.message };
    throw error;
  }
}

/** What AWS will show once it shows the step: the next step of the same principal is checked on it. */
export function afterStep(
  read: EntryRead,
  step: PlanStep,
  made: { accessEntryArn: string | undefined; tags: ReturnType<OwnTags> },
  asOf: Instant,
): EntryRead {
  switch (step.kind) {
    case 'create-entry':
      return made.accessEntryArn === undefined
        ? read
        : {
            kind: 'known',
            asOf,
            value: {
              principalArn: step.principalArn,
              accessEntryArn: made.accessEntryArn,
              type: 'STANDARD',
              username: '',
              kubernetesGroups: step.kubernetesGroups,
              tags: made.tags,
              createdAt: asOf,
              modifiedAt: asOf,
              policies: [],
            },
          };
    case 'associate-policy':
    case 'disassociate-policy': {
      if (read.kind === 'unknown' || read.value === undefined) return read;
      const others = read.value.policies.filter(
        policy => policy.policyArn !== step.policyArn,
      );
      const policies =
        step.kind === 'associate-policy'
          ? [...others, { policyArn: step.policyArn, scope: step.scope }]
          : others;
      return { ...read, value: { ...read.value, policies } };
    }
    case 'delete-entry':
      return { kind: 'known', value: undefined, asOf };
  }
}
