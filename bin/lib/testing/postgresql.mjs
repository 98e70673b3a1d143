import { execFileSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePorts } from '../ports.mjs';
import { lastLines, startProcessGroup } from '../processGroup.mjs';
import { Refusal } from '../refusal.mjs';

const READY_WITHIN_MS = 30_000;

/** Where packages of distributions put the programs of the server, which are not in PATH there. */
const USUAL_PLACES = [
  ...versionsIn('/usr/lib/postgresql'),
  ...versionsIn('/usr/local/opt', 'postgresql'),
  ...versionsIn('/opt/homebrew/opt', 'postgresql'),
];

/** The folder with initdb, postgres and pg_isready, or undefined where PostgreSQL is not installed. */
export function findPostgresql() {
  const inPath = (process.env.PATH ?? '')
    .split(delimiter)
    .map(folder => join(folder, 'postgres'))
    .filter(file => existsSync(file))
    .map(file => dirname(realpathSync(file)));
  return [...inPath, ...USUAL_PLACES].find(folder =>
    ['initdb', 'postgres', 'pg_isready'].every(program =>
      existsSync(join(folder, program)),
    ),
  );
}

/**
 * Starts a PostgreSQL of its own in a temporary folder, on a free port of this machine.
 *
 * @returns the connection string of its administrator, and `stop()`, which also removes the folder
 */
export async function startPostgresql(binFolder) {
  const identity = identityForServer();
  const folder = mkdtempSync(join(tmpdir(), 'eks-access-postgresql-'));
  if (identity.uid !== undefined) {
    chownSync(folder, identity.uid, identity.gid);
  }
  const dataFolder = join(folder, 'data');
  const [port] = await findFreePorts(1);
  execFileSync(
    join(binFolder, 'initdb'),
    ['-D', dataFolder, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '-N'],
    { ...identity, cwd: folder, stdio: 'ignore' },
  );
  const logFile = join(folder, 'postgresql.log');
  const server = startProcessGroup({
    command: join(binFolder, 'postgres'),
    args: [
      ...['-D', dataFolder, '-p', String(port), '-k', folder],
      // Test data: nothing is lost that one would miss, and suites wait less.
      ...['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'],
      ...['-c', 'max_connections=300'],
    ],
    cwd: folder,
    logFile,
    ...identity,
  });
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(binFolder, port, logFile);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    connectionString: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    stop,
  };
}

/** PostgreSQL refuses to run as root, so as root it is run as somebody else. */
function identityForServer() {
  if (process.getuid?.() !== 0) {
    return {};
  }
  for (const user of ['postgres', 'nobody']) {
    try {
      return { uid: idOf('-u', user), gid: idOf('-g', user) };
    } catch {
      // This machine has no such user.
    }
  }
  throw new Refusal(
    'PostgreSQL does not run as root, and there is neither a user postgres nor nobody to run it as.',
  );
}

function idOf(flag, user) {
  return Number(
    execFileSync('id', [flag, user], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
}

async function untilReady(binFolder, port, logFile) {
  const endsAt = Date.now() + READY_WITHIN_MS;
  for (;;) {
    try {
      execFileSync(
        join(binFolder, 'pg_isready'),
        ['-h', '127.0.0.1', '-p', String(port)],
        { stdio: 'ignore' },
      );
      return;
    } catch {
      if (Date.now() > endsAt) {
        throw new Refusal(
          `PostgreSQL did not come up:\n  ${lastLines(logFile, 10).join(
            '\n  ',
          )}`,
        );
      }
      await sleep(100);
    }
  }
}

/** `<folder>/<version>/bin` of every version there, the newest first. */
function versionsIn(folder, prefix = '') {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder)
    .filter(name => name.startsWith(prefix))
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    .map(name => join(folder, name, 'bin'));
}
