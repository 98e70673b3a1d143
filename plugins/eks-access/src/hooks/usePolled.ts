import { useCallback, useContext, useEffect, useRef, useState } from 'react';
import { TickerContext } from './useNow';

/**
 * What a page knows of something that it reads again and again. A read that fails after one that succeeded keeps the data and says so:
 * an old answer with its "as of" is worth more than none.
 */
export type Polled<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly failure: unknown }
  | { readonly state: 'ready'; readonly data: T; readonly failure?: unknown };

/** {@link Polled} with the means to read at once. */
export interface PolledWithRefresh<T> {
  readonly polled: Polled<T>;
  /** Reads now; resolves when the answer, or its failure, is drawn. Call it after every action. */
  readonly refresh: () => Promise<void>;
}

const RETRY_AFTER_FAILURE_MS = 15_000;

/**
 * Reads with `load` now and again after `pauseMs(data, now)`, measured from the end of the read before. A hidden tab does not read, and reads
 * at once when it is shown. When `key` changes, what was known is forgotten. Answers that were overtaken by a later read are dropped.
 */
export function usePolled<T>(options: {
  key: string;
  load: () => Promise<T>;
  pauseMs: (data: T, now: number) => number;
}): PolledWithRefresh<T> {
  const { key } = options;
  const ticker = useContext(TickerContext);
  const latest = useRef(options);
  latest.current = options;

  const [known, setKnown] = useState<{ key: string; polled: Polled<T> }>({
    key,
    polled: { state: 'loading' },
  });
  // Each read takes the next number; only the newest may write, so that a slow poll cannot undo what an action's refresh has shown.
  const newestRead = useRef(0);
  const schedule = useRef<(ms: number) => void>(() => {});

  const read = useCallback(async () => {
    newestRead.current += 1;
    const mine = newestRead.current;
    try {
      const data = await latest.current.load();
      if (mine !== newestRead.current) return;
      setKnown({ key, polled: { state: 'ready', data } });
      schedule.current(latest.current.pauseMs(data, ticker.now()));
    } catch (failure) {
      if (mine !== newestRead.current) return;
      setKnown(before =>
        before.key === key && before.polled.state === 'ready'
          ? { key, polled: { ...before.polled, failure } }
          : { key, polled: { state: 'failed', failure } },
      );
      schedule.current(RETRY_AFTER_FAILURE_MS);
    }
  }, [key, ticker]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readNow = () => {
      read().catch(() => {});
    };
    schedule.current = ms => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (document.visibilityState !== 'hidden') readNow();
      }, ms);
    };
    const onVisible = () => {
      if (document.visibilityState === 'visible') readNow();
    };
    document.addEventListener('visibilitychange', onVisible);
    readNow();
    return () => {
      newestRead.current += 1;
      schedule.current = () => {};
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [read]);

  return {
    polled: known.key === key ? known.polled : { state: 'loading' },
    refresh: read,
  };
}
