import { aSimulator, entriesPath } from '../__testUtils__/testSimulator';
import {
  account,
  clusterArn,
  region,
  roleArn,
} from '../__testUtils__/testWorld';
import { defaultSettings } from '../settings';

const node = roleArn('node');
const trustPolicy = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '*' } },
  ],
};

describe('the control API', () => {
  it('gives the calls, filtered', async () => {
    const { eks, control, moveClock, now } = aSimulator();
    await eks('GET', '/clusters');
    await eks('DELETE', entriesPath('open', node));
    moveClock(60_000);
    const later = new Date(now()).toISOString();
    await eks('DELETE', entriesPath('both', node));

    const operations = async (filter: string) => {
      const response = await control('GET', `calls?${filter}`);
      const { calls }: { calls: { operation: string; cluster: string }[] } =
        await response.json();
      return calls.map(({ operation, cluster }) => [operation, cluster]);
    };
    expect(await operations('')).toHaveLength(3);
    expect(await operations('write=true')).toEqual([
      ['DeleteAccessEntry', 'open'],
      ['DeleteAccessEntry', 'both'],
    ]);
    expect(await operations('write=false')).toHaveLength(1);
    expect(await operations(`write=true&since=${later}`)).toEqual([
      ['DeleteAccessEntry', 'both'],
    ]);
    expect(await operations('cluster=open')).toHaveLength(1);
    expect(await operations('operation=ListClusters')).toHaveLength(1);
    expect(await operations('service=iam')).toHaveLength(0);
  });

  it('resets the calls, and is not among them', async () => {
    const { simulator, eks, control } = aSimulator();
    await eks('GET', '/clusters');
    expect((await control('POST', 'calls/reset')).status).toBe(200);
    await control('GET', 'state');
    expect(simulator.calls()).toEqual([]);
  });

  it('changes the settings that are named and keeps the others', async () => {
    const { control } = aSimulator();
    const changed = await control('PUT', 'settings', { latencyMs: 5 });
    expect(await changed.json()).toEqual({ ...defaultSettings, latencyMs: 5 });
    const read = await control('GET', 'settings');
    expect(await read.json()).toEqual({ ...defaultSettings, latencyMs: 5 });
  });

  it('gives the world', async () => {
    const { simulator, control } = aSimulator();
    const state = await (await control('GET', 'state')).json();
    expect(state).toEqual(simulator.state());
  });

  it('creates, re-creates and deletes roles', async () => {
    const { simulator, control } = aSimulator();
    const idOf = (arn: string) =>
      simulator.state().accounts[account].roles[arn]?.roleId;
    const reach = async () => {
      const query = new URLSearchParams({
        clusterArn: clusterArn('open'),
        principalArn: node,
      });
      return (await (await control('GET', `reach?${query}`)).json()).outcome;
    };
    const made = await control('POST', 'roles/create', {
      accountId: account,
      path: '/teams/',
      name: 'new',
      trustPolicy,
    });
    expect(made.status).toBe(200);
    expect(idOf(roleArn('teams/new'))).toMatch(/^AROA/);

    expect(await reach()).toBe('reaches');
    const former = idOf(node);
    await control('POST', 'roles/recreate', { roleArn: node });
    expect(idOf(node)).not.toBe(former);
    expect(await reach()).toBe('dead-entry');

    await control('POST', 'roles/delete', { roleArn: node });
    expect(idOf(node)).toBeUndefined();
    expect(await reach()).toBe('no-principal');
  });

  it('changes who may assume a role', async () => {
    const { simulator, control } = aSimulator();
    await control('POST', 'roles/trust-policy', { roleArn: node, trustPolicy });
    const { trustPolicy: text } =
      simulator.state().accounts[account].roles[node];
    expect(JSON.parse(text)).toEqual(trustPolicy);
  });

  it('tags an entry as another tool would', async () => {
    const { eks, control } = aSimulator();
    const tags = { ManagedBy: 'terraform', 'aws:cloudformation:stack-id': 'x' };
    await control('POST', 'entries/tag', {
      clusterArn: clusterArn('open'),
      principalArn: node,
      tags,
    });
    const entry = await (await eks('GET', entriesPath('open', node))).json();
    expect(entry.accessEntry.tags).toEqual(tags);
  });

  it('creates and deletes clusters', async () => {
    const { eks, control, now } = aSimulator();
    await control('POST', 'clusters/delete', {
      clusterArn: clusterArn('open'),
    });
    expect((await eks('GET', '/clusters/open')).status).toBe(404);
    await control('POST', 'clusters/create', {
      accountId: account,
      region,
      name: 'open',
      authenticationMode: 'API',
      entries: [
        { principalArn: node, createdAt: new Date(now()).toISOString() },
      ],
    });
    const { cluster } = await (await eks('GET', '/clusters/open')).json();
    expect(cluster.createdAt).toBe(now() / 1000);
    const { accessEntries } = await (
      await eks('GET', entriesPath('open'))
    ).json();
    expect(accessEntries).toEqual([node]);
  });

  it.each([
    ['GET', 'calls?colour=blue', undefined, 400],
    ['GET', 'calls?write=yes', undefined, 400],
    ['GET', 'calls?since=yesterday', undefined, 400],
    ['PUT', 'settings', { latencyMs: -1 }, 400],
    ['PUT', 'settings', { speed: 1 }, 400],
    ['POST', 'roles/delete', {}, 400],
    ['POST', 'roles/delete', { roleArn: roleArn('nobody') }, 404],
    ['POST', 'calls/reset', { now: true }, 400],
    ['POST', 'no-such-call', {}, 404],
    ['DELETE', 'state', undefined, 404],
  ])('answers %s %s with %j by %d', async (method, path, body, status) => {
    const { control } = aSimulator();
    const response = await control(method, path, body);
    expect(response.status).toBe(status);
    expect((await response.json()).message.length).toBeGreaterThan(5);
  });

  it('takes JSON only, which a page of another origin cannot send unasked', async () => {
    const { simulator } = aSimulator();
    const send = (headers: Record<string, string>, body: string) =>
      simulator.handle(
        new Request('http://localhost/_simulator/calls/reset', {
          method: 'POST',
          headers,
          body,
        }),
      );
    expect((await send({ 'content-type': 'text/plain' }, '{}')).status).toBe(
      415,
    );
    expect(
      (await send({ 'content-type': 'application/json' }, '{')).status,
    ).toBe(400);
  });
});
