import { EntryOwner } from '@eks-access/backstage-plugin-eks-access-common';
import { unreachable } from '../../unreachable';

/** Whose an entry is, in words. */
export function entryOwnerWords(owner: EntryOwner): string {
  switch (owner.kind) {
    case 'managed':
      return 'Ours';
    case 'tool':
      return owner.tool;
    case 'aws':
      return `AWS: ${owner.what}`;
    case 'foreign':
      return 'Foreign';
    default:
      return unreachable(owner);
  }
}
