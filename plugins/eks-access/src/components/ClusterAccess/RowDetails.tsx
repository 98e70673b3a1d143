import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import makeStyles from '@material-ui/core/styles/makeStyles';
import {
  GroupLevel,
  RequestView,
} from '@eks-access/backstage-plugin-eks-access-common';
import { useNow } from '../../hooks';
import { PolicyLines, WhoGetsIt } from '../../parts';
import { eksAccessRequestRouteRef } from '../../routes';
import {
  Arn,
  Facts,
  Instant,
  Quiet,
  Section,
  StateWord,
  strongWeight,
} from '../../ui';
import {
  levelInScope,
  requestWords,
  spokenDuration,
  standingWords,
} from '../../words';
import { ClusterAccessRow } from './deriveRows';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 4fr) minmax(0, 4fr)',
    gap: theme.spacing(3),
    [theme.breakpoints.down('md')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
    },
  },
  item: { '& + &': { marginTop: theme.spacing(2) } },
  title: {
    fontWeight: strongWeight(theme),
    marginBottom: theme.spacing(0.5),
  },
}));

/** What a row opens into: every level in full, who can assume each role, and what was asked before. */
export function RowDetails(props: { row: ClusterAccessRow }) {
  const { row } = props;
  const classes = useStyles();
  const history = [...row.waiting, ...row.granted, ...row.past];
  return (
    <div className={classes.root}>
      <Section title="Levels">
        <div>
          {[...row.standing, ...row.onRequest].map(level => (
            <div
              key={`${level.mappingRef} ${level.level}`}
              className={classes.item}
            >
              <LevelFacts level={level} />
            </div>
          ))}
        </div>
      </Section>
      <Section title="Who can assume the roles">
        <div>
          {row.source.whoCanAssume.map(({ principalArn, who }) => (
            <div key={principalArn} className={classes.item}>
              <WhoGetsIt principalArn={principalArn} who={who} />
            </div>
          ))}
        </div>
      </Section>
      <Section title="Requests on this cluster">
        {history.length === 0 ? (
          <Quiet>Nobody of the team has asked for anything here.</Quiet>
        ) : (
          <div>
            {history.map(request => (
              <div key={request.id} className={classes.item}>
                <HistoryLine request={request} />
              </div>
            ))}
          </div>
        )}
      </Section>
    </div>
  );
}

function LevelFacts(props: { level: GroupLevel }) {
  const { level } = props;
  const classes = useStyles();
  const mode =
    level.mode === 'standing'
      ? 'always there'
      : `on request${
          level.maxDuration
            ? `, up to ${spokenDuration(level.maxDuration)}`
            : ''
        }`;
  return (
    <>
      <div className={classes.title}>
        {level.title} ({mode})
      </div>
      {level.description && <Quiet>{level.description}</Quiet>}
      <Facts
        facts={[
          {
            name: 'Policies',
            value: (
              <PolicyLines
                policies={level.policies}
                kubernetesGroups={level.kubernetesGroups}
              />
            ),
          },
          {
            name: 'IAM role',
            value: (
              <Arn
                arn={level.principalArn}
                what={`the role of ${level.title}`}
              />
            ),
          },
          {
            name: 'State',
            value: level.standing && (
              <StateWord
                words={standingWords(level.standing)}
                sentence="always"
              />
            ),
          },
          {
            name: 'Declared in',
            value: <EntityRefLink entityRef={level.mappingRef} hideIcon />,
          },
          {
            name: 'Not now',
            value:
              level.ask && !level.ask.possible && level.ask.whyNot
                ? `${level.ask.whyNot.happened} ${level.ask.whyNot.next}`
                : undefined,
          },
        ]}
      />
    </>
  );
}

function HistoryLine(props: { request: RequestView }) {
  const { request } = props;
  const now = useNow(60_000);
  const requestPath = useRouteRef(eksAccessRequestRouteRef);
  const grantedFor = spokenDuration(`PT${request.terms.durationSeconds}S`);
  return (
    <>
      <Link to={requestPath({ id: request.id })}>
        {levelInScope(request.levelTitle, request.terms.policies)} for{' '}
        {grantedFor}
      </Link>
      <StateWord words={requestWords(request, now)} sentence="never" />
      <Quiet>
        {request.requester.title} <Instant at={request.createdAt} />
      </Quiet>
    </>
  );
}
