import { ReactNode, useId } from 'react';
import makeStyles from '@material-ui/core/styles/makeStyles';
import { strongWeight } from './strongWeight';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    // Without this a section beside a taller one spreads its parts over the height.
    alignContent: 'start',
    gap: theme.spacing(1),
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
  },
  title: {
    margin: 0,
    fontSize: theme.typography.body1.fontSize,
    fontWeight: strongWeight(theme),
    color: theme.palette.text.primary,
  },
  quiet: {
    margin: 0,
    fontSize: theme.typography.body2.fontSize,
    fontWeight: strongWeight(theme),
    color: theme.palette.text.secondary,
  },
}));

/** A titled part of a page; `small` for a part of a part. */
export function Section(props: {
  title: string;
  children: ReactNode;
  aside?: ReactNode;
  isSmall?: boolean;
}) {
  const { title, children, aside, isSmall = false } = props;
  const classes = useStyles();
  const titleId = useId();
  const Title = isSmall ? 'h4' : 'h3';
  return (
    <section aria-labelledby={titleId} className={classes.root}>
      <div className={classes.head}>
        <Title id={titleId} className={isSmall ? classes.quiet : classes.title}>
          {title}
        </Title>
        {aside}
      </div>
      {children}
    </section>
  );
}
