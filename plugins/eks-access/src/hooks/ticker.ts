/** A clock that can be read and that calls back while anyone listens. */
export interface Ticker {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `listener` about once a second until the returned function is called. */
  subscribe(listener: () => void): () => void;
}

/**
 * The browser's clock. One timer serves every listener, so that all countdowns of a page change in the same instant, and none runs while
 * nobody listens.
 */
export function createTicker(readNow: () => number = Date.now): Ticker {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    now: readNow,
    subscribe(listener) {
      listeners.add(listener);
      timer ??= setInterval(() => listeners.forEach(each => each()), 1000);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && timer !== undefined) {
          clearInterval(timer);
          timer = undefined;
        }
      };
    },
  };
}
