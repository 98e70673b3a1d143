import { Settings } from 'luxon';
import makeStyles from '@material-ui/core/styles/makeStyles';
import { useNow } from '../hooks';
import { absoluteTime, relativeTime } from '../words';

const useStyles = makeStyles(theme => ({
  // Digits of one width, so that a countdown does not push what stands beside it.
  instant: { fontVariantNumeric: 'tabular-nums' },
  absolute: { color: theme.palette.text.secondary, whiteSpace: 'nowrap' },
  quiet: { color: theme.palette.text.secondary },
  relative: { whiteSpace: 'nowrap' },
}));

const HOUR_MS = 60 * 60 * 1000;

/** A time as every page shows it: how far off, and when exactly with the zone. Counts down by the second within the hour. */
export function Instant(props: { at: string }) {
  const { at } = props;
  const classes = useStyles();
  const roughly = useNow(60_000);
  const isNear = Math.abs(Date.parse(at) - roughly) < HOUR_MS + 60_000;
  const now = useNow(isNear ? 1000 : 60_000);
  return (
    <time dateTime={at} className={classes.instant}>
      <span className={classes.relative}>
        {relativeTime(at, now)}
        <span className={classes.quiet}> ·</span>
      </span>{' '}
      <span className={classes.absolute}>
        {absoluteTime(at, now, Settings.defaultZone.name)}
      </span>
    </time>
  );
}
