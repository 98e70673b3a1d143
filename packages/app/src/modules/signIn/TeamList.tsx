import Button from '@material-ui/core/Button';
import Card from '@material-ui/core/Card';
import CardContent from '@material-ui/core/CardContent';
import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useId } from 'react';
import type { Team } from './teams';

const useStyles = makeStyles(theme => ({
  card: { height: '100%' },
  people: {
    listStyle: 'none',
    margin: theme.spacing(1, 0, 0),
    padding: 0,
    '& li + li': { marginTop: theme.spacing(1) },
  },
  person: { justifyContent: 'flex-start', textTransform: 'none' },
}));

/** One card a team, with a button for each of its people. */
export const TeamList = (props: {
  teams: readonly Team[];
  onChoose: (entityRef: string) => void;
}) => (
  <Grid container spacing={3}>
    {props.teams.map(team => (
      <Grid item xs={12} sm={6} md={3} key={team.entityRef ?? ''}>
        <TeamCard team={team} onChoose={props.onChoose} />
      </Grid>
    ))}
  </Grid>
);

function TeamCard(props: {
  team: Team;
  onChoose: (entityRef: string) => void;
}) {
  const classes = useStyles();
  const headingId = useId();
  const { team } = props;
  return (
    <Card
      className={classes.card}
      component="section"
      aria-labelledby={headingId}
    >
      <CardContent>
        <Typography id={headingId} variant="h6" component="h2">
          {team.name}
        </Typography>
        <ul className={classes.people}>
          {team.people.map(person => (
            <li key={person.entityRef}>
              <Button
                className={classes.person}
                variant="outlined"
                fullWidth
                onClick={() => props.onChoose(person.entityRef)}
              >
                {person.name}
              </Button>
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}
