import { useCallback, useRef, useState } from 'react';

/** One thing that a person sets off: whether it is under way, and how it failed the last time. */
export interface Action<A extends readonly unknown[], T> {
  /** Runs it; resolves to what it answered, or to undefined when it failed or one was already under way. Never rejects. */
  readonly run: (...input: A) => Promise<T | undefined>;
  readonly pending: boolean;
  readonly failure?: unknown;
  /** Forgets the failure, as when a dialog is opened anew. */
  readonly reset: () => void;
}

/** Wraps `act` so that a second click while it is under way does nothing and its failure is kept to be drawn. */
export function useAction<A extends readonly unknown[], T>(
  act: (...input: A) => Promise<T>,
): Action<A, T> {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const underWay = useRef(false);
  const latest = useRef(act);
  latest.current = act;

  const run = useCallback(async (...input: A) => {
    if (underWay.current) return undefined;
    underWay.current = true;
    setPending(true);
    setFailure(undefined);
    try {
      return await latest.current(...input);
    } catch (cause) {
      setFailure(cause);
      return undefined;
    } finally {
      underWay.current = false;
      setPending(false);
    }
  }, []);
  const reset = useCallback(() => setFailure(undefined), []);

  return { run, pending, failure, reset };
}
