import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import makeStyles from '@material-ui/core/styles/makeStyles';
import { RequestView } from '@eks-access/backstage-plugin-eks-access-common';
import { eksAccessRequestRouteRef } from '../../routes';
import { Instant, Panel, Quiet, Section, Stack, strongWeight } from '../../ui';
import { DecisionForm } from '../Decision';
import { Reason, requestSentence, TermsFacts } from '../RequestDetails';

const useStyles = makeStyles(theme => ({
  title: {
    margin: 0,
    fontSize: theme.typography.body1.fontSize,
    fontWeight: strongWeight(theme),
  },
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    gap: theme.spacing(3),
    [theme.breakpoints.down('md')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
    },
  },
  right: { display: 'grid', gap: theme.spacing(2.5), alignContent: 'start' },
}));

/** One request to decide: the terms first, then what its requester says, then the decision. */
export function DecisionCard(props: {
  request: RequestView;
  onDecided: () => void;
}) {
  const { request, onDecided } = props;
  const classes = useStyles();
  const requestPath = useRouteRef(eksAccessRequestRouteRef);
  const sentence = requestSentence(request);
  return (
    <article aria-label={sentence}>
      <Panel>
        <Stack gap={2.5}>
          <div>
            <h3 className={classes.title}>
              <Link to={requestPath({ id: request.id })}>{sentence}</Link>
            </h3>
            <Quiet>
              Asked <Instant at={request.createdAt} /> · times out{' '}
              <Instant at={request.answerBy} />
            </Quiet>
          </div>
          <div className={classes.columns}>
            <TermsFacts request={request} />
            <div className={classes.right}>
              <Section title={`What ${request.requester.title} says`} isSmall>
                <Reason text={request.reason} />
              </Section>
              <Section title="Your decision" isSmall>
                <DecisionForm request={request} onDecided={onDecided} />
              </Section>
            </div>
          </div>
        </Stack>
      </Panel>
    </article>
  );
}
