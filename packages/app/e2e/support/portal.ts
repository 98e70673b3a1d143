import { spawn, type ChildProcess } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const root = resolve(__dirname, '../../../..');

/** A catalog file that declares nothing of ours. */
const noMappings = `
apiVersion: backstage.io/v1alpha1
kind: Location
metadata: { name: no-mappings }
spec: { targets: [] }
`;

/** A whole portal that runs for one test file, with databases and an AWS stand-in of its own. */
export interface Portal {
  /** Address of the page. */
  readonly url: string;
  readonly backendUrl: string;
  readonly simulatorUrl: string;
  /** Replaces what the catalog is told about mappings; it takes effect when the catalog has read it, in seconds. */
  declareMappings(yaml: string): void;
  stop(): Promise<void>;
}

/** What a portal is started with. */
export interface PortalOptions {
  /** YAML of the mappings that the catalog is told of at first: none unless given. */
  readonly mappings?: string;
}

/**
 * Starts a portal by `bin/start`, on free ports and in a temporary folder, with the example's people, components and AWS
 * accounts. Durations of seconds may be asked for.
 */
export async function startPortal(options: PortalOptions): Promise<Portal> {
  const folder = mkdtempSync(join(tmpdir(), 'eks-access-portal-'));
  const mappingsFile = join(folder, 'catalog', 'mappings.yaml');
  const configFile = join(folder, 'app-config.json');
  mkdirSync(join(folder, 'catalog'));
  writeFileSync(mappingsFile, options.mappings ?? noMappings);
  writeFileSync(configFile, JSON.stringify(configFor(mappingsFile)));

  const [frontend, backend, simulator] = await findFreePorts(3);
  const program = spawn(
    process.execPath,
    [
      join(root, 'bin/lib/start.mjs'),
      ...['--frontend-port', `${frontend}`, '--backend-port', `${backend}`],
      ...['--simulator-port', `${simulator}`],
      ...['--folder', folder, '--config', configFile],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const stop = async () => {
    await end(program);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(program);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: `http://localhost:${frontend}`,
    backendUrl: `http://localhost:${backend}`,
    simulatorUrl: `http://127.0.0.1:${simulator}`,
    declareMappings(yaml) {
      // Renamed into place, so that the catalog never reads half a file.
      writeFileSync(`${mappingsFile}.new`, yaml);
      renameSync(`${mappingsFile}.new`, mappingsFile);
    },
    stop,
  };
}

function configFor(mappingsFile: string) {
  return {
    catalog: {
      processingInterval: { seconds: 1 },
      locations: [
        {
          type: 'file',
          target: join(root, 'examples/org.yaml'),
          rules: [{ allow: ['Group', 'User'] }],
        },
        { type: 'file', target: join(root, 'examples/components.yaml') },
        { type: 'file', target: mappingsFile },
      ],
    },
    eksAccess: {
      trust: [
        {
          locations: [`file:${mappingsFile}`],
          clusters: 'all',
          roles: [{ path: '/teams/', name: '*' }],
        },
      ],
      reconcile: { tickSeconds: 1, sweepSeconds: 5, catalogSeconds: 1 },
      requests: { minDuration: 'PT1S' },
    },
  };
}

async function untilReady(program: ChildProcess): Promise<void> {
  const { stdout, stderr } = program;
  if (!stdout || !stderr) {
    throw new Error('bin/start was started without pipes');
  }
  const saidWhy = text(stderr);
  let said = '';
  for await (const chunk of stdout) {
    said += String(chunk);
    if (said.includes('The portal is ready')) {
      stdout.resume();
      return;
    }
  }
  throw new Error(`bin/start did not come up:\n${await saidWhy}`);
}

async function end(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) {
    return;
  }
  const exited = new Promise(done => {
    program.once('exit', done);
  });
  program.kill('SIGTERM');
  await exited;
}

async function findFreePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  await Promise.all(
    servers.map(
      server =>
        new Promise<void>(done => {
          server.listen(0, '127.0.0.1', done);
        }),
    ),
  );
  const ports = servers.map(server => (server.address() as AddressInfo).port);
  await Promise.all(
    servers.map(
      server =>
        new Promise(done => {
          server.close(done);
        }),
    ),
  );
  return ports;
}
