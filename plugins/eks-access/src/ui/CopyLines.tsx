import makeStyles from '@material-ui/core/styles/makeStyles';
import { CopyButton } from './CopyButton';

const useStyles = makeStyles(theme => ({
  root: {
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    background: theme.palette.background.default,
    color: theme.palette.text.primary,
    maxWidth: '100%',
  },
  line: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 0.5, 0.5, 1.5),
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
  },
  code: {
    flex: 1,
    minWidth: 0,
    padding: theme.spacing(0.75, 0),
    fontFamily: 'Menlo, Consolas, "DejaVu Sans Mono", monospace',
    fontSize: '0.8125rem',
    lineHeight: 1.5,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
}));

/** Text to paste, each line with its own copy button. */
export function CopyLines(props: {
  lines: readonly string[];
  /** What a line is, for the button's name: "Copy command 1". */
  what: string;
}) {
  const { lines, what } = props;
  const classes = useStyles();
  return (
    <div className={classes.root}>
      {lines.map((line, index) => (
        <div key={line} className={classes.line}>
          <code className={classes.code}>{line}</code>
          <CopyButton
            text={line}
            label={
              lines.length > 1 ? `Copy ${what} ${index + 1}` : `Copy ${what}`
            }
          />
        </div>
      ))}
    </div>
  );
}
