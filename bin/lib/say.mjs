const EVERY_MS = 10_000;

/** A line for the person who waits. To stderr, as the scripts' results go to stdout. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Says what is going on, how long it has taken so far (every ten seconds), and that it is done.
 *
 * @param title what is done, beginning with a verb in -ing
 * @param work gets a function by which it tells what it is at, in a few words
 */
export async function duringStep(title, work) {
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  let detail = '';
  say(`${title} …`);
  const timer = setInterval(
    () => say(`  … ${seconds()} s${detail && `, ${detail}`}`),
    EVERY_MS,
  );
  try {
    const result = await work(text => {
      detail = text;
    });
    say(`  done in ${seconds()} s`);
    return result;
  } finally {
    clearInterval(timer);
  }
}
