import type { World } from './schema';

/**
 * The world as it was at earlier times, as far back as a reader may be kept waiting. States share all that did not change
 * between them, so that keeping them is cheap.
 */
export interface WorldHistory {
  /** Remembers the world that holds from `at` on. */
  record(at: number, world: World): void;
  /** The world as it was at `at`; the oldest known one for a time before all. */
  worldAt(at: number): World;
}

/** A history that begins with this world and forgets what is older than `keepMs` before the newest record. */
export function createWorldHistory(first: World, keepMs: number): WorldHistory {
  let states: { at: number; world: World }[] = [
    { at: Number.NEGATIVE_INFINITY, world: first },
  ];
  return {
    record(at, world) {
      states.push({ at, world });
      // The newest state before the horizon still holds at the horizon, so it stays.
      const held = states.findLastIndex(state => state.at <= at - keepMs);
      if (held > 0) states = states.slice(held);
    },
    worldAt(at) {
      return (states.findLast(state => state.at <= at) ?? states[0]).world;
    },
  };
}
