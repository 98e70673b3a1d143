import makeStyles from '@material-ui/core/styles/makeStyles';
import { GroupLevel } from '@eks-access/backstage-plugin-eks-access-common';
import { PolicyLines } from '../../parts';
import { Quiet, StateWord, strongWeight } from '../../ui';
import { standingWords } from '../../words';

const useStyles = makeStyles(theme => ({
  level: { '& + &': { marginTop: theme.spacing(1) } },
  title: { fontWeight: strongWeight(theme) },
}));

/** What the team always has: each standing level with its policies and what AWS shows of it, or the tool that provides it. */
export function StandingCell(props: { levels: readonly GroupLevel[] }) {
  const classes = useStyles();
  if (props.levels.length === 0) return <Quiet>Nothing</Quiet>;
  return (
    <>
      {props.levels.map(level => (
        <div
          key={`${level.mappingRef} ${level.level}`}
          className={classes.level}
        >
          <span className={classes.title}>{level.title}</span>
          <Quiet>
            <PolicyLines
              policies={level.policies}
              kubernetesGroups={level.kubernetesGroups}
            />
          </Quiet>
          {level.standing && (
            <StateWord
              words={standingWords(level.standing)}
              sentence={isThere(level.standing.state) ? 'never' : 'always'}
            />
          )}
        </div>
      ))}
    </>
  );
}

// Where the team has what it should have, the word is enough; in every other state it wants to know why.
function isThere(state: NonNullable<GroupLevel['standing']>['state']): boolean {
  return state === 'active' || state === 'covered';
}
