import { ReactNode } from 'react';
import makeStyles from '@material-ui/core/styles/makeStyles';

const useStyles = makeStyles(theme => ({
  quiet: {
    display: 'block',
    color: theme.palette.text.secondary,
    fontSize: theme.typography.caption.fontSize,
    lineHeight: 1.45,
    overflowWrap: 'anywhere',
  },
}));

/** A line of small print under what it belongs to. */
export function Quiet(props: { children: ReactNode }) {
  return <span className={useStyles().quiet}>{props.children}</span>;
}
