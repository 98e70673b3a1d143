import { useId } from 'react';
import TextField, { OutlinedTextFieldProps } from '@material-ui/core/TextField';

/** An outlined field whose label belongs to it: without an id of its own Material UI leaves a label that nothing points to. */
export function LabelledField(
  props: Omit<OutlinedTextFieldProps, 'id' | 'variant'> & { label: string },
) {
  return <TextField {...props} id={useId()} variant="outlined" />;
}
