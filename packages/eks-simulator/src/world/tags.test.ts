import {
  aContext,
  aWorld,
  after,
  clusterArn,
  otherAccount,
  refusalOf,
  roleArn,
  valueOf,
} from '../__testUtils__/testWorld';
import { describeAccessEntry } from './accessEntries';
import { checkTags, listTags, tagResource, untagResource } from './tags';

function manyTags(count: number) {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`key-${index}`, 'value']),
  );
}

describe('checkTags', () => {
  it.each([
    [{}],
    [{ ['k'.repeat(128)]: 'v'.repeat(256) }],
    [{ empty: '' }],
    [manyTags(50)],
  ])('takes tags within the limits (%#)', tags => {
    expect(checkTags(tags).ok).toBe(true);
  });

  it.each([
    [{ '': 'v' }],
    [{ ['k'.repeat(129)]: 'v' }],
    [{ k: 'v'.repeat(257) }],
    [manyTags(51)],
  ])('refuses tags beyond the limits (%#) [1.0]', tags => {
    expect(refusalOf(checkTags(tags)).row).toBe('1.0/tag-limits');
  });

  it.each<Record<string, string>>([
    { 'aws:a': 'v' },
    { 'AwS:a': 'v' },
    { k: 'aws:v' },
  ])('refuses the reserved prefix in %j [1.3]', tags => {
    expect(refusalOf(checkTags(tags)).row).toBe('1.3/reserved-tag');
  });
});

describe('tags of a resource', () => {
  const entryArn = (world = aWorld()) =>
    valueOf(
      describeAccessEntry(
        { clusterName: 'open', principalArn: roleArn('node') },
        aContext(world),
      ),
    ).accessEntryArn;

  it('are added, overwritten and removed on an entry', () => {
    const resourceArn = entryArn();
    const tagged = after(aWorld(), tagResource, {
      resourceArn,
      tags: { a: '1', b: '1' },
    });
    const again = after(tagged, tagResource, { resourceArn, tags: { b: '2' } });
    expect(valueOf(listTags({ resourceArn }, aContext(again)))).toEqual({
      a: '1',
      b: '2',
    });
    const untagged = after(again, untagResource, {
      resourceArn,
      tagKeys: ['a', 'never-there'],
    });
    expect(valueOf(listTags({ resourceArn }, aContext(untagged)))).toEqual({
      b: '2',
    });
  });

  it('are those of the cluster when its ARN is named', () => {
    const resourceArn = clusterArn('open');
    const tagged = after(aWorld(), tagResource, {
      resourceArn,
      tags: { a: '1' },
    });
    expect(valueOf(listTags({ resourceArn }, aContext(tagged)))).toEqual({
      a: '1',
    });
  });

  it('count the old ones toward the limit [1.3]', () => {
    const resourceArn = clusterArn('open');
    const full = after(aWorld(), tagResource, {
      resourceArn,
      tags: manyTags(50),
    });
    const more = tagResource(
      full,
      { resourceArn, tags: { more: '1' } },
      aContext(full),
    );
    expect(refusalOf(more).row).toBe('1.3/tag-input');
  });

  it.each([
    clusterArn('nothing'),
    `arn:aws:eks:eu-west-1:${otherAccount}:cluster/open`,
    'no-arn',
  ])('of %s do not exist for the caller [1.3]', resourceArn => {
    const world = aWorld();
    const rows = [
      listTags({ resourceArn }, aContext(world)),
      tagResource(world, { resourceArn, tags: {} }, aContext(world)),
      untagResource(world, { resourceArn, tagKeys: [] }, aContext(world)),
    ].map(outcome => refusalOf(outcome).row);
    expect(new Set(rows)).toEqual(new Set(['1.3/tagged-resource']));
  });
});
