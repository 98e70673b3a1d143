import { ReactNode } from 'react';
import makeStyles from '@material-ui/core/styles/makeStyles';
import { Tone } from '../words';
import { ToneIcon, toneColor } from './StateWord';
import { strongWeight } from './strongWeight';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    gap: theme.spacing(1.25),
    padding: theme.spacing(1.25, 2),
    border: `1px solid ${theme.palette.divider}`,
    borderLeft: (props: { tone: Tone }) =>
      `4px solid ${toneColor(theme, props.tone)}`,
    borderRadius: theme.shape.borderRadius,
    background: theme.palette.background.paper,
    color: theme.palette.text.primary,
    fontSize: theme.typography.body2.fontSize,
    lineHeight: 1.5,
  },
  body: { minWidth: 0, flex: 1, overflowWrap: 'anywhere' },
  title: { fontWeight: strongWeight(theme) },
  quiet: {
    color: theme.palette.text.secondary,
    fontSize: theme.typography.caption.fontSize,
  },
  action: { alignSelf: 'center', flexShrink: 0 },
}));

/** Something to know before going on. `bad` interrupts a screen reader, every other tone waits its turn. */
export function Notice(props: {
  tone: Tone;
  title: string;
  /** What to do about it. */
  children?: ReactNode;
  /** Code, reference id: for whoever one asks for help. */
  small?: string;
  action?: ReactNode;
}) {
  const { tone, title, children, small, action } = props;
  const classes = useStyles({ tone });
  return (
    <div className={classes.root} role={tone === 'bad' ? 'alert' : 'status'}>
      <ToneIcon tone={tone} />
      <div className={classes.body}>
        <div className={classes.title}>{title}</div>
        {children && <div>{children}</div>}
        {small && <div className={classes.quiet}>{small}</div>}
      </div>
      {action && <div className={classes.action}>{action}</div>}
    </div>
  );
}
