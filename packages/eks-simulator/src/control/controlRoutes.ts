import { z } from 'zod';
import type { Engine } from '../engine';
import type { Outcome } from '../refusals';
import { settingsSchema } from '../settings';
import {
  addSeededCluster,
  clusterSeedSchema,
  createRole,
  deleteCluster,
  deleteRole,
  reachOf,
  recreateRole,
  roleSeedSchema,
  setTrustPolicy,
  tagEntry,
  type World,
} from '../world';

/** One call of the control API: what it takes, and what it does to the engine. */
export interface ControlRoute {
  readonly method: string;
  /** Below `/_simulator/`. */
  readonly path: string;
  /** Runs with the query (GET) or the body (others). Throws a ZodError on any other input. */
  run(engine: Engine, input: unknown): Promise<Outcome<unknown>>;
}

function inspect<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  answer: (engine: Engine, input: z.output<Schema>) => unknown,
): ControlRoute {
  return {
    method: 'GET',
    path,
    run: async (engine, input) => ({
      ok: true,
      value: answer(engine, schema.parse(input)),
    }),
  };
}

function act<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  change: (
    world: World,
    input: z.output<Schema>,
    engine: Engine,
  ) => Outcome<World>,
): ControlRoute {
  return {
    method: 'POST',
    path,
    async run(engine, rawInput) {
      const input = schema.parse(rawInput);
      const world = change(engine.world(), input, engine);
      if (!world.ok) return world;
      await engine.commit(world.value);
      return { ok: true, value: {} };
    },
  };
}

const nothing = z.strictObject({});
const role = z.strictObject({ roleArn: z.string() });
const { createdAt: _roleTime, ...newRole } = roleSeedSchema.shape;
const { createdAt: _clusterTime, ...newCluster } = clusterSeedSchema.shape;

/** The control API: for tests, and for a person who plays another tool or an administrator. None of it is AWS. */
export const controlRoutes: readonly ControlRoute[] = [
  inspect(
    'calls',
    z.strictObject({
      write: z
        .enum(['true', 'false'])
        .transform(text => text === 'true')
        .optional(),
      service: z.string().optional(),
      operation: z.string().optional(),
      cluster: z.string().optional(),
      since: z.iso.datetime().optional(),
    }),
    (engine, filter) => ({ calls: engine.calls.list(filter) }),
  ),
  {
    method: 'POST',
    path: 'calls/reset',
    async run(engine, input) {
      nothing.parse(input);
      engine.calls.reset();
      return { ok: true, value: {} };
    },
  },
  inspect('settings', nothing, engine => engine.settings()),
  {
    method: 'PUT',
    path: 'settings',
    run: async (engine, input) => ({
      ok: true,
      value: engine.changeSettings(settingsSchema.partial().parse(input)),
    }),
  },
  inspect('state', nothing, engine => engine.world()),
  inspect(
    'reach',
    z.strictObject({ clusterArn: z.string(), principalArn: z.string() }),
    (engine, { clusterArn, principalArn }) =>
      reachOf(engine.visibleWorld(), clusterArn, principalArn),
  ),
  act(
    'roles/create',
    z.strictObject({ accountId: z.string(), ...newRole }),
    (world, input, engine) =>
      createRole(
        world,
        { ...input, trustPolicy: JSON.stringify(input.trustPolicy) },
        { now: engine.now(), ids: engine.ids },
      ),
  ),
  act('roles/recreate', role, (world, { roleArn }, engine) =>
    recreateRole(world, roleArn, { now: engine.now(), ids: engine.ids }),
  ),
  act('roles/delete', role, (world, { roleArn }) => deleteRole(world, roleArn)),
  act(
    'roles/trust-policy',
    z.strictObject({
      roleArn: z.string(),
      trustPolicy: roleSeedSchema.shape.trustPolicy,
    }),
    (world, { roleArn, trustPolicy }) =>
      setTrustPolicy(world, roleArn, JSON.stringify(trustPolicy)),
  ),
  act(
    'entries/tag',
    z.strictObject({
      clusterArn: z.string(),
      principalArn: z.string(),
      tags: z.record(z.string(), z.string()),
    }),
    tagEntry,
  ),
  act(
    'clusters/create',
    z.strictObject({ accountId: z.string(), ...newCluster }),
    (world, { accountId, ...cluster }, engine) =>
      addSeededCluster(
        world,
        accountId,
        { ...cluster, createdAt: new Date(engine.now()).toISOString() },
        engine.ids,
      ),
  ),
  act(
    'clusters/delete',
    z.strictObject({ clusterArn: z.string() }),
    (world, { clusterArn }) => deleteCluster(world, clusterArn),
  ),
];
