import { parseArgs } from 'node:util';
import { ensureDependencies } from './dependencies.mjs';
import { listenForEnd } from './listenForEnd.mjs';
import { endWithOneSentence, Refusal } from './refusal.mjs';
import { duringStep } from './say.mjs';
import { parts, usualParts } from './testing/parts.mjs';
import { add, closingLines, failed, nothing } from './testing/tally.mjs';

const WORDS = {
  types: 'Checking types',
  lint: 'Linting',
  format: 'Checking the format',
  scripts: 'Testing scripts and documents',
  unit: 'Running unit and integration tests',
  browser: 'Running browser tests',
  pictures: 'Taking the pictures of docs/images',
};

const HELP = `Usage: bin/test [--only PART]...

Runs every check and every test, and ends with the line "N passed, N failed, N skipped"; its exit code is 0 only when
nothing failed. A test that misses a tool is skipped and says so. In CI a missing browser is a failure.

  --only PART   only this part: ${usualParts.join(', ')}; may be repeated.
                Or pictures, which takes those of docs/images anew
  --help        this text

CHROMIUM_PATH names the Chromium or Chrome to drive, where it is not in PATH.
`;

await endWithOneSentence(async () => {
  const { only, help } = readOptions();
  if (help) {
    process.stdout.write(HELP);
    return;
  }
  const endAsked = listenForEnd();
  try {
    await run(only, endAsked);
  } catch (error) {
    // Whatever was under way when somebody asked to end fails; that is not worth a word.
    if (!endAsked.aborted) {
      throw error;
    }
  }
});

async function run(names, signal) {
  const tally = await tallyOf(names, signal);
  if (tally.failed.length > 0) {
    process.exitCode = 1;
  }
  process.stdout.write(`\n${closingLines(tally).join('\n')}\n`);
}

async function tallyOf(names, signal) {
  const installed = await attempt(signal, async () => {
    await ensureDependencies(signal);
    return nothing;
  });
  if (installed.failed.length > 0) {
    return installed;
  }
  const tallies = [];
  for (const name of names) {
    const runPart = parts[name];
    tallies.push(
      await attempt(signal, () =>
        duringStep(WORDS[name], () => runPart(signal)),
      ),
    );
  }
  return add(tallies);
}

/** The tally of the work; what it throws is a failure like any other, so that the rest still runs and is counted. */
async function attempt(signal, work) {
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    return failed(error instanceof Refusal ? error.message : error.stack);
  }
}

function readOptions() {
  const { values } = parseOptions();
  const unknown = (values.only ?? []).find(name => !(name in parts));
  if (unknown !== undefined) {
    throw new Refusal(`There is no part ${unknown}. See bin/test --help.`);
  }
  return {
    help: values.help,
    only: Object.keys(parts).filter(name =>
      (values.only ?? usualParts).includes(name),
    ),
  };
}

function parseOptions() {
  try {
    return parseArgs({
      options: {
        only: { type: 'string', multiple: true },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new Refusal(`${error.message}. See bin/test --help.`);
  }
}
