import { LinkButton, LinkButtonProps } from '@backstage/core-components';
import Button, { ButtonProps } from '@material-ui/core/Button';
import makeStyles from '@material-ui/core/styles/makeStyles';

const useStyles = makeStyles({
  // Buttons say whole sentences here, which nobody wants to read in capitals.
  button: { textTransform: 'none' },
});

/** A button as every page of ours has it: as written, flat, and small unless it is said otherwise. */
export function PlainButton(props: ButtonProps) {
  return (
    <Button
      size="small"
      disableElevation
      {...props}
      className={useStyles().button}
    />
  );
}

/** {@link PlainButton} that leads to another page. */
export function PlainLinkButton(props: LinkButtonProps) {
  return (
    <LinkButton
      size="small"
      disableElevation
      {...props}
      // Material UI calls it a button as soon as its element is a component of somebody else's; it leads to a page, so it is a link.
      role={undefined}
      className={useStyles().button}
    />
  );
}
