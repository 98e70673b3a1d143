import { ReactNode } from 'react';
import makeStyles from '@material-ui/core/styles/makeStyles';

const useStyles = makeStyles(theme => ({
  stack: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    // The host's own font may be another one than that of the theme's components; a page is of one.
    fontFamily: theme.typography.fontFamily,
    color: theme.palette.text.primary,
    lineHeight: 1.5,
    gap: (props: { gap: number }) => theme.spacing(props.gap),
  },
  toolbar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 1.5),
  },
  pushed: { marginLeft: 'auto' },
}));

/** Things below each other at an even distance, in steps of the theme's spacing. */
export function Stack(props: { gap?: number; children: ReactNode }) {
  const classes = useStyles({ gap: props.gap ?? 2 });
  return <div className={classes.stack}>{props.children}</div>;
}

/** What narrows a list on the left, as of when it speaks on the right. */
export function Toolbar(props: { children?: ReactNode; end?: ReactNode }) {
  const classes = useStyles({ gap: 0 });
  return (
    <div className={classes.toolbar}>
      {props.children}
      {props.end && <div className={classes.pushed}>{props.end}</div>}
    </div>
  );
}
