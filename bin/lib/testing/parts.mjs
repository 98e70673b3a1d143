import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../root.mjs';
import { say } from '../say.mjs';
import { findChromium } from './chromium.mjs';
import { runCommand } from './command.mjs';
import { findPostgresql, startPostgresql } from './postgresql.mjs';
import {
  add,
  failed,
  passed,
  readJestResults,
  readNodeTestResults,
} from './tally.mjs';

const BACKSTAGE_CLI = 'node_modules/@backstage/cli/bin/backstage-cli';
const RESULTS = join(root, '.run/test');

/** The parts of a test run by name, in their order. Each takes a signal that ends it, and returns a tally. */
export const parts = {
  types: signal =>
    check(
      'the type check',
      ['node_modules/typescript/bin/tsc', '--noEmit'],
      signal,
    ),
  lint: signal =>
    check(
      'the lint check',
      [BACKSTAGE_CLI, 'repo', 'lint', '--max-warnings', '0'],
      signal,
    ),
  format: signal =>
    check(
      'the format check',
      ['node_modules/prettier/bin-prettier.js', '--check', '.'],
      signal,
    ),
  scripts: signal =>
    runNodeTests(
      'scripts',
      ['bin/lib/**/*.test.mjs', 'docs/**/*.test.mjs'],
      {},
      signal,
    ),
  unit: runUnitTests,
  browser: signal => runInBrowser('browser', '**/*.test.ts', signal),
  pictures: signal => runInBrowser('pictures', 'pictures.ts', signal),
};

/** The parts of a run that names none: all that find faults. The pictures of the documents are taken only on demand. */
export const usualParts = Object.keys(parts).filter(
  name => name !== 'pictures',
);

async function check(name, args, signal) {
  const { ok, how } = await runCommand({
    command: process.execPath,
    args,
    cwd: root,
    minutes: 10,
    signal,
  });
  return ok ? passed() : failed(`${name} ${how}`);
}

async function runUnitTests(signal) {
  const binFolder = findPostgresql();
  if (!binFolder) {
    say('PostgreSQL is not installed, so its tests are skipped.');
  }
  const postgresql = binFolder ? await startPostgresql(binFolder) : undefined;
  const resultFile = prepareResultFile('unit.json');
  try {
    const { ok, how } = await runCommand({
      command: process.execPath,
      args: [
        ...[BACKSTAGE_CLI, 'repo', 'test', '--watch=false'],
        ...['--json', `--outputFile=${resultFile}`],
      ],
      cwd: root,
      env: {
        ...process.env,
        // The databases are the ones started here: no container is looked for.
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
        ...(postgresql && {
          BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING:
            postgresql.connectionString,
        }),
      },
      minutes: 25,
      signal,
    });
    return complete('the unit tests', { ok, how }, resultFile, text =>
      readJestResults(JSON.parse(text)),
    );
  } finally {
    await postgresql?.stop();
  }
}

async function runInBrowser(name, pattern, signal) {
  const chromium = await findChromium();
  const tally = await runNodeTests(
    name,
    [`packages/app/e2e/${pattern}`],
    { CHROMIUM_PATH: chromium ?? '' },
    signal,
  );
  return !chromium && process.env.CI
    ? add([failed('a browser: there is no Chromium, and CI needs one'), tally])
    : tally;
}

async function runNodeTests(name, patterns, env, signal) {
  const resultFile = prepareResultFile(`${name}.jsonl`);
  const outcome = await runCommand({
    command: process.execPath,
    args: [
      ...['--import', 'tsx', '--test', '--test-concurrency=1'],
      ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
      '--test-reporter=./bin/lib/testing/nodeTestReporter.mjs',
      `--test-reporter-destination=${resultFile}`,
      ...patterns,
    ],
    cwd: root,
    env: { ...process.env, ...env },
    minutes: 15,
    signal,
  });
  return complete(
    `the ${name} tests`,
    outcome,
    resultFile,
    readNodeTestResults,
  );
}

/** The tally of the result file; one failure more where the program failed and the file does not say why. */
function complete(name, { ok, how }, resultFile, read) {
  const tally = existsSync(resultFile)
    ? read(readFileSync(resultFile, 'utf8'))
    : add([]);
  const isExplained = ok ? existsSync(resultFile) : tally.failed.length > 0;
  return isExplained ? tally : add([tally, failed(`${name} ${how}`)]);
}

/** Path of a result file that does not exist yet: an old one must not speak for a run that crashed. */
function prepareResultFile(name) {
  const file = join(RESULTS, name);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}
