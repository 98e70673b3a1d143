import { ReactNode } from 'react';
import makeStyles from '@material-ui/core/styles/makeStyles';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(5.5rem, max-content) minmax(0, 1fr)',
    columnGap: theme.spacing(2),
    rowGap: theme.spacing(0.75),
    margin: 0,
    fontSize: theme.typography.body2.fontSize,
    lineHeight: 1.45,
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
      rowGap: 0,
    },
  },
  name: { color: theme.palette.text.secondary },
  value: {
    margin: 0,
    overflowWrap: 'anywhere',
    [theme.breakpoints.down('xs')]: { marginBottom: theme.spacing(1) },
  },
}));

/** One fact; left out where its value is undefined. */
export interface Fact {
  readonly name: string;
  readonly value: ReactNode | undefined;
}

/** Facts as pairs of name and value. */
export function Facts(props: { facts: readonly Fact[] }) {
  const classes = useStyles();
  return (
    <dl className={classes.list}>
      {props.facts.map(
        ({ name, value }) =>
          value !== undefined && (
            <FactPair key={name} name={name} value={value} />
          ),
      )}
    </dl>
  );
}

function FactPair({ name, value }: Fact) {
  const classes = useStyles();
  return (
    <>
      <dt className={classes.name}>{name}</dt>
      <dd className={classes.value}>{value}</dd>
    </>
  );
}
