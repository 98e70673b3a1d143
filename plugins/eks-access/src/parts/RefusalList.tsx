import { Notice, Stack } from '../ui';

/** Why something cannot be asked for, each reason with its next step. */
export function RefusalList(props: {
  refusals: readonly { code: string; happened: string; next: string }[];
}) {
  return (
    <Stack gap={1}>
      {props.refusals.map(({ code, happened, next }) => (
        <Notice
          key={code}
          tone="caution"
          title={happened}
          small={`Code ${code}`}
        >
          {next}
        </Notice>
      ))}
    </Stack>
  );
}
