import {
  aForeignEntry,
  anEntry,
  aRow,
  ownTags,
} from './__testUtils__/builders';
import { resolveOwnership } from './ownership';

const unanswered = aRow({ accessEntryArn: undefined });

describe('resolveOwnership', () => {
  it.each([
    ['no entry', aRow(), undefined, 'absent'],
    ['the ARN and the tag of our row', aRow(), anEntry(), 'ours'],
    [
      'the ARN of our row, tag gone',
      aRow(),
      anEntry({ tags: {} }),
      'ours-tag-lost',
    ],
    [
      'the ARN of our row, tag of another row',
      aRow(),
      anEntry({ tags: ownTags('row-of-another', aRow().principalArn) }),
      'ours-tag-lost',
    ],
    [
      'the ARN of our row, one of our tags changed',
      aRow(),
      anEntry({ tags: { ...anEntry().tags, 'eks-access.io/hmac': 'another' } }),
      'ours-tag-lost',
    ],
    ['another ARN', aRow(), aForeignEntry(), 'foreign'],
    [
      'another ARN with our tag copied to it',
      aRow(),
      aForeignEntry({ tags: anEntry().tags }),
      'foreign',
    ],
    ['our tag without a row', undefined, anEntry(), 'foreign'],
    [
      'our tag for a row whose create was not answered',
      unanswered,
      anEntry(),
      'claimable',
    ],
    [
      'no tag for a row whose create was not answered',
      unanswered,
      aForeignEntry(),
      'foreign',
    ],
    [
      'a node with our tag',
      unanswered,
      anEntry({ type: 'EC2_LINUX' }),
      'foreign',
    ],
  ] as const)('takes %s for %4$s [rule 6]', (_name, row, entry, ownership) => {
    expect(resolveOwnership(row, entry, ownTags)).toBe(ownership);
  });

  it('takes no entry for tagged where we have no tags', () => {
    expect(resolveOwnership(unanswered, anEntry(), () => ({}))).toBe('foreign');
  });
});
