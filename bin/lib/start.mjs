import { rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './dependencies.mjs';
import { listenForEnd } from './listenForEnd.mjs';
import { startPortal } from './portal.mjs';
import { isPortFree } from './ports.mjs';
import { endWithOneSentence, Refusal } from './refusal.mjs';
import { root } from './root.mjs';
import { say } from './say.mjs';
import { PORTS } from './services.mjs';

const HELP = `Usage: bin/start [options]

Starts the example portal on this machine: a stand-in for AWS, the backend and the frontend. Ctrl-C ends all of them.

  --frontend-port N    where the page is (3000, or PORTAL_FRONTEND_PORT)
  --backend-port N     where the backend listens (7007, or PORTAL_BACKEND_PORT)
  --simulator-port N   where the stand-in for AWS listens (4599, or EKS_SIMULATOR_PORT)
  --folder FOLDER      where databases, state and logs are kept (.run)
  --fresh              forget what the databases and the stand-in for AWS hold
  --config FILE        one more config file, after app-config.yaml (may be repeated)
  --help               this text
`;

await endWithOneSentence(async () => {
  const options = readOptions();
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  const settings = {
    ports: options.ports,
    folder: options.folder,
    configFiles: options.configFiles,
  };
  const endAsked = listenForEnd();
  try {
    await refuseTakenPorts(settings.ports);
    await ensureDependencies(endAsked);
    if (options.fresh) {
      forget(settings.folder);
    }
    await run(settings, endAsked);
  } catch (error) {
    // Whatever was under way when somebody asked to end fails; that is not worth a word.
    if (!endAsked.aborted) {
      throw error;
    }
  }
});

/** Runs the portal until it is asked to end, or a part of it ends by itself. */
async function run(settings, endAsked) {
  const portal = await startPortal(settings, endAsked);
  try {
    process.stdout.write(welcome(settings, portal.people));
    const sentence = await Promise.race([
      portal.ended,
      new Promise(done => {
        endAsked.addEventListener('abort', () => done(undefined));
      }),
    ]);
    if (!endAsked.aborted) {
      throw new Refusal(`${sentence}\nEverything else is stopped.`);
    }
    say('\nStopping …');
  } finally {
    await portal.stop();
  }
}

function welcome({ ports, folder }, people) {
  const teams = new Map();
  for (const { name, groups } of people) {
    const team = groups[0]?.name ?? 'without a group';
    teams.set(team, [...(teams.get(team) ?? []), name]);
  }
  return `
The portal is ready: http://localhost:${ports.frontend}

  Sign in as anybody, there is no password:
${[...teams]
  .map(([team, names]) => `    ${team}: ${names.join(', ')}`)
  .join('\n')}

  Logs are in ${join(folder, 'logs')}. Ctrl-C ends everything.
`;
}

async function refuseTakenPorts(ports) {
  for (const [name, port] of Object.entries(ports)) {
    if (!(await isPortFree(port))) {
      const { option, variable } = PORTS[name];
      throw new Refusal(
        `Port ${port} is taken, and the ${name} needs it: stop what listens there, or choose another with ` +
          `bin/start --${option} N (or ${variable}=N).`,
      );
    }
  }
}

function forget(folder) {
  rmSync(join(folder, 'db'), { recursive: true, force: true });
  rmSync(join(folder, 'simulator.json'), { force: true });
}

function readOptions() {
  const values = parseOptions();
  const configFiles = (values.config ?? []).map(file => resolve(file));
  for (const file of configFiles) {
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
      throw new Refusal(`There is no config file ${file}.`);
    }
  }
  return {
    help: values.help,
    fresh: values.fresh,
    folder: resolve(values.folder ?? join(root, '.run')),
    configFiles,
    ports: Object.fromEntries(
      Object.entries(PORTS).map(([name, { port, option, variable }]) => [
        name,
        readPort(values[option] ?? process.env[variable] ?? port, option),
      ]),
    ),
  };
}

function parseOptions() {
  try {
    return parseArgs({
      options: {
        'frontend-port': { type: 'string' },
        'backend-port': { type: 'string' },
        'simulator-port': { type: 'string' },
        folder: { type: 'string' },
        fresh: { type: 'boolean' },
        config: { type: 'string', multiple: true },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new Refusal(`${error.message}. See bin/start --help.`);
  }
}

function readPort(text, option) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Refusal(
      `--${option} needs a port number, and "${text}" is none.`,
    );
  }
  return port;
}
