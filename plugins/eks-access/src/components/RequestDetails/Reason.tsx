import makeStyles from '@material-ui/core/styles/makeStyles';

const useStyles = makeStyles(theme => ({
  reason: {
    margin: 0,
    padding: theme.spacing(0.25, 0, 0.25, 1.5),
    borderLeft: `3px solid ${theme.palette.divider}`,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
}));

/** What a person typed, set apart from what the portal says, so that a reason cannot pass for a term. */
export function Reason(props: { text: string }) {
  return <blockquote className={useStyles().reason}>{props.text}</blockquote>;
}
