/** Something that a person can put right: its message is the one sentence to show, and a stack would only hide it. */
export class Refusal extends Error {}

/** Runs the program; a refusal ends it with its sentence and exit code 1. Any other error keeps its stack. */
export async function endWithOneSentence(program) {
  try {
    await program();
  } catch (error) {
    if (isDiskFull(error)) {
      process.stderr.write(
        '\nThe disk is full: free some space and run this again.\n',
      );
    } else if (error instanceof Refusal) {
      process.stderr.write(`\n${error.message}\n`);
    } else {
      process.stderr.write(`\n${error?.stack ?? error}\n`);
    }
    process.exitCode = 1;
  }
}

function isDiskFull(error) {
  return error?.code === 'ENOSPC' || error?.code === 'EDQUOT';
}
