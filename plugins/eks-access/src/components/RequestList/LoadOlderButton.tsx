import { FailureNotice, PlainButton } from '../../ui';
import { RequestListSource } from './useRequestList';

/** Fetches older requests; draws nothing where there are none. */
export function LoadOlderButton(props: {
  loadOlder: RequestListSource['loadOlder'];
}) {
  const { loadOlder } = props;
  if (!loadOlder) return null;
  return (
    <>
      {loadOlder.failure !== undefined && (
        <FailureNotice failure={loadOlder.failure} />
      )}
      <div>
        <PlainButton
          disabled={loadOlder.pending}
          onClick={() => loadOlder.run()}
        >
          Show older
        </PlainButton>
      </div>
    </>
  );
}
