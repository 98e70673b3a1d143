import { z } from 'zod';

/** What can be changed while the simulator runs. All in milliseconds. */
export const settingsSchema = z.strictObject({
  /** The answer leaves this long after the call has taken effect; a client that gives up earlier does not undo it. */
  latencyMs: z.number().int().min(0).max(120_000),
  /**
   * Reads show the world as it was this long ago. A longer delay counts for what is written from then on. Source: DOMAIN
   * 2.8.
   */
  visibilityDelayMs: z.number().int().min(0).max(600_000),
  /** How long a change of the authentication mode keeps a cluster UPDATING. */
  clusterUpdateMs: z.number().int().min(0).max(600_000),
});

export type Settings = Readonly<z.infer<typeof settingsSchema>>;

export const defaultSettings: Settings = {
  latencyMs: 0,
  visibilityDelayMs: 0,
  clusterUpdateMs: 1000,
};
