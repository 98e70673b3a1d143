import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import makeStyles from '@material-ui/core/styles/makeStyles';
import { GroupLevel } from '@eks-access/backstage-plugin-eks-access-common';
import { PolicyLines } from '../../parts';
import { Quiet, strongWeight } from '../../ui';

const useStyles = makeStyles(theme => ({
  choice: {
    alignItems: 'flex-start',
    margin: 0,
    padding: theme.spacing(0.5, 1, 1, 0),
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
  },
  text: { paddingTop: theme.spacing(1) },
  title: { fontWeight: strongWeight(theme) },
}));

/** Names a level among those of a group: mapping and level together, as two mappings may each have an "edit". */
export function levelKey(level: { mappingRef: string; level: string }): string {
  return `${level.mappingRef}|${level.level}`;
}

/** "What do you need?": the levels that can be asked for, and those that cannot, with the reason. */
export function LevelQuestion(props: {
  levels: readonly GroupLevel[];
  chosen: string | undefined;
  onChoose: (key: string) => void;
}) {
  const { levels, chosen, onChoose } = props;
  const classes = useStyles();
  return (
    <RadioGroup
      aria-label="What do you need?"
      value={chosen ?? ''}
      onChange={(_, value) => onChoose(value)}
    >
      {levels.map(level => {
        const whyNot = level.ask?.possible ? undefined : level.ask?.whyNot;
        return (
          <FormControlLabel
            key={levelKey(level)}
            className={classes.choice}
            value={levelKey(level)}
            disabled={!level.ask?.possible}
            control={<Radio color="primary" />}
            label={
              <div className={classes.text}>
                <span className={classes.title}>{level.title}</span>
                {level.description && <Quiet>{level.description}</Quiet>}
                <Quiet>
                  <PolicyLines
                    policies={level.policies}
                    kubernetesGroups={level.kubernetesGroups}
                  />
                </Quiet>
                {whyNot && (
                  <Quiet>
                    {whyNot.happened} {whyNot.next}
                  </Quiet>
                )}
              </div>
            }
          />
        );
      })}
    </RadioGroup>
  );
}
