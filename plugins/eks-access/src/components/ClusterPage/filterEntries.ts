import { ObservedEntryView } from '@eks-access/backstage-plugin-eks-access-common';
import { holdsEveryWord } from '../../words';
import { entryOwnerWords } from './entryOwnerWords';

/** The entries that hold every word of `search` in what the table shows of them. */
export function filterEntries(
  entries: readonly ObservedEntryView[],
  search: string,
): readonly ObservedEntryView[] {
  return entries.filter(entry =>
    holdsEveryWord(
      [
        entry.principalArn,
        entry.type,
        entryOwnerWords(entry.owner),
        ...entry.kubernetesGroups,
        ...entry.remarks,
        ...entry.policies.flatMap(({ policyName, scope }) => [
          policyName,
          ...(scope.type === 'namespace' ? scope.namespaces : []),
        ]),
      ],
      search,
    ),
  );
}
