import { Fragment } from 'react';
import makeStyles from '@material-ui/core/styles/makeStyles';
import { CopyButton } from './CopyButton';

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'flex-start', gap: 2 },
  // The button is higher than a line of text and must not push the lines apart.
  button: { margin: '-6px 0' },
});

/** An ARN that breaks where its parts end and not inside a name; with `what`, beside a button that copies it. */
export function Arn(props: { arn: string; what?: string }) {
  const { arn, what } = props;
  const classes = useStyles();
  const text = (
    <span>
      {arn.split(/(?<=[/:])/).map((part, index) => (
        // The parts of one ARN never change places.
        <Fragment key={`${index} ${part}`}>
          {part}
          <wbr />
        </Fragment>
      ))}
    </span>
  );
  if (!what) return text;
  return (
    <span className={classes.root}>
      {text}
      <span className={classes.button}>
        <CopyButton text={arn} label={`Copy the ARN of ${what}`} />
      </span>
    </span>
  );
}
