import Chip from '@material-ui/core/Chip';
import makeStyles from '@material-ui/core/styles/makeStyles';
import CheckIcon from '@material-ui/icons/Check';

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  chip: { margin: 0 },
}));

/** A choice of filters that can be on together. */
export interface FilterChoice<F extends string> {
  readonly id: F;
  readonly title: string;
  /** How many rows it leaves. */
  readonly count: number;
}

/** Filters as chips that are pressed or not; a check mark says so beside the colour. */
export function FilterChips<F extends string>(props: {
  label: string;
  choices: readonly FilterChoice<F>[];
  chosen: ReadonlySet<F>;
  onChange: (chosen: ReadonlySet<F>) => void;
}) {
  const { label, choices, chosen, onChange } = props;
  const classes = useStyles();
  const toggle = (id: F) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  return (
    <div role="group" aria-label={label} className={classes.root}>
      {choices.map(({ id, title, count }) => {
        const isChosen = chosen.has(id);
        return (
          <Chip
            key={id}
            className={classes.chip}
            size="small"
            label={`${title} (${count})`}
            icon={isChosen ? <CheckIcon /> : undefined}
            variant={isChosen ? 'default' : 'outlined'}
            aria-pressed={isChosen}
            onClick={() => toggle(id)}
          />
        );
      })}
    </div>
  );
}
