import { RequestView } from '@eks-access/backstage-plugin-eks-access-common';
import { ActionDialog } from '../../ui';
import { levelInScope } from '../../words';

/** Asks once before a request that nobody has decided is taken back. */
export function CancelDialog(props: {
  isOpen: boolean;
  request: RequestView;
  isPending: boolean;
  failure: unknown;
  onCancelRequest: () => void;
  onClose: () => void;
}) {
  const { isOpen, request, isPending, failure, onCancelRequest, onClose } =
    props;
  const what = levelInScope(request.levelTitle, request.terms.policies);
  return (
    <ActionDialog
      isOpen={isOpen}
      title={`Take back the request for ${what}?`}
      act="Take the request back"
      isPending={isPending}
      failure={failure}
      onAct={onCancelRequest}
      onClose={onClose}
    >
      Nobody has decided it, and nothing was granted. You can ask again at any
      time.
    </ActionDialog>
  );
}
