import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Refusal } from './refusal.mjs';
import { root } from './root.mjs';
import { duringStep, say } from './say.mjs';

const YARN = join(root, '.yarn/releases/yarn-4.13.0.cjs');
const STAMP = join(root, 'node_modules/.installed-from');
const LOG = join(root, '.run/logs/install.log');

/** What node_modules and Yarn's cache take, with some room: 1.5 GB and 0.8 GB, measured. */
const NEEDED_BYTES = 3e9;

/** Yarn's steps, in words for somebody who waits. */
const WORDS_FOR_STEPS = {
  'Resolution step': 'reading the lockfile',
  'Fetch step': 'downloading packages',
  'Link step': 'putting packages in place',
};

/**
 * Installs from the lockfile, unless what is installed came from this very lockfile. Says what it does.
 *
 * @param signal its abort ends the installation; the next run takes it up again
 */
export async function ensureDependencies(signal) {
  const wanted = fingerprint();
  if (readIfThere(STAMP) === wanted) {
    return;
  }
  refuseWithoutDisk();
  const registryAnswers = await doesRegistryAnswer();
  if (!registryAnswers) {
    say(
      `The npm registry ${registry()} does not answer; trying with what Yarn has in its cache.`,
    );
  }
  await duringStep('Installing dependencies from yarn.lock', tell =>
    runYarnInstall({ tell, registryAnswers, signal }),
  );
  writeFileSync(STAMP, wanted);
}

/** Changes with anything that decides what an installation contains. */
export function fingerprint() {
  const hash = createHash('sha256');
  const files = [
    'yarn.lock',
    '.yarnrc.yml',
    'package.json',
    ...packageFilesIn('packages'),
    ...packageFilesIn('plugins'),
  ];
  for (const file of files) {
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  }
  const [major] = process.versions.node.split('.');
  return hash
    .update(`${process.platform} ${process.arch} ${major}`)
    .digest('hex');
}

function packageFilesIn(folder) {
  return readdirSync(join(root, folder))
    .sort()
    .map(name => `${folder}/${name}/package.json`)
    .filter(file => existsSync(join(root, file)));
}

function runYarnInstall({ tell, registryAnswers, signal }) {
  mkdirSync(dirname(LOG), { recursive: true });
  const log = createWriteStream(LOG);
  return new Promise((resolve, reject) => {
    const yarn = spawn(process.execPath, [YARN, 'install', '--immutable'], {
      cwd: root,
      signal,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        // In CI Yarn folds the output into groups and checks the lockfile with the registry; neither is wanted here.
        CI: '',
        YARN_ENABLE_COLORS: '0',
        ...(registryAnswers ? {} : { YARN_HTTP_RETRY: '0' }),
      },
    });
    const lines = [];
    createInterface({ input: yarn.stdout }).on('line', line => {
      lines.push(line);
      log.write(`${line}\n`);
      for (const [step, words] of Object.entries(WORDS_FOR_STEPS)) {
        if (line.includes(`┌ ${step}`)) {
          tell(words);
        }
      }
    });
    yarn.on('error', reject);
    yarn.on('close', code => {
      log.end();
      if (code === 0) {
        resolve();
      } else {
        reject(new Refusal(whyItFailed(lines.join('\n'), registryAnswers)));
      }
    });
  });
}

function whyItFailed(output, registryAnswers) {
  if (/ENOSPC|EDQUOT/.test(output)) {
    return 'The disk is full: free some space (about 3 GB are needed) and run this again.';
  }
  if (!registryAnswers) {
    return (
      `The npm registry ${registry()} cannot be reached, and Yarn's cache does not hold everything: ` +
      'check the network, or name another with `npm config set registry URL`.'
    );
  }
  if (output.includes('YN0028')) {
    return 'yarn.lock does not fit the package.json files: run `yarn install` and commit the lockfile.';
  }
  const errors = output
    .split('\n')
    .filter(line => /YN0001|YN0035|YN0082|Error/.test(line))
    .slice(0, 5);
  return `Yarn could not install the dependencies (all of its output: ${LOG}).\n${errors.join(
    '\n',
  )}`;
}

function refuseWithoutDisk() {
  const { bavail, bsize } = statfsSync(root);
  const free = bavail * bsize;
  if (!existsSync(join(root, 'node_modules')) && free < NEEDED_BYTES) {
    throw new Refusal(
      `The dependencies need about ${gigabytes(
        NEEDED_BYTES,
      )}, and the disk of ${root} has ` +
        `${gigabytes(free)} left: free some space and run this again.`,
    );
  }
}

function gigabytes(bytes) {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

async function doesRegistryAnswer() {
  try {
    await fetch(registry(), { signal: AbortSignal.timeout(10_000) });
    return true;
  } catch {
    return false;
  }
}

function registry() {
  return process.env.YARN_NPM_REGISTRY_SERVER || 'https://registry.npmjs.org/';
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
