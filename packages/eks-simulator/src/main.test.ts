import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const packageFolder = resolve(__dirname, '..');

interface Run {
  readonly process: ChildProcess;
  /** Resolves with the first line on standard output. */
  readonly ready: Promise<string>;
  readonly ended: Promise<{ code: number | null; stderr: string }>;
}

describe('the command', () => {
  const runs: Run[] = [];
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'eks-simulator-'));
  });

  afterEach(async () => {
    for (const run of runs.splice(0)) {
      run.process.kill('SIGKILL');
      await run.ended;
    }
    await rm(folder, { recursive: true });
  });

  function start(...args: string[]): Run {
    // The loader and not the `tsx` command, which puts a process of its own between: a SIGKILL must hit the simulator.
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'src/main.ts', ...args],
      { cwd: packageFolder, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let stderr = '';
    child.stderr.on('data', chunk => {
      stderr += chunk;
    });
    const run: Run = {
      process: child,
      ready: new Promise(done => {
        let text = '';
        child.stdout.on('data', chunk => {
          text += chunk;
          if (text.includes('\n')) done(text.trim());
        });
      }),
      ended: new Promise(done => {
        child.once('close', code => done({ code, stderr }));
      }),
    };
    runs.push(run);
    return run;
  }

  function urlOf(line: string): string {
    expect(line).toMatch(/^EKS simulator ready on http:\/\/127\.0\.0\.1:\d+$/);
    return line.slice(line.indexOf('http'));
  }

  async function stateOf(url: string): Promise<unknown> {
    return (await fetch(`${url}/_simulator/state`)).json();
  }

  it('prints one line when it is ready, serves the example world, and ends cleanly', async () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      const run = start('--port', '0', '--world', 'example');
      const url = urlOf(await run.ready);
      expect(JSON.stringify(await stateOf(url))).toContain('Shop_Legacy');
      run.process.kill(signal);
      expect(await run.ended).toEqual({ code: 0, stderr: '' });
      await expect(fetch(url)).rejects.toThrow();
    }
  }, 60_000);

  it('says in one sentence that the port is taken', async () => {
    const first = start('--port', '0');
    const { port } = new URL(urlOf(await first.ready));
    const second = await start('--port', port).ended;
    expect(second).toEqual({
      code: 1,
      stderr: `EKS simulator: port ${port} is taken; stop what listens there or choose another with --port\n`,
    });
  }, 60_000);

  it('has its world again after a kill', async () => {
    const args = ['--port', '0', '--state', join(folder, 'run', 'state.json')];
    const first = start(...args);
    const url = urlOf(await first.ready);
    const changed = await fetch(`${url}/_simulator/roles/delete`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        roleArn: 'arn:aws:iam::111122223333:role/teams/shop',
      }),
    });
    expect(changed.status).toBe(200);
    const world = await stateOf(url);
    first.process.kill('SIGKILL');
    await first.ended;

    const second = urlOf(await start(...args).ready);
    expect(await stateOf(second)).toEqual(world);
    expect(JSON.stringify(world)).not.toContain(
      '111122223333:role/teams/shop"',
    );
  }, 60_000);

  it.each([
    ['a port that is none', ['--port', 'x'], /^EKS simulator: x is not a port/],
    ['an option it does not know', ['--colour'], /^EKS simulator: .*--colour/],
    ['a world that is not there', ['--world', 'nowhere.json'], /nowhere\.json/],
  ])(
    'refuses %s in one sentence',
    async (_, args, sentence) => {
      const { code, stderr } = await start(...args).ended;
      expect(code).toBe(1);
      expect(stderr).toMatch(sentence);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    },
    60_000,
  );

  it('takes a world from a file, and names what is wrong with it', async () => {
    const good = join(folder, 'good.json');
    const bad = join(folder, 'bad.json');
    await writeFile(good, '{"accounts":[{"accountId":"123456789012"}]}');
    await writeFile(bad, '{"accounts":[{"accountId":"1"}]}');
    const url = urlOf(await start('--port', '0', '--world', good).ready);
    expect(await stateOf(url)).toMatchObject({
      accounts: { 123456789012: {} },
    });
    const { code, stderr } = await start('--world', bad).ended;
    expect(code).toBe(1);
    expect(stderr).toContain('accounts.0.accountId');
  }, 60_000);
});
