import makeStyles from '@material-ui/core/styles/makeStyles';
import { MappingProblem } from '@eks-access/backstage-plugin-eks-access-common';
import { Facts, ToneIcon, strongWeight } from '../../ui';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gap: theme.spacing(2),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  item: {
    display: 'grid',
    gap: theme.spacing(1),
    paddingTop: theme.spacing(2),
    borderTop: `1px solid ${theme.palette.divider}`,
  },
  title: {
    display: 'flex',
    gap: theme.spacing(0.75),
    fontWeight: strongWeight(theme),
  },
  code: {
    fontFamily: 'Menlo, Consolas, "DejaVu Sans Mono", monospace',
    fontSize: '0.8125rem',
  },
}));

/** What is wrong with a mapping, each with the field, what stands there and how to mend it. */
export function ProblemList(props: { problems: readonly MappingProblem[] }) {
  const classes = useStyles();
  return (
    <ul className={classes.list}>
      {props.problems.map(({ code, field, value, problem, fix }) => (
        <li key={`${code} ${field} ${value}`} className={classes.item}>
          <div className={classes.title}>
            <ToneIcon tone="bad" />
            <span>{problem}</span>
          </div>
          <Facts
            facts={[
              {
                name: 'Field',
                value: <code className={classes.code}>{field}</code>,
              },
              {
                name: 'Value',
                value: <code className={classes.code}>{value}</code>,
              },
              { name: 'Fix', value: fix },
            ]}
          />
        </li>
      ))}
    </ul>
  );
}
