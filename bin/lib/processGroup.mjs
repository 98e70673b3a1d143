import { spawn } from 'node:child_process';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long a group has to end in order before it is killed. */
const GRACE_MS = 8_000;
const LOOK_AGAIN_MS = 50;

/** How long a killed group may still be seen: where nobody reaps orphans, as in some containers, zombies stay for ever. */
const KILLED_MS = 2_000;

/** Ids of the groups that may still have processes. */
const groups = new Set();

// Should this program crash, nobody is left to end the groups in order.
process.on('exit', () => {
  for (const groupId of groups) {
    signalGroup(groupId, 'SIGKILL');
  }
});

/**
 * Starts a program at the head of a process group of its own, so that it ends together with everything it starts.
 *
 * A group of its own also keeps it from the terminal's Ctrl-C: it is ended by stop(), in order, and not twice.
 *
 * @param options `command`, `args`, `cwd`, `env`, `uid`, `gid` as for spawn; `logFile` takes the output, which goes to
 *   the terminal without it; `graceMs` between the request to end and the end by force
 * @returns `exited`, a promise of whether it ended well and of how in words, and `stop()`, after which nothing of the group is left
 */
export function startProcessGroup(options) {
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: options.env,
    uid: options.uid,
    gid: options.gid,
    detached: true,
    stdio: options.logFile
      ? ['ignore', 'pipe', 'pipe']
      : ['ignore', 'inherit', 'inherit'],
  });
  if (child.pid !== undefined) {
    groups.add(child.pid);
  }
  if (options.logFile) {
    pipeToFile([child.stdout, child.stderr], options.logFile);
  }

  const exited = new Promise(resolve => {
    child.once('error', error =>
      resolve({ ok: false, how: `could not start: ${error.message}` }),
    );
    child.once('exit', (code, signal) =>
      resolve({
        ok: code === 0,
        how: signal ? `was ended by ${signal}` : `ended with code ${code}`,
      }),
    );
  });

  return {
    exited,
    stop: () => stopGroup(child.pid, options.graceMs ?? GRACE_MS),
  };
}

function pipeToFile(streams, file) {
  mkdirSync(dirname(file), { recursive: true });
  const log = createWriteStream(file);
  // A log that cannot be written, on a full disk say, must not end the program that others depend on to be ended.
  log.on('error', () => {});
  for (const stream of streams) {
    stream.pipe(log, { end: false });
  }
}

/** The last lines of a log, for somebody who asks why; none where nothing was written. */
export function lastLines(file, count) {
  if (!existsSync(file)) {
    return [];
  }
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count);
}

/** Asks every process of the group to end, waits, and kills what did not. Ends when the group is empty. */
async function stopGroup(groupId, graceMs) {
  if (groupId === undefined) {
    return;
  }
  signalGroup(groupId, 'SIGTERM');
  if (!(await isGoneWithin(groupId, graceMs))) {
    signalGroup(groupId, 'SIGKILL');
    await isGoneWithin(groupId, KILLED_MS);
  }
  groups.delete(groupId);
}

async function isGoneWithin(groupId, milliseconds) {
  const endsAt = Date.now() + milliseconds;
  while (isGroupAlive(groupId)) {
    if (Date.now() > endsAt) {
      return false;
    }
    await sleep(LOOK_AGAIN_MS);
  }
  return true;
}

function isGroupAlive(groupId) {
  return signalGroup(groupId, 0);
}

/** Whether the signal reached anybody. Signal 0 reaches without doing anything. */
function signalGroup(groupId, signal) {
  try {
    process.kill(-groupId, signal);
    return true;
  } catch (error) {
    if (error.code === 'ESRCH') {
      return false;
    }
    // macOS answers EPERM for a group of which only a zombie is left.
    if (error.code === 'EPERM') {
      return process.platform !== 'darwin';
    }
    throw error;
  }
}
