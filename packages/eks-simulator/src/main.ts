import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { exampleWorld } from './example';
import { startSimulator } from './server';
import { worldSeedSchema, type WorldSeed } from './world';

const usage =
  'Usage: eks-simulator [--port 4599] [--world example|FILE.json] [--state FILE.json]';

async function readWorld(name: string): Promise<WorldSeed> {
  if (name === 'example') return exampleWorld(new Date());
  const seed = worldSeedSchema.safeParse(
    JSON.parse(await readFile(name, 'utf8')),
  );
  if (seed.success) return seed.data;
  const [{ path, message }] = seed.error.issues;
  throw new Error(`the world in ${name} has ${path.join('.')}: ${message}`);
}

function readArguments(): { port: number; world: string; state?: string } {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4599' },
      world: { type: 'string', default: 'example' },
      state: { type: 'string' },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`${values.port} is not a port. ${usage}`);
  }
  return { port, world: values.world, state: values.state };
}

function sentenceOf(error: unknown, port: number | undefined): string {
  const code =
    error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `port ${port} is taken; stop what listens there or choose another with --port`;
  }
  return error instanceof Error ? error.message : String(error);
}

async function main(): Promise<void> {
  let port: number | undefined;
  try {
    const options = readArguments();
    port = options.port;
    const simulator = await startSimulator({
      port,
      seed: await readWorld(options.world),
      stateFile: options.state,
    });
    const stop = () => {
      void simulator.stop().then(() => process.exit(0));
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    process.stdout.write(`EKS simulator ready on ${simulator.url}\n`);
  } catch (error) {
    process.stderr.write(`EKS simulator: ${sentenceOf(error, port)}\n`);
    process.exitCode = 1;
  }
}

void main();
