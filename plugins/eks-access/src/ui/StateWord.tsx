import { ComponentType } from 'react';
import { SvgIconProps } from '@material-ui/core/SvgIcon';
import makeStyles from '@material-ui/core/styles/makeStyles';
import { Theme } from '@material-ui/core/styles';
import AutorenewIcon from '@material-ui/icons/Autorenew';
import CheckCircleIcon from '@material-ui/icons/CheckCircleOutline';
import ErrorIcon from '@material-ui/icons/ErrorOutline';
import HelpIcon from '@material-ui/icons/HelpOutline';
import HourglassIcon from '@material-ui/icons/HourglassEmpty';
import QuietIcon from '@material-ui/icons/RadioButtonUnchecked';
import WarningIcon from '@material-ui/icons/ReportProblemOutlined';
import { StateWords, Tone } from '../words';

const ICONS: Record<Tone, ComponentType<SvgIconProps>> = {
  good: CheckCircleIcon,
  waiting: HourglassIcon,
  moving: AutorenewIcon,
  caution: WarningIcon,
  bad: ErrorIcon,
  quiet: QuietIcon,
  unknown: HelpIcon,
};

/** The theme's colour of a tone: strong enough for an icon on paper, in light and dark. */
export function toneColor(theme: Theme, tone: Tone): string {
  const shade = theme.palette.type === 'dark' ? 'light' : 'dark';
  switch (tone) {
    case 'good':
      return theme.palette.success[shade];
    case 'waiting':
    case 'moving':
      return theme.palette.info[shade];
    case 'caution':
      return theme.palette.warning[shade];
    case 'bad':
      return theme.palette.error[shade];
    default:
      return theme.palette.text.secondary;
  }
}

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', alignItems: 'flex-start', gap: theme.spacing(0.75) },
  icon: {
    fontSize: '1.15rem',
    flexShrink: 0,
    // The icon sits on the middle of the first line of text.
    marginTop: '0.1em',
    color: (props: { tone: Tone }) => toneColor(theme, props.tone),
  },
  sentence: {
    display: 'block',
    color: theme.palette.text.secondary,
    fontSize: theme.typography.caption.fontSize,
    lineHeight: 1.4,
  },
}));

/** The icon of a tone, without a word of its own: only beside text that says the same. */
export function ToneIcon(props: { tone: Tone }) {
  const classes = useStyles(props);
  const Icon = ICONS[props.tone];
  return <Icon className={classes.icon} aria-hidden />;
}

/**
 * A state as icon and word, never as a colour alone. Its sentence is drawn too with `sentence: 'always'`, or, by default, where the state
 * wants someone to look or is not known.
 */
export function StateWord(props: {
  words: StateWords;
  sentence?: 'always' | 'never' | 'when-needed';
}) {
  const { words, sentence = 'when-needed' } = props;
  const classes = useStyles(words);
  const isNeeded = ['caution', 'bad', 'unknown'].includes(words.tone);
  const isShown =
    sentence === 'always' || (sentence === 'when-needed' && isNeeded);
  return (
    <div className={classes.root}>
      <ToneIcon tone={words.tone} />
      <div>
        <span>{words.word}</span>
        {isShown && words.sentence && (
          <span className={classes.sentence}>{words.sentence}</span>
        )}
      </div>
    </div>
  );
}
