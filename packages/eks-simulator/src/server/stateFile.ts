import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { worldSchema, type World } from '../world';

const fileSchema = z.strictObject({
  version: z.literal(1),
  world: worldSchema,
});

/** A world in a file. */
export interface StateFile {
  /** The kept world; `undefined` when there is no file yet. Throws when the file is not one of ours. */
  load(): Promise<World | undefined>;
  /** Resolves when this world, or a newer one, is in the file for good. */
  save(world: World): Promise<void>;
}

async function replaceFile(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  // The name changes hands in one step: a reader finds the old world or the new one, never half of one.
  await rename(draft, path);
}

function isMissing(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ENOENT'
  );
}

/** The state file at this path. Its folder is made when missing. */
export function createStateFile(path: string): StateFile {
  const file = resolve(path);
  let waiting: World | undefined;
  let running: Promise<void> = Promise.resolve();

  async function writeWaiting(): Promise<void> {
    // Whoever comes while a write runs is served together with all others who wait: only the newest world counts.
    const world = waiting;
    if (world === undefined) return;
    waiting = undefined;
    await mkdir(dirname(file), { recursive: true });
    await replaceFile(file, JSON.stringify({ version: 1, world }));
  }

  return {
    async load() {
      let text: string;
      try {
        text = await readFile(file, 'utf8');
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
      try {
        return fileSchema.parse(JSON.parse(text)).world;
      } catch {
        throw new Error(
          `${path} is not a state of this simulator; move it away to begin anew`,
        );
      }
    },
    save(world) {
      waiting = world;
      const written = running.then(writeWaiting);
      // The next write comes also after one that failed; who waited for the failed one has its error.
      running = written.catch(() => undefined);
      return written;
    },
  };
}
