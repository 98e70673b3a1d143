import { accept, refuse, type Outcome } from '../refusals';
import type { Change, OperationContext } from './context';
import { withCluster, withEntry } from './lookups';
import type { AccessEntry, Cluster, World } from './schema';

type Tags = Readonly<Record<string, string>>;

/** Whether the tags keep the limits of the service. Source: DOMAIN 1.0, 1.3. */
export function checkTags(tags: Tags): Outcome<Tags> {
  const pairs = Object.entries(tags);
  const tooLong = pairs.some(
    ([key, value]) => key.length < 1 || key.length > 128 || value.length > 256,
  );
  if (pairs.length > 50 || tooLong) return refuse('1.0/tag-limits');
  const reserved = pairs.flat().some(text => /^aws:/i.test(text));
  return reserved ? refuse('1.3/reserved-tag') : accept(tags);
}

type Tagged =
  | { readonly kind: 'cluster'; readonly cluster: Cluster }
  | {
      readonly kind: 'entry';
      readonly cluster: Cluster;
      readonly entry: AccessEntry;
    };

function findTagged(
  world: World,
  resourceArn: string,
  context: Pick<OperationContext, 'caller' | 'region'>,
): Outcome<Tagged> {
  for (const cluster of Object.values(world.clusters)) {
    const ours =
      cluster.accountId === context.caller.accountId &&
      cluster.region === context.region;
    if (!ours) continue;
    if (cluster.arn === resourceArn)
      return accept({ kind: 'cluster', cluster });
    const entry = Object.values(cluster.entries).find(
      ({ accessEntryArn }) => accessEntryArn === resourceArn,
    );
    if (entry) return accept({ kind: 'entry', cluster, entry });
  }
  return refuse('1.3/tagged-resource');
}

function tagsOf(tagged: Tagged): Tags {
  return tagged.kind === 'cluster' ? tagged.cluster.tags : tagged.entry.tags;
}

function withTags(world: World, tagged: Tagged, tags: Tags): World {
  return withCluster(
    world,
    tagged.kind === 'cluster'
      ? { ...tagged.cluster, tags }
      : withEntry(tagged.cluster, { ...tagged.entry, tags }),
  );
}

/** Tags of a cluster or an access entry. */
export function listTags(
  input: { readonly resourceArn: string },
  context: OperationContext,
): Outcome<Tags> {
  const tagged = findTagged(context.visible, input.resourceArn, context);
  return tagged.ok ? accept(tagsOf(tagged.value)) : tagged;
}

/** Adds tags to a cluster or an access entry; same keys are overwritten. */
export function tagResource(
  world: World,
  input: { readonly resourceArn: string; readonly tags: Tags },
  context: OperationContext,
): Outcome<Change<void>> {
  const tagged = findTagged(world, input.resourceArn, context);
  if (!tagged.ok) return tagged;
  const added = checkTags(input.tags);
  if (!added.ok) {
    return refuse('1.3/tag-input', { problem: added.refusal.message });
  }
  const tags = checkTags({ ...tagsOf(tagged.value), ...input.tags });
  if (!tags.ok) {
    return refuse('1.3/tag-input', { problem: tags.refusal.message });
  }
  return accept({
    world: withTags(world, tagged.value, tags.value),
    answer: undefined,
  });
}

/** Removes tags by key; keys that are not there are ignored. */
export function untagResource(
  world: World,
  input: { readonly resourceArn: string; readonly tagKeys: readonly string[] },
  context: OperationContext,
): Outcome<Change<void>> {
  const tagged = findTagged(world, input.resourceArn, context);
  if (!tagged.ok) return tagged;
  const removed = new Set(input.tagKeys);
  const tags = Object.fromEntries(
    Object.entries(tagsOf(tagged.value)).filter(([key]) => !removed.has(key)),
  );
  return accept({
    world: withTags(world, tagged.value, tags),
    answer: undefined,
  });
}
