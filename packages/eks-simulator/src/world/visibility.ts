import type { World } from './schema';

/**
 * The world as it was at earlier times, as far back as a reader may be kept waiting. States share all that did not change
 * between them.
 */
export interface WorldHistory {
  /** Remembers the world that holds from `at` on, and forgets what no reader `keepMs` behind can see any more. */
  record(at: number, world: World, keepMs: number): void;
  /** The world as it was at `at`; the oldest known one for a time before all. */
  worldAt(at: number): World;
}

/** A history that begins with this world. */
export function createWorldHistory(first: World): WorldHistory {
  let states: { at: number; world: World }[] = [
    { at: Number.NEGATIVE_INFINITY, world: first },
  ];
  return {
    record(at, world, keepMs) {
      states.push({ at, world });
      // The newest state at or before the horizon still holds at the horizon, so it stays.
      const held = states.findLastIndex(state => state.at <= at - keepMs);
      if (held > 0) states = states.slice(held);
    },
    worldAt(at) {
      return (states.findLast(state => state.at <= at) ?? states[0]).world;
    },
  };
}
