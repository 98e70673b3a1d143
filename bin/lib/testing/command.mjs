import { startProcessGroup } from '../processGroup.mjs';

/**
 * Runs a program to its end, its output going to the terminal.
 *
 * @param options as of startProcessGroup(), `signal` whose abort ends it, and `minutes` after which it is ended too
 * @returns whether it ended well, and how in words
 */
export async function runCommand({ signal, minutes, ...options }) {
  signal.throwIfAborted();
  const group = startProcessGroup(options);
  const deadline = AbortSignal.any([
    signal,
    AbortSignal.timeout(minutes * 60_000),
  ]);
  const ended = new Promise(resolve => {
    deadline.addEventListener('abort', () =>
      resolve({ ok: false, how: `was still running after ${minutes} minutes` }),
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
