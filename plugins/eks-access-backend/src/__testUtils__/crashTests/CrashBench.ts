import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  exampleWorld,
  startSimulator,
  type RunningSimulator,
} from '@eks-access/eks-simulator';
import type { Knex } from 'knex';
import type { Command } from './backendProcess';
import { BackendHandle } from './BackendHandle';
import type { CrashCase, CrashPhase, CrashPoint } from './cases';
import { checkAftermath } from './checkAftermath';
import {
  openCrashDatabases,
  type CrashDatabases,
  type EngineName,
} from './crashDatabases';
import type { AwsPlace } from './wireBackend';

const seed = exampleWorld(new Date());

/** The world right before a phase: database and AWS. */
interface Prepared {
  readonly database: Knex.Config;
  /** File in which the simulator kept its state. */
  readonly stateFile: string;
}

/**
 * Kills a backend process at a point, starts another one on what is left, and looks at what came of it. The world before each phase is made
 * once and copied for each run.
 */
export class CrashBench {
  static async open(name: EngineName): Promise<CrashBench> {
    const databases = await openCrashDatabases(name);
    const directory = await mkdtemp(path.join(tmpdir(), 'eks-access-aws-'));
    const bench = new CrashBench(databases, directory);
    bench.#prepared.grant = await bench.#prepare(undefined, [
      'manage',
      'settle',
      'ask',
    ]);
    bench.#prepared.end = await bench.#prepare(bench.#prepared.grant, [
      'approve',
      'settle',
    ]);
    return bench;
  }

  readonly #prepared: Partial<Record<CrashPhase, Prepared>> = {};

  private constructor(
    private readonly databases: CrashDatabases,
    private readonly directory: string,
  ) {}

  /** One kill and one recovery. Answers what is wrong afterwards; nothing, if all is well. */
  async run({ phase, crashPoint }: CrashCase): Promise<readonly string[]> {
    const prepared = this.#prepared[phase];
    if (!prepared) throw new Error(`nothing is prepared for ${phase}`);
    const database = await this.databases.copy(prepared.database);
    const simulator = await simulatorOn(await this.#stateFile(prepared));
    const before = simulator.state();
    try {
      await killedAt(database, simulator, phase, crashPoint);
      const successor = await BackendHandle.start({
        knex: database,
        aws: placeOf(simulator),
      });
      try {
        await successor.run('settle');
      } finally {
        await successor.kill();
      }
      return await checkAftermath(phase, {
        database,
        aws: placeOf(simulator),
        simulator,
        before,
      });
    } finally {
      await simulator.stop();
      await this.databases.drop(database);
    }
  }

  async close(): Promise<void> {
    for (const { database } of Object.values(this.#prepared)) {
      await this.databases.drop(database);
    }
    await this.databases.close();
    await rm(this.directory, { recursive: true, force: true });
  }

  async #prepare(
    from: Prepared | undefined,
    commands: readonly Command[],
  ): Promise<Prepared> {
    const database = from
      ? await this.databases.copy(from.database)
      : await this.databases.create();
    const stateFile = await this.#stateFile(from);
    const simulator = await simulatorOn(stateFile);
    const backend = await BackendHandle.start({
      knex: database,
      aws: placeOf(simulator),
    });
    try {
      for (const command of commands) await backend.run(command);
    } finally {
      await backend.kill();
      await simulator.stop();
    }
    return { database, stateFile };
  }

  /** A file for a simulator of its own, with the state of an earlier one. */
  async #stateFile(from: Prepared | undefined): Promise<string> {
    const file = path.join(this.directory, `${randomUUID()}.json`);
    if (from) await copyFile(from.stateFile, file);
    return file;
  }
}

async function killedAt(
  database: Knex.Config,
  simulator: RunningSimulator,
  phase: CrashPhase,
  killAt: CrashPoint,
): Promise<void> {
  const victim = await BackendHandle.start({
    knex: database,
    aws: placeOf(simulator),
    killAt,
  });
  try {
    await victim.runToDeath(phase === 'grant' ? 'approve' : 'give-back');
  } finally {
    await victim.kill();
  }
}

async function simulatorOn(stateFile: string): Promise<RunningSimulator> {
  return await startSimulator({ seed, stateFile, port: 0 });
}

function placeOf(simulator: RunningSimulator): AwsPlace {
  return { url: simulator.url, ...simulator.credentials('111122223333') };
}
