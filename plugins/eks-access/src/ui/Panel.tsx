import { ReactNode } from 'react';
import makeStyles from '@material-ui/core/styles/makeStyles';
import { strongWeight } from './strongWeight';

const useStyles = makeStyles(theme => ({
  panel: {
    minWidth: 0,
    alignSelf: 'start',
    padding: theme.spacing(2.5),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    background: theme.palette.background.paper,
    color: theme.palette.text.primary,
    fontSize: theme.typography.body2.fontSize,
    lineHeight: 1.5,
    [theme.breakpoints.down('xs')]: { padding: theme.spacing(2) },
  },
  title: {
    margin: 0,
    color: theme.palette.text.primary,
    fontSize: theme.typography.h6.fontSize,
    fontWeight: strongWeight(theme),
    lineHeight: 1.35,
    overflowWrap: 'anywhere',
  },
}));

/** A sheet for what belongs together. */
export function Panel(props: { children: ReactNode }) {
  return <div className={useStyles().panel}>{props.children}</div>;
}

/** What a page is about, below the portal's own header. */
export function PageTitle(props: { children: ReactNode }) {
  return <h2 className={useStyles().title}>{props.children}</h2>;
}
