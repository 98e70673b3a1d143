import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  clusterArn,
  keys,
  roleArn,
  testSeed,
} from '../__testUtils__/testWorld';
import { signedRequest } from '../__testUtils__/signedCalls';
import { startSimulator, type RunningSimulator } from './startSimulator';

describe('startSimulator', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'eks-simulator-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  function entriesOf(simulator: RunningSimulator): string[] {
    return Object.keys(simulator.state().clusters[clusterArn('open')].entries);
  }

  async function createEntry(simulator: RunningSimulator): Promise<string> {
    // In this process, as only the world that was kept is of interest here.
    const response = await simulator.handle(
      await signedRequest({
        method: 'POST',
        path: '/clusters/open/access-entries',
        body: JSON.stringify({ principalArn: roleArn('teams/a') }),
        credentials: keys.administrator,
        signingDate: new Date(),
      }),
    );
    const { accessEntry } = await response.json();
    return accessEntry.accessEntryArn;
  }

  it('begins anew with the seed without a state file', async () => {
    const first = await startSimulator({ seed: testSeed, port: 0 });
    await createEntry(first);
    await first.stop();
    const second = await startSimulator({ seed: testSeed, port: 0 });
    expect(entriesOf(first)).toContain(roleArn('teams/a'));
    expect(entriesOf(second)).not.toContain(roleArn('teams/a'));
    await second.stop();
  });

  it('goes on with the same world after a restart: ids, dates, entries', async () => {
    const options = {
      seed: testSeed,
      port: 0,
      stateFile: join(folder, 'state.json'),
    };
    const first = await startSimulator(options);
    const accessEntryArn = await createEntry(first);
    const world = first.state();
    await first.stop();

    const second = await startSimulator(options);
    expect(second.state()).toEqual(world);
    expect(JSON.stringify(second.state())).toContain(accessEntryArn);
    await second.stop();
  });

  it('keeps the seeded world before anything is written', async () => {
    const options = {
      seed: testSeed,
      port: 0,
      stateFile: join(folder, 'state.json'),
    };
    const first = await startSimulator(options);
    const world = first.state();
    await first.stop();
    const second = await startSimulator(options);
    expect(second.state()).toEqual(world);
    await second.stop();
  });

  it('frees its port when stopped', async () => {
    const first = await startSimulator({ seed: testSeed, port: 0 });
    const port = Number(new URL(first.url).port);
    await first.stop();
    const second = await startSimulator({ seed: testSeed, port });
    expect(second.url).toBe(first.url);
    await second.stop();
  });
});
