import type { LoggerService } from '@backstage/backend-plugin-api';

/** Writes to standard error what must not happen, and drops the rest. */
export const quietLogger: LoggerService = {
  error: (message, meta) => {
    process.stderr.write(
      `${message} ${meta instanceof Error ? meta.stack : ''}\n`,
    );
  },
  warn: () => undefined,
  info: () => undefined,
  debug: () => undefined,
  child: () => quietLogger,
};
