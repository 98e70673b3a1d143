/** Ends a switch over a closed union: the compiler refuses the call while a case is left out. */
export function unreachable(value: never): never {
  throw new Error(`Not a known case: ${JSON.stringify(value)}`);
}
