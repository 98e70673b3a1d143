import { Progress, WarningPanel } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Logo } from '../nav/Logo';
import { TeamList } from './TeamList';
import { toTeams } from './teams';
import { usePeople } from './usePeople';

const useStyles = makeStyles(theme => ({
  page: {
    maxWidth: 1100,
    margin: '0 auto',
    padding: theme.spacing(6, 3),
  },
  logo: { height: 56, width: 56, marginBottom: theme.spacing(2) },
  introduction: { maxWidth: 640, marginBottom: theme.spacing(4) },
}));

/** The page that asks whom of the catalog's people one wants to be. */
export const ChoosePerson = (props: {
  onChoose: (entityRef: string) => void;
}) => {
  const classes = useStyles();
  const title = useApi(configApiRef).getString('app.title');
  return (
    <main>
      <div className={classes.page}>
        <Logo className={classes.logo} />
        <Typography variant="h3" component="h1">
          {title}
        </Typography>
        <Typography className={classes.introduction}>
          Who do you want to be? This portal runs for development: there is no
          password, and each browser tab can be another person.
        </Typography>
        <PeopleToChoose onChoose={props.onChoose} />
      </div>
    </main>
  );
};

function PeopleToChoose(props: { onChoose: (entityRef: string) => void }) {
  const people = usePeople();
  switch (people.state) {
    case 'loading':
      return <Progress />;
    case 'failed':
      return (
        <WarningPanel
          severity="warning"
          title="The backend does not answer yet"
          message={`${people.error.message}. This page tries again by itself.`}
        />
      );
    case 'known':
      return people.people.length === 0 ? (
        <Typography role="status">
          The catalog is still being read; its people appear here in a moment.
        </Typography>
      ) : (
        <TeamList teams={toTeams(people.people)} onChoose={props.onChoose} />
      );
    default:
      throw new Error(
        `Unknown state: ${JSON.stringify(people satisfies never)}`,
      );
  }
}
