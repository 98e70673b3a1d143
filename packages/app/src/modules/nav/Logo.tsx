import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  mark: {
    height: 30,
    width: 'auto',
    display: 'block',
  },
});

/** A keyhole in a ring that is not closed: access that has an end. Decorative; whoever shows it names it. */
export const Logo = (props: { className?: string }) => {
  const classes = useStyles();
  return (
    <svg
      className={props.className ?? classes.mark}
      viewBox="0 0 32 32"
      aria-hidden="true"
      focusable="false"
    >
      <rect width="32" height="32" rx="7" fill="#16324f" />
      <path
        d="M16 5a11 11 0 1 1-11 11"
        fill="none"
        stroke="#f2a541"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
      <circle cx="16" cy="14" r="3.5" fill="#fff" />
      <path d="M14.4 15.5h3.2l1.4 7h-6z" fill="#fff" />
    </svg>
  );
};
