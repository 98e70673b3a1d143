import { EntityRefLink } from '@backstage/plugin-catalog-react';
import makeStyles from '@material-ui/core/styles/makeStyles';
import { ClusterDetail } from '@eks-access/backstage-plugin-eks-access-common';
import { Instant, Quiet } from '../../ui';
import { Reason } from '../RequestDetails';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gap: theme.spacing(1.5),
    margin: 0,
    padding: 0,
    listStyle: 'none',
    fontSize: theme.typography.body2.fontSize,
  },
}));

/** Who switched the mode, when and why. */
export function ModeHistory(props: { changes: ClusterDetail['modeChanges'] }) {
  const classes = useStyles();
  if (props.changes.length === 0) {
    return (
      <Quiet>The mode was never changed; clusters begin in observe.</Quiet>
    );
  }
  return (
    <ul className={classes.list}>
      {props.changes.map(({ to, by, at, reason }) => (
        <li key={at}>
          To {to} by <EntityRefLink entityRef={by} hideIcon />{' '}
          <Instant at={at} />
          <Reason text={reason} />
        </li>
      ))}
    </ul>
  );
}
