import { ReactNode } from 'react';
import makeStyles from '@material-ui/core/styles/makeStyles';
import { strongWeight } from './strongWeight';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    justifyItems: 'start',
    gap: theme.spacing(1),
    padding: theme.spacing(3),
    border: `1px dashed ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    color: theme.palette.text.secondary,
    fontSize: theme.typography.body2.fontSize,
    lineHeight: 1.5,
  },
  title: {
    margin: 0,
    color: theme.palette.text.primary,
    fontSize: theme.typography.body1.fontSize,
    fontWeight: strongWeight(theme),
  },
}));

/** Says that there is nothing, why, and what to do next. */
export function EmptyNote(props: { title: string; children: ReactNode }) {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <p className={classes.title}>{props.title}</p>
      {props.children}
    </div>
  );
}
