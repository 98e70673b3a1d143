import makeStyles from '@material-ui/core/styles/makeStyles';
import {
  PlanRemarkView,
  PlanView,
} from '@eks-access/backstage-plugin-eks-access-common';
import { Notice, Quiet, Stack, StateWord } from '../../ui';
import { listWords, Tone } from '../../words';
import { unreachable } from '../../unreachable';

const useStyles = makeStyles(theme => ({
  steps: {
    display: 'grid',
    gap: theme.spacing(1),
    margin: 0,
    paddingLeft: theme.spacing(3),
  },
  remarks: {
    display: 'grid',
    gap: theme.spacing(1),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
}));

/** A plan in words: what stops it, its steps with who asks for each, and what it leaves alone and why. */
export function PlanWords(props: { plan: PlanView }) {
  const { plan } = props;
  const classes = useStyles();
  return (
    <Stack gap={1.5}>
      {plan.refusals.map(({ guard, sentence }) => (
        <Notice
          key={guard}
          tone="bad"
          title={sentence}
          small={`Guard ${guard}`}
        />
      ))}
      {plan.steps.length === 0 ? (
        <div>Nothing: what is declared is what AWS shows.</div>
      ) : (
        <ol className={classes.steps}>
          {plan.steps.map(step => (
            <li key={`${step.kind} ${step.principalArn} ${step.policyArn}`}>
              {step.sentence}
              {step.because.length > 0 && (
                <Quiet>Because of {listWords(step.because, 'and')}</Quiet>
              )}
            </li>
          ))}
        </ol>
      )}
      {plan.remarks.length > 0 && (
        <ul className={classes.remarks}>
          {plan.remarks.map(remark => (
            <li
              key={`${remark.kind} ${remark.principalArn} ${remark.sentence}`}
            >
              <StateWord
                words={{
                  ...remarkWords(remark),
                  sentence: [remark.sentence, remark.next]
                    .filter(Boolean)
                    .join(' '),
                }}
                sentence="always"
              />
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}

function remarkWords({ kind }: PlanRemarkView): { word: string; tone: Tone } {
  switch (kind) {
    case 'covered':
      return { word: 'Provided by another tool', tone: 'good' };
    case 'foreign':
      return { word: 'Foreign, left alone', tone: 'quiet' };
    case 'protected':
      return { word: 'Protected, never touched', tone: 'quiet' };
    case 'drift':
      return { word: 'Drift', tone: 'caution' };
    case 'blocked':
      return { word: 'Blocked', tone: 'bad' };
    case 'unknown':
      return { word: 'Unknown', tone: 'unknown' };
    case 'dead-entry':
      return { word: 'Dead entry', tone: 'caution' };
    default:
      return unreachable(kind);
  }
}
