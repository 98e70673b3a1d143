import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import makeStyles from '@material-ui/core/styles/makeStyles';
import { RequestView } from '@eks-access/backstage-plugin-eks-access-common';
import { useNow } from '../../hooks';
import { eksAccessRequestRouteRef } from '../../routes';
import {
  Instant,
  Quiet,
  StateWord,
  strongWeight,
  PlainLinkButton,
} from '../../ui';
import { levelInScope, requestWords } from '../../words';
import { RequestActions } from '../RequestActions';
import { RequestTimes } from '../RequestTimes';

const useStyles = makeStyles(theme => ({
  line: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(0.25),
    '& + &': { marginTop: theme.spacing(1.5) },
  },
  title: { fontWeight: strongWeight(theme) },
  actions: {
    display: 'flex',
    gap: theme.spacing(1),
    marginTop: theme.spacing(0.5),
  },
}));

/** One request or grant in a cell: what, in which state, until when, asked by whom, and what to do with it. */
export function RequestLine(props: {
  request: RequestView;
  remains: readonly string[];
  onChanged: () => void;
}) {
  const { request, remains, onChanged } = props;
  const classes = useStyles();
  const now = useNow(15_000);
  const requestPath = useRouteRef(eksAccessRequestRouteRef);
  return (
    <div className={classes.line}>
      <Link to={requestPath({ id: request.id })} className={classes.title}>
        {levelInScope(request.levelTitle, request.terms.policies)}
      </Link>
      <StateWord words={requestWords(request, now)} />
      <RequestTimes request={request} />
      <Quiet>
        Asked by {request.requester.title} <Instant at={request.createdAt} />
      </Quiet>
      <div className={classes.actions}>
        {request.youMayDecideBecause && (
          <PlainLinkButton
            to={requestPath({ id: request.id })}
            variant="outlined"
            color="primary"
          >
            Decide
          </PlainLinkButton>
        )}
        <RequestActions
          request={request}
          remains={remains}
          onChanged={onChanged}
        />
      </div>
    </div>
  );
}
