import {
  createSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../createSimulator';
import { startHttpServer, type HttpServer } from './httpServer';
import { createStateFile } from './stateFile';

/** What a simulator on a port starts from. */
export interface StartOptions extends Omit<SimulatorOptions, 'world' | 'keep'> {
  /** 0 takes a free port. */
  readonly port: number;
  /** File that keeps the world over restarts; without it the world is gone at the end. */
  readonly stateFile?: string;
}

/** A simulator that listens on loopback. */
export interface RunningSimulator extends Simulator, HttpServer {}

/** Starts a simulator on loopback, with the world of the state file if there is one, else with the seed. */
export async function startSimulator(
  options: StartOptions,
): Promise<RunningSimulator> {
  const { port, stateFile, ...rest } = options;
  const file = stateFile === undefined ? undefined : createStateFile(stateFile);
  const world = await file?.load();
  const simulator = createSimulator({ ...rest, world, keep: file?.save });
  const server = await startHttpServer(simulator.handle, port);
  // A freshly seeded world is kept too: its ids and dates must be the same after a restart.
  if (!world) await file?.save(simulator.state());
  return { ...simulator, ...server };
}
