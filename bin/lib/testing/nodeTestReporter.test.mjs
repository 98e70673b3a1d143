import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readNodeTestResults } from './tally.mjs';

const REPORTER = fileURLToPath(
  new URL('nodeTestReporter.mjs', import.meta.url),
);

describe('nodeTestReporter', () => {
  let folder;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'node-test-reporter-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  /** Runs a file of tests with Node's own runner, and reads what the reporter said of it. */
  function tallyOf(code) {
    const file = join(folder, 'some.test.mjs');
    writeFileSync(file, `import { describe, it } from 'node:test';\n${code}`);
    const { stdout } = spawnSync(
      process.execPath,
      ['--test', `--test-reporter=${REPORTER}`, file],
      // Without this Node takes the inner run for a part of the outer one.
      {
        encoding: 'utf8',
        env: { ...process.env, NODE_TEST_CONTEXT: undefined },
      },
    );
    return readNodeTestResults(stdout);
  }

  it('reports each test once, with the names of the suites around it', () => {
    assert.deepEqual(
      tallyOf(`
        describe('a portal', () => {
          it('opens', () => {});
          it('closes', () => { throw new Error('stuck'); });
          it.skip('shines [needs chromium]', () => {});
          describe('at night', () => { it('sleeps', () => {}); });
        });
      `),
      {
        passed: 2,
        failed: ['a portal closes'],
        skipped: ['a portal shines [needs chromium]'],
      },
    );
  });

  it('reports a file that cannot be loaded as one failure', () => {
    const { passed, failed } = tallyOf(`throw new Error('broken');`);

    assert.equal(passed, 0);
    assert.equal(failed.length, 1);
  });

  it('reports a hook that fails', () => {
    const { failed } = tallyOf(`
      describe('a portal', async () => {
        const { before } = await import('node:test');
        before(() => { throw new Error('no power'); });
        it('opens', () => {});
      });
    `);

    assert.equal(failed.length, 1);
  });
});
