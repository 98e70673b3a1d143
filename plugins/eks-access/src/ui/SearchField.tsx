import InputAdornment from '@material-ui/core/InputAdornment';
import OutlinedInput from '@material-ui/core/OutlinedInput';
import makeStyles from '@material-ui/core/styles/makeStyles';
import SearchIcon from '@material-ui/icons/Search';

const useStyles = makeStyles(theme => ({
  root: {
    width: 260,
    maxWidth: '100%',
    background: theme.palette.background.paper,
    [theme.breakpoints.down('xs')]: { width: '100%' },
  },
  input: {
    padding: theme.spacing(1, 0),
    fontSize: theme.typography.body2.fontSize,
  },
}));

/** A field that narrows a list while one types. */
export function SearchField(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const { label, value, onChange } = props;
  const classes = useStyles();
  return (
    <OutlinedInput
      className={classes.root}
      classes={{ input: classes.input }}
      type="search"
      value={value}
      placeholder={label}
      inputProps={{ 'aria-label': label }}
      onChange={event => onChange(event.target.value)}
      startAdornment={
        <InputAdornment position="start">
          <SearchIcon fontSize="small" aria-hidden />
        </InputAdornment>
      }
    />
  );
}
