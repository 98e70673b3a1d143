import { ReactNode } from 'react';
import { PolledWithRefresh } from '../hooks';
import { FailureNotice } from './FailureNotice';
import { LoadingNote } from './LoadingNote';
import { Stack } from './Stack';

/**
 * Draws one of the states of something that is polled: being read, failed, or there. When a later read failed, what was read before stays,
 * below the reason.
 */
export function PolledContent<T>(props: {
  source: PolledWithRefresh<T>;
  /** What is read, in the middle of a sentence: "the clusters". */
  what: string;
  children: (data: T) => ReactNode;
}) {
  const { source, what, children } = props;
  const { polled, refresh } = source;
  switch (polled.state) {
    case 'loading':
      return <LoadingNote what={what} />;
    case 'failed':
      return (
        <FailureNotice
          failure={polled.failure}
          what={`Could not read ${what}.`}
          onRetry={refresh}
        />
      );
    default:
      return (
        <Stack>
          {polled.failure !== undefined && (
            <FailureNotice
              failure={polled.failure}
              what={`Could not read ${what} again; below is what was read before.`}
              onRetry={refresh}
            />
          )}
          {children(polled.data)}
        </Stack>
      );
  }
}
