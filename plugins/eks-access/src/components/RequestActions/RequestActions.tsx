import { useState } from 'react';
import makeStyles from '@material-ui/core/styles/makeStyles';
import { RequestView } from '@eks-access/backstage-plugin-eks-access-common';
import { useAction, useCallApi } from '../../hooks';
import { CancelDialog } from './CancelDialog';
import { ConnectDialog } from './ConnectDialog';
import { GiveBackDialog } from './GiveBackDialog';
import { PlainButton } from '../../ui';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 1),
  },
}));

/** What the signed-in person can do with a request or its grant: connect, give back, take back. Draws nothing where that is nothing. */
export function RequestActions(props: {
  request: RequestView;
  /** What the team keeps when the grant is given back; left out where the page does not know. */
  remains?: readonly string[];
  /** Called when AWS or the request has changed, so that the page reads again. */
  onChanged: () => void;
}) {
  const { request, remains, onChanged } = props;
  const { grant } = request;
  const classes = useStyles();
  const callApi = useCallApi();
  const [open, setOpen] = useState<'connect' | 'give-back' | 'cancel'>();

  const giveBack = useAction(async (id: string) =>
    callApi('giveBackGrant', { params: { id }, body: {} }),
  );
  const cancel = useAction(async () =>
    callApi('cancelRequest', { params: { id: request.id }, body: {} }),
  );
  const openAnew = (dialog: typeof open) => {
    giveBack.reset();
    cancel.reset();
    setOpen(dialog);
  };
  const close = () => setOpen(undefined);
  const closeWhen = async (acted: Promise<RequestView | undefined>) => {
    if ((await acted) !== undefined) close();
    // Also after a refusal: it often means that the page was out of date.
    onChanged();
  };

  const connect = grant?.connect;
  const canGiveBack =
    grant !== undefined &&
    grant.canGiveBack &&
    !['ending', 'ended'].includes(grant.state);
  if (!connect && !canGiveBack && !request.canCancel) return null;
  const of = `${request.levelTitle} on ${request.cluster.name}`;
  return (
    <div className={classes.root}>
      {connect && (
        <PlainButton
          variant="outlined"
          color="primary"
          aria-label={`Connect with ${of}`}
          onClick={() => openAnew('connect')}
        >
          Connect
        </PlainButton>
      )}
      {canGiveBack && (
        <PlainButton
          variant="outlined"
          aria-label={`Give back ${of}`}
          onClick={() => openAnew('give-back')}
        >
          Give back
        </PlainButton>
      )}
      {request.canCancel && (
        <PlainButton
          variant="outlined"
          aria-label={`Take back the request for ${of}`}
          onClick={() => openAnew('cancel')}
        >
          Take back
        </PlainButton>
      )}
      {connect && (
        <ConnectDialog
          isOpen={open === 'connect'}
          request={request}
          connect={connect}
          onClose={close}
        />
      )}
      {grant && (
        <GiveBackDialog
          isOpen={open === 'give-back'}
          request={request}
          remains={remains}
          isPending={giveBack.pending}
          failure={giveBack.failure}
          onGiveBack={() => closeWhen(giveBack.run(grant.id))}
          onClose={close}
        />
      )}
      <CancelDialog
        isOpen={open === 'cancel'}
        request={request}
        isPending={cancel.pending}
        failure={cancel.failure}
        onCancelRequest={() => closeWhen(cancel.run())}
        onClose={close}
      />
    </div>
  );
}
