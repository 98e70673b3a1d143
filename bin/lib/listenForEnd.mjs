const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/**
 * A signal that aborts when a person or a program asks this one to end; the exit code then says by which signal.
 *
 * The program must then end what it has started. A closed terminal asks too, and is no reason to fail on the way.
 */
export function listenForEnd() {
  const controller = new AbortController();
  for (const [name, code] of Object.entries(EXIT_CODES)) {
    process.on(name, () => {
      process.exitCode = code;
      controller.abort();
    });
  }
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  return controller.signal;
}
