import { RequestView } from '@eks-access/backstage-plugin-eks-access-common';
import { ActionDialog, Section, Stack } from '../../ui';
import { levelInScope, roleName } from '../../words';

/** Asks once before a grant is given back: for whom it ends, and what stays. */
export function GiveBackDialog(props: {
  isOpen: boolean;
  request: RequestView;
  /** What the team keeps on the cluster; undefined where the page does not know. */
  remains: readonly string[] | undefined;
  isPending: boolean;
  failure: unknown;
  onGiveBack: () => void;
  onClose: () => void;
}) {
  const { isOpen, request, remains, isPending, failure, onGiveBack, onClose } =
    props;
  const what = levelInScope(request.levelTitle, request.terms.policies);
  return (
    <ActionDialog
      isOpen={isOpen}
      title={`Give back ${what} on ${request.cluster.name}?`}
      act={`Give back ${request.levelTitle}`}
      isPending={isPending}
      failure={failure}
      onAct={onGiveBack}
      onClose={onClose}
    >
      <Stack>
        <div>
          The grant ends now, for everyone who can assume the role{' '}
          <strong>{roleName(request.terms.principalArn)}</strong>. The page then
          says from when it is surely without effect.
        </div>
        <Section title={`What ${request.group.title} keeps`} isSmall>
          <Remains remains={remains} />
        </Section>
      </Stack>
    </ActionDialog>
  );
}

function Remains(props: { remains: readonly string[] | undefined }) {
  const { remains } = props;
  if (remains === undefined) {
    return (
      <div>Standing levels and other grants of the team stay as they are.</div>
    );
  }
  if (remains.length === 0) {
    return <div>Nothing else on this cluster.</div>;
  }
  return (
    <ul style={{ margin: 0 }}>
      {remains.map(line => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
