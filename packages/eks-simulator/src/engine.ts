import { createCallLog, type CallLog } from './calls';
import { defaultSettings, settingsSchema, type Settings } from './settings';
import {
  createWorldHistory,
  settleUpdates,
  type Ids,
  type World,
} from './world';

/** The mutable heart of a simulator: the world now, how it was, the settings, the log. Everything else is functions. */
export interface Engine {
  readonly ids: Ids;
  /** Milliseconds since the epoch. */
  now(): number;
  /** The world with every update that is due. */
  world(): World;
  /** The world as reads see it. */
  visibleWorld(): World;
  /** Makes this the world; resolves when it is kept where it survives a restart. */
  commit(world: World): Promise<void>;
  settings(): Settings;
  changeSettings(change: Partial<Settings>): Settings;
  readonly calls: CallLog;
}

/** An engine over a world. `keep` stores each new world before the call that made it is answered. */
export function createEngine(options: {
  readonly world: World;
  readonly now: () => number;
  readonly ids: Ids;
  readonly settings?: Partial<Settings>;
  readonly keep: (world: World) => Promise<void>;
}): Engine {
  const { ids, now, keep } = options;
  let current = options.world;
  let settings = settingsSchema.parse({
    ...defaultSettings,
    ...options.settings,
  });
  const history = createWorldHistory(current);

  return {
    ids,
    now,
    calls: createCallLog(),
    world() {
      current = settleUpdates(current, now());
      return current;
    },
    visibleWorld() {
      const { visibilityDelayMs } = settings;
      if (visibilityDelayMs === 0) return this.world();
      const at = now() - visibilityDelayMs;
      return settleUpdates(history.worldAt(at), at);
    },
    async commit(world) {
      if (world === current) return;
      current = world;
      history.record(now(), world, settings.visibilityDelayMs);
      await keep(world);
    },
    settings: () => settings,
    changeSettings(change) {
      settings = settingsSchema.parse({ ...settings, ...change });
      return settings;
    },
  };
}
