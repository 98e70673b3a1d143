import { FormEvent, ReactNode, useState } from 'react';
import TextField from '@material-ui/core/TextField';
import {
  PreviewView,
  RequestInput,
} from '@eks-access/backstage-plugin-eks-access-common';
import { DeciderList, RefusalList, WhoGetsIt } from '../../parts';
import { FailureNotice, Section, Stack, PlainButton } from '../../ui';
import { listWords } from '../../words';
import { DrawerBody, DrawerFooter } from './DrawerFrame';
import {
  consequence,
  DurationChoice,
  firstDuration,
  reasonProblem,
  resolveDuration,
} from './deriveForm';
import { DurationQuestion } from './DurationQuestion';

/** What the form sends, beside what the level fixes. */
export type Answers = Pick<RequestInput, 'duration' | 'reason'>;

/**
 * The questions that follow the level, with the answers the backend gave beforehand: who decides, who gets the access, what else the role
 * carries, and why it cannot be asked for.
 */
export function RequestForm(props: {
  preview: PreviewView;
  levelQuestion: ReactNode;
  /** Kept outside the form, so that it survives a change of the level. */
  reason: string;
  onReason: (reason: string) => void;
  isPending: boolean;
  failure: unknown;
  onAsk: (answers: Answers) => void;
  onClose: () => void;
}) {
  const { preview, levelQuestion, reason, onReason } = props;
  const { isPending, failure, onAsk, onClose } = props;
  const [choice, setChoice] = useState<DurationChoice>(() =>
    firstDuration(preview),
  );
  const [isTried, setIsTried] = useState(false);

  const resolved = resolveDuration(choice, preview.maxDuration);
  const problem = reasonProblem(reason);
  const isRefused = preview.refusals.length > 0;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    if (!isRefused && !problem && resolved.ok) {
      onAsk({ duration: resolved.duration, reason: reason.trim() });
    }
  };

  return (
    <form onSubmit={submit} noValidate style={{ display: 'contents' }}>
      <DrawerBody>
        <Stack gap={3}>
          {levelQuestion}
          {isRefused && <RefusalList refusals={preview.refusals} />}
          <Section title="For how long?">
            <DurationQuestion
              preview={preview}
              choice={choice}
              resolved={resolved}
              onChoose={setChoice}
            />
          </Section>
          <Section title="Why?">
            <TextField
              variant="outlined"
              multiline
              minRows={3}
              maxRows={10}
              fullWidth
              placeholder="What you are about to do, and a ticket if there is one"
              value={reason}
              inputProps={{ 'aria-label': 'Why?' }}
              error={isTried && problem !== undefined}
              helperText={
                isTried && problem
                  ? problem
                  : 'Whoever decides reads it, and it stays in the history.'
              }
              onChange={event => onReason(event.target.value)}
            />
          </Section>
          <Section title="Who decides?">
            <DeciderList deciders={preview.deciders} />
          </Section>
          <Section title="Who gets the access?">
            <WhoGetsIt
              principalArn={preview.principalArn}
              who={preview.whoCanAssume}
              access="to-come"
            />
            {preview.roleAlsoCarries.length > 0 && (
              <div>
                On this cluster the role also carries{' '}
                {listWords(preview.roleAlsoCarries, 'and')}.
              </div>
            )}
          </Section>
          {failure !== undefined && <FailureNotice failure={failure} />}
        </Stack>
      </DrawerBody>
      <DrawerFooter>
        <PlainButton onClick={onClose} disabled={isPending}>
          Cancel
        </PlainButton>
        <PlainButton
          type="submit"
          variant="contained"
          color="primary"
          disabled={isPending || isRefused}
        >
          {consequence(preview, resolved)}
        </PlainButton>
      </DrawerFooter>
    </form>
  );
}
