import { startProcessGroup } from '../processGroup.mjs';

/** A run ends, with its numbers, before a CI that allows it 40 minutes ends it without them. */
const RUN_MINUTES = 38;

/**
 * Runs a program to its end, its output going to the terminal.
 *
 * @param options as of startProcessGroup(), `signal` whose abort ends it, and `minutes` after which it is ended too
 * @returns whether it ended well, and how in words
 */
export async function runCommand({ signal, minutes, ...options }) {
  signal.throwIfAborted();
  const group = startProcessGroup(options);
  const minutesLeft = RUN_MINUTES - process.uptime() / 60;
  const allowed = Math.max(0, Math.min(minutes, minutesLeft));
  const deadline = AbortSignal.any([
    signal,
    AbortSignal.timeout(Math.round(allowed * 60_000)),
  ]);
  const ended = new Promise(resolve => {
    deadline.addEventListener('abort', () =>
      resolve({
        ok: false,
        how: `was still running after ${allowed.toFixed(1)} minutes`,
      }),
    );
  });
  try {
    const outcome = await Promise.race([group.exited, ended]);
    signal.throwIfAborted();
    return outcome;
  } finally {
    await group.stop();
  }
}
