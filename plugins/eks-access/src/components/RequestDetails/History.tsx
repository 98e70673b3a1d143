import makeStyles from '@material-ui/core/styles/makeStyles';
import { RequestView } from '@eks-access/backstage-plugin-eks-access-common';
import { Instant } from '../../ui';
import { deriveHistory } from './deriveHistory';
import { Reason } from './Reason';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gap: theme.spacing(1.5),
    margin: 0,
    padding: theme.spacing(0, 0, 0, 2),
    listStyle: 'none',
    borderLeft: `2px solid ${theme.palette.divider}`,
  },
}));

/** What happened to a request, oldest first. */
export function History(props: { request: RequestView }) {
  return (
    <ol className={useStyles().list}>
      {deriveHistory(props.request).map(({ key, words, comment, at }) => (
        <li key={key}>
          <div>{words}</div>
          <Instant at={at} />
          {comment && <Reason text={comment} />}
        </li>
      ))}
    </ol>
  );
}
