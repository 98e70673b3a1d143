import IconButton from '@material-ui/core/IconButton';
import Tooltip from '@material-ui/core/Tooltip';
import makeStyles from '@material-ui/core/styles/makeStyles';
import RefreshIcon from '@material-ui/icons/Refresh';
import { Instant } from './Instant';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    color: theme.palette.text.secondary,
    fontSize: theme.typography.caption.fontSize,
  },
}));

/** As of when the page speaks, with a button that reads again. */
export function AsOf(props: { at: string; onRefresh?: () => void }) {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <span>
        As of <Instant at={props.at} />
      </span>
      {props.onRefresh && (
        <Tooltip title="Read again">
          <IconButton
            size="small"
            aria-label="Read again"
            onClick={props.onRefresh}
          >
            <RefreshIcon fontSize="small" />
          </IconButton>
        </Tooltip>
      )}
    </div>
  );
}
