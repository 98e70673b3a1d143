import { ReactNode, useId } from 'react';
import Drawer from '@material-ui/core/Drawer';
import IconButton from '@material-ui/core/IconButton';
import makeStyles from '@material-ui/core/styles/makeStyles';
import CloseIcon from '@material-ui/icons/Close';
import { Quiet, strongWeight } from '../../ui';

const useStyles = makeStyles(theme => ({
  paper: {
    width: 560,
    maxWidth: '100%',
    display: 'flex',
    flexDirection: 'column',
    fontFamily: theme.typography.fontFamily,
    background: theme.palette.background.paper,
  },
  head: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    padding: theme.spacing(2, 1.5, 1.5, 3),
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  titles: { flex: 1, minWidth: 0 },
  title: {
    margin: 0,
    fontSize: theme.typography.h6.fontSize,
    fontWeight: strongWeight(theme),
    lineHeight: 1.3,
    overflowWrap: 'anywhere',
  },
  body: {
    flex: 1,
    overflowY: 'auto',
    padding: theme.spacing(2.5, 3),
    fontSize: theme.typography.body2.fontSize,
    lineHeight: 1.5,
  },
  footer: {
    display: 'flex',
    justifyContent: 'flex-end',
    gap: theme.spacing(1),
    padding: theme.spacing(1.5, 3),
    borderTop: `1px solid ${theme.palette.divider}`,
    '& button': { textTransform: 'none' },
  },
}));

/** A panel that slides in from the right, labelled by its title; Escape closes it. */
export function DrawerFrame(props: {
  isOpen: boolean;
  title: string;
  subtitle: string;
  children: ReactNode;
  onClose: () => void;
}) {
  const { isOpen, title, subtitle, children, onClose } = props;
  const classes = useStyles();
  const titleId = useId();
  return (
    <Drawer
      anchor="right"
      open={isOpen}
      onClose={onClose}
      classes={{ paper: classes.paper }}
      PaperProps={{
        role: 'dialog',
        'aria-modal': true,
        'aria-labelledby': titleId,
      }}
    >
      <div className={classes.head}>
        <div className={classes.titles}>
          <h2 id={titleId} className={classes.title}>
            {title}
          </h2>
          <Quiet>{subtitle}</Quiet>
        </div>
        <IconButton size="small" aria-label="Close" onClick={onClose}>
          <CloseIcon />
        </IconButton>
      </div>
      {children}
    </Drawer>
  );
}

/** What scrolls between the head and the footer. */
export function DrawerBody(props: { children: ReactNode }) {
  return <div className={useStyles().body}>{props.children}</div>;
}

/** The buttons, always in sight. */
export function DrawerFooter(props: { children: ReactNode }) {
  return <div className={useStyles().footer}>{props.children}</div>;
}
