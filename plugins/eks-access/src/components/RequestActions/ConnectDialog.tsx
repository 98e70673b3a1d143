import { useId } from 'react';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import {
  Connect,
  RequestView,
} from '@eks-access/backstage-plugin-eks-access-common';
import { CopyLines, Instant, Section, Stack, PlainButton } from '../../ui';

/** The lines to paste for a live grant, and what they need on the machine they are pasted on. */
export function ConnectDialog(props: {
  isOpen: boolean;
  request: RequestView;
  connect: Connect;
  onClose: () => void;
}) {
  const { isOpen, request, connect, onClose } = props;
  const titleId = useId();
  const expiresAt = request.grant?.expiresAt;
  return (
    <Dialog
      open={isOpen}
      onClose={onClose}
      aria-labelledby={titleId}
      fullWidth
      maxWidth="md"
    >
      <DialogTitle id={titleId}>
        Connect to {request.cluster.name} with {request.levelTitle}
      </DialogTitle>
      <DialogContent>
        <Stack>
          <Section title="Paste into a terminal" isSmall>
            <CopyLines lines={connect.lines} what="command" />
          </Section>
          <Section title="What it needs" isSmall>
            <ul style={{ margin: 0 }}>
              {connect.needs.map(need => (
                <li key={need}>{need}</li>
              ))}
            </ul>
          </Section>
          {expiresAt && (
            <div>
              The access ends <Instant at={expiresAt} />
            </div>
          )}
        </Stack>
      </DialogContent>
      <DialogActions>
        <PlainButton onClick={onClose} color="primary">
          Close
        </PlainButton>
      </DialogActions>
    </Dialog>
  );
}
