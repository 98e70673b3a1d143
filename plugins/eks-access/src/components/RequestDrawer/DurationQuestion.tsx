import { useId } from 'react';
import FormHelperText from '@material-ui/core/FormHelperText';
import MenuItem from '@material-ui/core/MenuItem';
import makeStyles from '@material-ui/core/styles/makeStyles';
import CheckIcon from '@material-ui/icons/Check';
import { PreviewView } from '@eks-access/backstage-plugin-eks-access-common';
import { spokenDuration } from '../../words';
import { DurationChoice, ResolvedDuration } from './deriveForm';
import { LabelledField, PlainButton } from '../../ui';

const useStyles = makeStyles(theme => ({
  choices: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  own: {
    display: 'flex',
    gap: theme.spacing(1),
    marginTop: theme.spacing(1.5),
  },
  count: { width: 110 },
  unit: { width: 130 },
}));

/** "For how long?": the offered durations as buttons of which one is pressed, and one's own within the longest. */
export function DurationQuestion(props: {
  preview: PreviewView;
  choice: DurationChoice;
  resolved: ResolvedDuration;
  onChoose: (choice: DurationChoice) => void;
}) {
  const { preview, choice, resolved, onChoose } = props;
  const classes = useStyles();
  const problemId = useId();
  return (
    <div>
      <div role="group" aria-label="For how long?" className={classes.choices}>
        {preview.durations.map(duration => (
          <ChoiceButton
            key={duration}
            title={spokenDuration(duration)}
            isChosen={choice.kind === 'preset' && choice.duration === duration}
            onChoose={() => onChoose({ kind: 'preset', duration })}
          />
        ))}
        <ChoiceButton
          title="Other"
          isChosen={choice.kind === 'own'}
          onChoose={() => onChoose({ kind: 'own', count: '', unit: 'hours' })}
        />
      </div>
      {choice.kind === 'own' && (
        <div className={classes.own}>
          <LabelledField
            className={classes.count}
            size="small"
            label="How many"
            value={choice.count}
            error={!resolved.ok && choice.count !== ''}
            inputProps={{
              inputMode: 'numeric',
              'aria-describedby': problemId,
            }}
            onChange={event =>
              onChoose({ ...choice, count: event.target.value })
            }
          />
          <LabelledField
            className={classes.unit}
            select
            size="small"
            label="Unit"
            value={choice.unit}
            onChange={event =>
              onChoose({
                ...choice,
                unit: event.target.value === 'hours' ? 'hours' : 'minutes',
              })
            }
          >
            <MenuItem value="minutes">minutes</MenuItem>
            <MenuItem value="hours">hours</MenuItem>
          </LabelledField>
        </div>
      )}
      <FormHelperText
        id={problemId}
        error={!resolved.ok && choice.kind === 'own' && choice.count !== ''}
      >
        {resolved.ok || (choice.kind === 'own' && choice.count === '')
          ? `At most ${spokenDuration(preview.maxDuration)}. It ends by itself.`
          : resolved.problem}
      </FormHelperText>
    </div>
  );
}

function ChoiceButton(props: {
  title: string;
  isChosen: boolean;
  onChoose: () => void;
}) {
  const { title, isChosen, onChoose } = props;
  return (
    <PlainButton
      variant={isChosen ? 'contained' : 'outlined'}
      color={isChosen ? 'primary' : 'default'}
      startIcon={isChosen ? <CheckIcon /> : undefined}
      aria-pressed={isChosen}
      onClick={onChoose}
    >
      {title}
    </PlainButton>
  );
}
