import {
  createContext,
  useCallback,
  useContext,
  useSyncExternalStore,
} from 'react';
import { createTicker, Ticker } from './ticker';

/** The clock that {@link useNow} reads; replaced in tests. */
export const TickerContext = createContext<Ticker>(createTicker());

/**
 * The present in milliseconds since the epoch, cut to whole steps of `precisionMs`; the component draws again when a step is over and not
 * before. The only place in which a component learns what time it is.
 */
export function useNow(precisionMs: number = 1000): number {
  const ticker = useContext(TickerContext);
  const read = useCallback(
    () => Math.floor(ticker.now() / precisionMs) * precisionMs,
    [ticker, precisionMs],
  );
  return useSyncExternalStore(ticker.subscribe, read);
}
