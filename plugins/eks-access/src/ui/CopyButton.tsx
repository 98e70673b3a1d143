import { CopyTextButton } from '@backstage/core-components';
import makeStyles from '@material-ui/core/styles/makeStyles';

const useStyles = makeStyles(theme => ({
  // The button of the design system is made for toolbars; beside text its icon steps back to the size and colour of small print.
  root: {
    flexShrink: 0,
    '& svg': { fontSize: '1rem', color: theme.palette.text.secondary },
  },
}));

/** Copies a text; `label` says what, for those who do not see what it stands beside. */
export function CopyButton(props: { text: string; label: string }) {
  const { text, label } = props;
  return (
    <span className={useStyles().root}>
      <CopyTextButton
        text={text}
        tooltipText="Copied"
        variant="tertiary"
        aria-label={label}
      />
    </span>
  );
}
