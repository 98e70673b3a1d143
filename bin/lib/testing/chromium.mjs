import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Refusal } from '../refusal.mjs';
import { duringStep } from '../say.mjs';

const PROGRAMS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

const MAC_PROGRAMS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * The Chromium to drive: CHROMIUM_PATH, or one that is installed. In CI it is installed where that can be done.
 *
 * @returns its path, or undefined where there is none
 */
export async function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!existsSync(named)) {
      throw new Refusal(`CHROMIUM_PATH names ${named}, which does not exist.`);
    }
    return named;
  }
  const installed = findInstalled();
  if (installed || !canInstall()) {
    return installed;
  }
  await duringStep("Installing Debian's Chromium for the browser tests", () => {
    apt('update', '-qq');
    apt('install', '-qq', '-y', '--no-install-recommends', 'chromium');
  });
  return findInstalled();
}

function findInstalled() {
  const inPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap(folder => PROGRAMS.map(program => join(folder, program)));
  return [...inPath, ...MAC_PROGRAMS].find(file => existsSync(file));
}

/** Only in CI, whose machine is thrown away: elsewhere a test run changes nothing of the machine. */
function canInstall() {
  return (
    Boolean(process.env.CI) &&
    process.getuid?.() === 0 &&
    existsSync('/usr/bin/apt-get')
  );
}

function apt(...args) {
  try {
    execFileSync('/usr/bin/apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  } catch {
    // Without a browser the run fails by itself, with a sentence of its own.
  }
}
