import { z } from 'zod';
import { instantSchema } from './shared';

/** What the plugin as a whole can do at the moment. @public */
export const statusSchema = z.strictObject({
  asOf: instantSchema,
  permissionsEnabled: z.boolean(),
  databaseDurable: z.boolean(),
  catalog: z.strictObject({
    state: z.enum(['good', 'stale', 'never-read']),
    asOf: instantSchema.optional(),
    sentence: z.string(),
  }),
  accounts: z.array(
    z.strictObject({
      accountId: z.string(),
      simulated: z.boolean(),
      state: z.enum(['reachable', 'unreachable', 'not-yet-read']),
      sentence: z.string(),
    }),
  ),
});

/** @public */
export type PluginStatus = z.infer<typeof statusSchema>;
