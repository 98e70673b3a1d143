import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aWorld } from '../__testUtils__/testWorld';
import type { World } from '../world';
import { createStateFile } from './stateFile';

describe('createStateFile', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'eks-simulator-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  function worldWith(token: string): World {
    return {
      ...aWorld(),
      clientTokens: { [token]: { request: '', made: '' } },
    };
  }

  it('has no world before the first is saved', async () => {
    expect(await createStateFile(join(folder, 'x')).load()).toBeUndefined();
  });

  it('gives the world back, and makes the folder', async () => {
    const path = join(folder, 'deep', 'er', 'state.json');
    await createStateFile(path).save(aWorld());
    expect(await createStateFile(path).load()).toEqual(aWorld());
  });

  it('holds the newest of many that are saved together', async () => {
    const path = join(folder, 'state.json');
    const file = createStateFile(path);
    const worlds = Array.from({ length: 20 }, (_, index) =>
      worldWith(`token-${index}`),
    );
    await Promise.all(worlds.map(world => file.save(world)));
    expect(await file.load()).toEqual(worlds[19]);
    expect(await readdir(folder)).toEqual(['state.json']);
  });

  it('resolves a save only when that world or a newer one is in the file', async () => {
    const path = join(folder, 'state.json');
    const file = createStateFile(path);
    const later = Promise.all([
      file.save(worldWith('one')),
      file.save(worldWith('two')),
    ]);
    await file.save(worldWith('three'));
    expect(await readFile(path, 'utf8')).toContain('three');
    await later;
  });

  it('goes on after a write that failed', async () => {
    const path = join(folder, 'as-folder', 'state.json');
    await writeFile(join(folder, 'as-folder'), 'in the way');
    const file = createStateFile(path);
    await expect(file.save(aWorld())).rejects.toThrow();
    await rm(join(folder, 'as-folder'));
    await file.save(aWorld());
    expect(await file.load()).toEqual(aWorld());
  });

  it.each(['', 'text', '{}', '{"version":2,"world":{}}'])(
    'refuses the file %j instead of beginning anew',
    async text => {
      const path = join(folder, 'state.json');
      await writeFile(path, text);
      await expect(createStateFile(path).load()).rejects.toThrow(
        'is not a state of this simulator',
      );
    },
  );
});
