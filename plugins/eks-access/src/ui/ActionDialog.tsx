import { ReactNode, useId } from 'react';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { FailureNotice } from './FailureNotice';
import { PlainButton } from './PlainButton';

/**
 * A dialog for one act that has a consequence: what happens, then a button that says it. While it is under way nothing else can be
 * pressed; when it fails, the reason stands above the buttons and the dialog stays.
 */
export function ActionDialog(props: {
  isOpen: boolean;
  title: string;
  children: ReactNode;
  /** The consequence, as the button says it. */
  act: string;
  isActPossible?: boolean;
  isPending?: boolean;
  failure?: unknown;
  onAct: () => void;
  onClose: () => void;
  width?: 'sm' | 'md';
}) {
  const {
    isOpen,
    title,
    children,
    act,
    isActPossible = true,
    isPending = false,
    failure,
    onAct,
    onClose,
    width = 'sm',
  } = props;
  const titleId = useId();
  return (
    <Dialog
      open={isOpen}
      onClose={isPending ? undefined : onClose}
      aria-labelledby={titleId}
      fullWidth
      maxWidth={width}
    >
      <DialogTitle id={titleId}>{title}</DialogTitle>
      <DialogContent>
        {children}
        {failure !== undefined && <FailureNotice failure={failure} />}
      </DialogContent>
      <DialogActions>
        <PlainButton onClick={onClose} disabled={isPending}>
          Cancel
        </PlainButton>
        <PlainButton
          color="primary"
          variant="contained"
          onClick={onAct}
          disabled={isPending || !isActPossible}
        >
          {act}
        </PlainButton>
      </DialogActions>
    </Dialog>
  );
}
