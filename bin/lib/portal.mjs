import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastLines, startProcessGroup } from './processGroup.mjs';
import { Refusal } from './refusal.mjs';
import { servicesFor } from './services.mjs';
import { duringStep } from './say.mjs';

const READY_WITHIN_MS = 180_000;
const ASK_AGAIN_MS = 250;

/**
 * Starts the portal and waits until somebody can sign in.
 *
 * @param settings as of servicesFor()
 * @param signal its abort ends the waiting
 * @returns the people one can sign in as; `ended`, a promise of the sentence that says which part ended by itself;
 *   and `stop()`. Rejects with a Refusal, after everything has been stopped, when a part does not come up.
 */
export async function startPortal(settings, signal) {
  const running = servicesFor(settings).map(service => {
    const logFile = join(settings.folder, 'logs', `${service.name}.log`);
    const { exited, stop } = startProcessGroup({
      command: process.execPath,
      args: service.args,
      cwd: service.cwd,
      env: service.env,
      logFile,
    });
    return { ...service, logFile, exited, stop };
  });
  const stopAll = async () => {
    await Promise.all(running.map(service => service.stop()));
  };
  const ended = Promise.race(
    running.map(async service => {
      const { how } = await service.exited;
      return [
        `${service.title} ${how}. The last lines of ${service.logFile}:`,
        ...lastLines(service.logFile, 15),
      ].join('\n  ');
    }),
  );
  try {
    const people = await duringStep('Starting the portal', tell =>
      Promise.race([
        untilUsable(running, settings, signal, tell),
        ended.then(sentence => {
          throw new Refusal(sentence);
        }),
      ]),
    );
    return { people, ended, stop: stopAll };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

async function untilUsable(services, settings, signal, tell) {
  const waitingFor = new Set(services.map(service => service.title));
  const deadline = AbortSignal.any([
    signal,
    AbortSignal.timeout(READY_WITHIN_MS),
  ]);
  tell(`waiting for ${[...waitingFor].join(', ')}`);
  try {
    await Promise.all(
      services.map(async service => {
        for (const url of service.readyUrls) {
          await until(() => answersOk(url), deadline);
        }
        waitingFor.delete(service.title);
        tell(`waiting for ${[...waitingFor].join(', ')}`);
      }),
    );
    tell('waiting for the catalog');
    waitingFor.add('the catalog');
    return await until(() => readPeople(settings.ports.backend), deadline);
  } catch (error) {
    if (deadline.aborted && !signal.aborted) {
      throw new Refusal(
        `The portal could not be used after ${
          READY_WITHIN_MS / 1000
        } s, because of ${[...waitingFor].join(', ')}: ` +
          `see the logs in ${join(settings.folder, 'logs')}.`,
      );
    }
    throw error;
  }
}

/** The first answer that is not undefined. */
async function until(ask, signal) {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
    await sleep(ASK_AGAIN_MS, undefined, { signal });
  }
}

async function answersOk(url) {
  const response = await get(url);
  await response?.body?.cancel();
  return response?.ok ? true : undefined;
}

async function readPeople(backendPort) {
  const response = await get(
    `http://localhost:${backendPort}/api/auth/development/people`,
  );
  const people = response?.ok ? (await response.json()).people : [];
  return people.length > 0 ? people : undefined;
}

/** The response, or undefined where nobody answers. */
async function get(url) {
  try {
    return await fetch(url, { signal: AbortSignal.timeout(120_000) });
  } catch {
    return undefined;
  }
}
