import { stringify } from 'yaml';
import { CopyLines, EmptyNote } from '../../ui';

/** The first lines of configuration, made from data like every output that is pasted. */
const FIRST_ACCOUNT = stringify({
  eksAccess: {
    accounts: [
      {
        accountId: '111122223333',
        regions: ['eu-west-1'],
        owner: 'group:default/platform',
      },
    ],
  },
});

/** The page of clusters before any is known: what to configure, or whom to ask. */
export function NoClustersNote() {
  return (
    <EmptyNote title="There is no cluster here that you may see.">
      <div>
        You see the clusters that your groups own. Whoever runs the portal names
        the AWS accounts to read, and who owns what is in them, in the
        app-config; nothing is changed in an account by that.
      </div>
      <CopyLines lines={[FIRST_ACCOUNT]} what="configuration" />
    </EmptyNote>
  );
}
