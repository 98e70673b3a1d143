import { useState } from 'react';
import { useParams } from 'react-router-dom';
import makeStyles from '@material-ui/core/styles/makeStyles';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  ClusterDetail,
  eksAccessClusterModePermission,
} from '@eks-access/backstage-plugin-eks-access-common';
import {
  CALM_MS,
  SOON_MS,
  useAction,
  useCallApi,
  usePolled,
} from '../../hooks';
import {
  AsOf,
  Instant,
  PageTitle,
  Panel,
  PolledContent,
  Quiet,
  Section,
  Stack,
  PlainButton,
} from '../../ui';
import { ClusterFacts } from './ClusterFacts';
import { EntryTable } from './EntryTable';
import { ModeChange, ModeDialog } from './ModeDialog';
import { ModeHistory } from './ModeHistory';
import { PlanWords } from './PlanWords';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    gap: theme.spacing(2),
  },
}));

/** One cluster for those who own it: mode, plan in words, entries with their owners. */
export function ClusterPage() {
  const { accountId = '', region = '', name = '' } = useParams();
  const params = { accountId, region, name };
  const callApi = useCallApi();
  const source = usePolled({
    key: `${accountId}/${region}/${name}`,
    load: () => callApi('getCluster', { params }),
    pauseMs: ({ summary, plan }) =>
      summary.mode === 'manage' && plan && plan.steps.length > 0
        ? SOON_MS
        : CALM_MS,
  });
  const change = useAction(async (input: ModeChange) =>
    callApi('setClusterMode', { params, body: input }),
  );
  return (
    <PolledContent source={source} what="the cluster">
      {detail => (
        <ClusterContent
          detail={detail}
          isPending={change.pending}
          failure={change.failure}
          onDialogOpen={change.reset}
          onSwitch={async input => {
            const changed = await change.run(input);
            await source.refresh();
            return changed !== undefined;
          }}
          onRefresh={source.refresh}
        />
      )}
    </PolledContent>
  );
}

function ClusterContent(props: {
  detail: ClusterDetail;
  isPending: boolean;
  failure: unknown;
  onDialogOpen: () => void;
  /** Resolves to whether the mode was switched. */
  onSwitch: (change: ModeChange) => Promise<boolean>;
  onRefresh: () => void;
}) {
  const { detail, isPending, failure, onDialogOpen, onSwitch, onRefresh } =
    props;
  const { summary, plan, entries, modeChanges } = detail;
  const classes = useStyles();
  const maySwitch = usePermission({
    permission: eksAccessClusterModePermission,
  });
  // Counts the openings: a dialog opened anew shows the plan of that moment.
  const [openings, setOpenings] = useState(0);
  const [isOpen, setIsOpen] = useState(false);

  const isObserved = summary.mode === 'observe';
  const canSwitch = summary.youOwnIt && maySwitch.allowed;
  return (
    <Stack gap={3}>
      <div className={classes.head}>
        <PageTitle>{summary.cluster.name}</PageTitle>
        {canSwitch && (
          <PlainButton
            variant={isObserved ? 'contained' : 'outlined'}
            color={isObserved ? 'primary' : 'default'}
            onClick={() => {
              onDialogOpen();
              setOpenings(openings + 1);
              setIsOpen(true);
            }}
          >
            {isObserved ? 'Switch to manage' : 'Back to observe'}
          </PlainButton>
        )}
        {!canSwitch && !maySwitch.loading && (
          <Quiet>
            {summary.youOwnIt
              ? 'The portal’s permission policy does not let you switch the mode.'
              : `Only ${summary.owner.title} can switch the mode.`}
          </Quiet>
        )}
      </div>
      <Panel>
        <ClusterFacts summary={summary} />
      </Panel>
      <Section
        title={isObserved ? 'What would be done' : 'What is about to be done'}
        aside={plan && <AsOf at={plan.asOf} onRefresh={onRefresh} />}
      >
        <Panel>
          {plan ? (
            <PlanWords plan={plan} />
          ) : (
            'There is no plan yet, because the cluster was never read in full.'
          )}
        </Panel>
      </Section>
      <Section
        title="Access entries"
        aside={
          summary.asOf && (
            <Quiet>
              Read from AWS <Instant at={summary.asOf} />
            </Quiet>
          )
        }
      >
        <EntryTable entries={entries} />
      </Section>
      <Section title="Changes of mode">
        <ModeHistory changes={modeChanges} />
      </Section>
      {openings > 0 && (
        <ModeDialog
          key={openings}
          isOpen={isOpen}
          detail={detail}
          isPending={isPending}
          failure={failure}
          onSwitch={async change => {
            if (await onSwitch(change)) setIsOpen(false);
          }}
          onClose={() => setIsOpen(false)}
        />
      )}
    </Stack>
  );
}
