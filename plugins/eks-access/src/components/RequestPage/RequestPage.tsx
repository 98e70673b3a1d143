import { useParams } from 'react-router-dom';
import makeStyles from '@material-ui/core/styles/makeStyles';
import { RequestView } from '@eks-access/backstage-plugin-eks-access-common';
import { pauseForRequests, useCallApi, useNow, usePolled } from '../../hooks';
import { DeciderList } from '../../parts';
import {
  Facts,
  PageTitle,
  Panel,
  PolledContent,
  Section,
  Stack,
  StateWord,
} from '../../ui';
import { requestWords } from '../../words';
import { DecisionForm } from '../Decision';
import { RequestActions } from '../RequestActions';
import {
  History,
  Reason,
  requestSentence,
  TermsFacts,
} from '../RequestDetails';
import { RequestTimes } from '../RequestTimes';

const useStyles = makeStyles(theme => ({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 1fr)',
    gap: theme.spacing(3),
    [theme.breakpoints.down('sm')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
    },
  },
}));

/** One request on a page of its own, for links: what is asked, who decides it, what became of it. */
export function RequestPage() {
  const { id = '' } = useParams();
  const callApi = useCallApi();
  const source = usePolled({
    key: id,
    load: () => callApi('getRequest', { params: { id } }),
    pauseMs: (request, now) => pauseForRequests([request], now),
  });
  return (
    <PolledContent source={source} what="the request">
      {request => (
        <RequestContent request={request} onChanged={source.refresh} />
      )}
    </PolledContent>
  );
}

function RequestContent(props: {
  request: RequestView;
  onChanged: () => void;
}) {
  const { request, onChanged } = props;
  const classes = useStyles();
  const now = useNow(15_000);
  return (
    <Stack gap={2.5}>
      <Stack gap={1}>
        <PageTitle>{requestSentence(request)}</PageTitle>
        <StateWord words={requestWords(request, now)} sentence="always" />
        <RequestTimes request={request} />
        <RequestActions request={request} onChanged={onChanged} />
      </Stack>
      <div className={classes.columns}>
        <Panel>
          <Stack gap={3}>
            <Section title="What is asked for">
              <TermsFacts request={request} />
            </Section>
            <Section title={`What ${request.requester.title} says`}>
              <Reason text={request.reason} />
            </Section>
            {request.youMayDecideBecause && (
              <Section title="Your decision">
                <DecisionForm request={request} onDecided={onChanged} />
              </Section>
            )}
          </Stack>
        </Panel>
        <Panel>
          <Stack gap={3}>
            {request.state === 'waiting' && (
              <Section title="Who decides">
                <DeciderList deciders={request.deciders} />
              </Section>
            )}
            <Section title="History">
              <History request={request} />
            </Section>
            <Section title="For reference" isSmall>
              <Facts
                facts={[
                  { name: 'Request', value: request.id },
                  { name: 'Version', value: request.version },
                  { name: 'Terms', value: request.termsHash },
                  { name: 'Role id', value: request.terms.roleId },
                ]}
              />
            </Section>
          </Stack>
        </Panel>
      </div>
    </Stack>
  );
}
