import { explainFailure } from './explainFailure';
import { Notice } from './Notice';
import { PlainButton } from './PlainButton';

/** What failed, what to do about it, and the code and reference id to quote. */
export function FailureNotice(props: {
  failure: unknown;
  /** What was tried, as the start of a sentence: "The clusters could not be read." */
  what?: string;
  onRetry?: () => void;
}) {
  const { failure, what, onRetry } = props;
  const { happened, next, code, referenceId, details } =
    explainFailure(failure);
  const small = [
    code && `Code ${code}`,
    referenceId && `Reference id ${referenceId}`,
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <Notice
      tone="bad"
      title={what ? `${what} ${happened}` : happened}
      small={small || undefined}
      action={onRetry && <PlainButton onClick={onRetry}>Try again</PlainButton>}
    >
      {next}
      {details.length > 0 && (
        <ul>
          {details.map(({ field, problem }) => (
            <li key={field}>
              {field}: {problem}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
