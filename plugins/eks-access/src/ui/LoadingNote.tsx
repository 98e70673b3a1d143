import LinearProgress from '@material-ui/core/LinearProgress';

/** Says that the first read is under way; named, so that it is not a bar alone. */
export function LoadingNote(props: { what: string }) {
  return <LinearProgress aria-label={`Reading ${props.what}`} />;
}
