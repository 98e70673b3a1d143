import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import makeStyles from '@material-ui/core/styles/makeStyles';
import { ClusterId } from '@eks-access/backstage-plugin-eks-access-common';
import { eksAccessClusterRouteRef } from '../routes';
import { Quiet, strongWeight } from '../ui';

const useStyles = makeStyles(theme => ({
  name: { fontWeight: strongWeight(theme) },
}));

/** A cluster's exact name over its account and Region; with `isLinked` a link to its page. */
export function ClusterName(props: { cluster: ClusterId; isLinked?: boolean }) {
  const { cluster, isLinked = false } = props;
  const { accountId, region, name } = cluster;
  const classes = useStyles();
  const clusterPath = useRouteRef(eksAccessClusterRouteRef);
  return (
    <div>
      {isLinked ? (
        <Link
          to={clusterPath({ accountId, region, name })}
          className={classes.name}
        >
          {name}
        </Link>
      ) : (
        <span className={classes.name}>{name}</span>
      )}
      <Quiet>
        {accountId} · {region}
      </Quiet>
    </div>
  );
}
