import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastLines, startProcessGroup } from './processGroup.mjs';

/** Starts a child that only waits, prints both process ids, and waits itself. */
const PARENT = `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  console.log(process.pid + ' ' + child.pid);
  setInterval(() => {}, 1000);
`;

const STUBBORN = `
  process.on('SIGTERM', () => {});
  console.log(process.pid);
  setInterval(() => {}, 1000);
`;

describe('startProcessGroup', () => {
  let folder;
  let logFile;
  const start = (code, options) =>
    startProcessGroup({
      command: process.execPath,
      args: ['-e', code],
      logFile,
      ...options,
    });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'process-group-'));
    logFile = join(folder, 'logs', 'program.log');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('ends the program together with what it has started', async () => {
    const group = start(PARENT);
    const pids = (await untilPrinted(logFile)).split(' ').map(Number);
    assert.equal(pids.length, 2);
    assert.deepEqual(pids.filter(isAlive), pids);

    await group.stop();

    assert.deepEqual(pids.filter(isAlive), []);
    assert.deepEqual(await group.exited, {
      ok: false,
      how: 'was ended by SIGTERM',
    });
  });

  it('ends what the program has left behind when it ended first', async () => {
    const group = start(PARENT.replace(/setInterval[^;]*;\s*$/, ''));
    const [parent, child] = (await untilPrinted(logFile))
      .split(' ')
      .map(Number);
    process.kill(parent, 'SIGKILL');
    await group.exited;
    assert.ok(isAlive(child));

    await group.stop();

    assert.ok(!isAlive(child));
  });

  it('kills a program that does not listen', async () => {
    const group = start(STUBBORN, { graceMs: 100 });
    const pid = Number(await untilPrinted(logFile));

    await group.stop();

    assert.ok(!isAlive(pid));
  });

  it('leaves nothing behind when the program that started it crashes', async () => {
    const module = new URL('processGroup.mjs', import.meta.url).href;
    const crashing = `
      import { startProcessGroup } from '${module}';
      import { existsSync, readFileSync } from 'node:fs';
      const logFile = ${JSON.stringify(logFile)};
      startProcessGroup({ command: process.execPath, args: ['-e', ${JSON.stringify(
        PARENT,
      )}], logFile });
      setInterval(() => {
        if (existsSync(logFile) && readFileSync(logFile, 'utf8')) throw new Error('crash');
      }, 20);
    `;
    const { status } = spawnSync(
      process.execPath,
      ['--input-type=module', '-e', crashing],
      { stdio: 'ignore' },
    );
    assert.notEqual(status, 0);

    const pids = (await untilPrinted(logFile)).split(' ').map(Number);
    assert.equal(pids.length, 2);
    while (pids.some(isAlive)) {
      await sleep(20);
    }
  });

  it('tells how a program ended by itself, and keeps what it said', async () => {
    const group = start(`console.error('one\\ntwo\\nthree'); process.exit(3)`);

    assert.deepEqual(await group.exited, {
      ok: false,
      how: 'ended with code 3',
    });
    await untilPrinted(logFile);
    assert.deepEqual(lastLines(logFile, 2), ['two', 'three']);
  });

  it('tells when there is no such program', async () => {
    const group = startProcessGroup({
      command: join(folder, 'missing'),
      args: [],
      logFile,
    });

    const { ok, how } = await group.exited;
    assert.equal(ok, false);
    assert.match(how, /could not start: .*ENOENT/);
    await group.stop();
  });
});

async function untilPrinted(logFile) {
  for (;;) {
    const text = lastLines(logFile, 10).join('\n');
    if (text) {
      return text;
    }
    await sleep(20);
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
