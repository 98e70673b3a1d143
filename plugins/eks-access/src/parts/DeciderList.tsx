import makeStyles from '@material-ui/core/styles/makeStyles';
import { DeciderView } from '@eks-access/backstage-plugin-eks-access-common';
import { Quiet } from '../ui';
import { EntityLink } from './EntityLink';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gap: theme.spacing(0.75),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
}));

/** Who may decide, and why each of them. */
export function DeciderList(props: { deciders: readonly DeciderView[] }) {
  const classes = useStyles();
  if (props.deciders.length === 0) return <>Nobody could decide it.</>;
  return (
    <ul className={classes.list}>
      {props.deciders.map(({ person, because }) => (
        <li key={person.ref}>
          <EntityLink entity={person} />
          <Quiet>{because}</Quiet>
        </li>
      ))}
    </ul>
  );
}
