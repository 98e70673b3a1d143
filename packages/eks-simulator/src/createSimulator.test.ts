import { aSimulator, entriesPath } from './__testUtils__/testSimulator';
import {
  account,
  clusterArn,
  keys,
  otherAccount,
  policyArn,
  roleArn,
  testSeed,
  userArn,
} from './__testUtils__/testWorld';
import { createSimulator } from './createSimulator';
import { refusedByHeader } from './refusals';

const a = roleArn('teams/a');
const view = policyArn('AmazonEKSViewPolicy');

describe('an ARN in a path', () => {
  it('is one percent-encoded segment', async () => {
    const { eks } = aSimulator();
    const found = await eks(
      'GET',
      entriesPath('open', roleArn('teams/reborn')),
    );
    expect(found.status).toBe(200);
    const encodedByHand = await eks(
      'GET',
      '/clusters/open/access-entries/arn%3Aaws%3aiam%3A%3A111122223333%3Arole%2fteams%2Freborn',
    );
    expect(encodedByHand.status).toBe(200);
  });

  it('with bare slashes is another path [1.0]', async () => {
    const { eks } = aSimulator();
    const bare = await eks(
      'GET',
      `/clusters/open/access-entries/${roleArn('teams/reborn')}`,
    );
    expect(bare.headers.get(refusedByHeader)).toBe(
      'simulator/unknown-operation',
    );
  });

  it('that is not percent-encoding at all is refused, not a fault', async () => {
    const { eks } = aSimulator();
    const broken = await eks('GET', '/clusters/open/access-entries/%E0%A4%A');
    expect(broken.status).toBe(404);
  });
});

describe('an answer', () => {
  it('has epoch seconds, and namespaces empty for cluster scope [1.0, 1.1]', async () => {
    const { eks, now } = aSimulator();
    await eks('POST', entriesPath('open'), { principalArn: a });
    const response = await eks(
      'POST',
      `${entriesPath('open', a)}/access-policies`,
      { policyArn: view, accessScope: { type: 'cluster' } },
    );
    expect(await response.json()).toEqual({
      clusterName: 'open',
      principalArn: a,
      associatedAccessPolicy: {
        policyArn: view,
        accessScope: { type: 'cluster', namespaces: [] },
        associatedAt: now() / 1000,
        modifiedAt: now() / 1000,
      },
    });
  });

  it('of a listing has a token only when there is more', async () => {
    const { eks } = aSimulator();
    const first = await (await eks('GET', '/clusters?maxResults=2')).json();
    expect(first).toEqual({
      clusters: ['both', 'closed'],
      nextToken: expect.any(String),
    });
    const path = `/clusters?maxResults=2&nextToken=${first.nextToken}`;
    expect(await (await eks('GET', path)).json()).toEqual({
      clusters: ['open'],
    });
  });

  it('about an entry never shows the id of the principal [2.2]', async () => {
    const { eks } = aSimulator();
    const dead = await eks('GET', entriesPath('open', roleArn('teams/reborn')));
    expect(await dead.text()).not.toContain('AROA');
  });

  it('that refuses names the cluster, so that a missing cluster is told from a missing entry', async () => {
    const { eks } = aSimulator();
    const response = await eks('GET', entriesPath('nowhere', a));
    expect(await response.json()).toEqual({
      clusterName: 'nowhere',
      message: 'No cluster found for name: nowhere.',
    });
  });

  it('to a body that is no object is a refusal', async () => {
    const { eks } = aSimulator();
    for (const body of ['text', 5, ['x'], null]) {
      const response = await eks('POST', entriesPath('open'), body);
      expect(response.headers.get(refusedByHeader)).toBe('1.0/malformed-input');
    }
  });

  it('escapes what a user wrote into XML', async () => {
    const { query } = aSimulator();
    const response = await query('sts', {
      Action: 'AssumeRole',
      RoleArn: '<b>&"',
      RoleSessionName: 'ana',
    });
    expect(await response.text()).toContain('&lt;b&gt;&amp;&quot;</Message>');
  });
});

describe('who calls', () => {
  it('decides on the account, and the credential scope on the Region', async () => {
    const { eks } = aSimulator();
    const inOtherRegion = await eks('GET', '/clusters', undefined, {
      region: 'us-east-1',
    });
    expect(await inOtherRegion.json()).toEqual({ clusters: [] });
  });

  it('may be a session of a role in another account', async () => {
    const { query, eks } = aSimulator();
    const answer = await query(
      'sts',
      {
        Action: 'AssumeRole',
        RoleArn: roleArn('access', otherAccount),
        RoleSessionName: 'backstage',
        ExternalId: 'the-external-id',
      },
      { credentials: keys.portal },
    );
    const text = await answer.text();
    const part = (name: string) =>
      new RegExp(`<${name}>(.*?)</${name}>`).exec(text)?.[1] ?? '';
    const credentials = {
      accessKeyId: part('AccessKeyId'),
      secretAccessKey: part('SecretAccessKey'),
      sessionToken: part('SessionToken'),
    };
    const clusters = await eks('GET', '/clusters', undefined, { credentials });
    expect(await clusters.json()).toEqual({ clusters: ['open'] });
    const identity = await query(
      'sts',
      { Action: 'GetCallerIdentity' },
      { credentials },
    );
    expect(await identity.text()).toContain(
      `<Arn>arn:aws:sts::${otherAccount}:assumed-role/access/backstage</Arn>`,
    );
  });
});

describe('the visibility delay', () => {
  const delayed = () => aSimulator({ settings: { visibilityDelayMs: 5000 } });

  it('lets reads see the old state until it has passed', async () => {
    const { eks, moveClock } = delayed();
    const read = async () => (await eks('GET', entriesPath('open', a))).status;
    await eks('POST', entriesPath('open'), { principalArn: a });
    expect(await read()).toBe(404);
    moveClock(4999);
    expect(await read()).toBe(404);
    moveClock(1);
    expect(await read()).toBe(200);

    await eks('DELETE', entriesPath('open', a));
    expect(await read()).toBe(200);
    moveClock(5000);
    expect(await read()).toBe(404);
  });

  it('hides a new entry from AssociateAccessPolicy [E4]', async () => {
    const { eks, moveClock } = delayed();
    const associate = () =>
      eks('POST', `${entriesPath('open', a)}/access-policies`, {
        policyArn: view,
        accessScope: { type: 'cluster' },
      });
    await eks('POST', entriesPath('open'), { principalArn: a });
    expect((await associate()).headers.get(refusedByHeader)).toBe('E4');
    moveClock(5000);
    expect((await associate()).status).toBe(200);
  });

  it('hides a new role from CreateAccessEntry [E3]', async () => {
    const { control, eks, moveClock } = delayed();
    await control('POST', 'roles/create', {
      accountId: account,
      path: '/teams/',
      name: 'new',
      trustPolicy: testSeed.accounts[0].roles?.[1].trustPolicy,
    });
    const create = () =>
      eks('POST', entriesPath('open'), { principalArn: roleArn('teams/new') });
    expect((await create()).headers.get(refusedByHeader)).toBe('E3');
    moveClock(5000);
    expect((await create()).status).toBe(200);
  });

  it('keeps a principal in use right after its entry is deleted [E2]', async () => {
    const { eks, moveClock } = delayed();
    const create = () => eks('POST', entriesPath('open'), { principalArn: a });
    await create();
    moveClock(5000);
    await eks('DELETE', entriesPath('open', a));
    expect((await create()).headers.get(refusedByHeader)).toBe('E2');
    moveClock(5000);
    expect((await create()).status).toBe(200);
  });

  it('keeps a deleted entry effective until it has passed', async () => {
    const { simulator, eks, moveClock } = delayed();
    const reach = () =>
      simulator.canAssumeRoleReach(clusterArn('open'), roleArn('node')).outcome;
    await eks('DELETE', entriesPath('open', roleArn('node')));
    expect(reach()).toBe('reaches');
    moveClock(5000);
    expect(reach()).toBe('no-entry');
  });

  it('can be changed while running', async () => {
    const { simulator, eks, moveClock } = aSimulator();
    await eks('POST', entriesPath('open'), { principalArn: a });
    simulator.changeSettings({ visibilityDelayMs: 1000 });
    expect((await eks('GET', entriesPath('open', a))).status).toBe(200);
    await eks('DELETE', entriesPath('open', a));
    expect((await eks('GET', entriesPath('open', a))).status).toBe(200);
    simulator.changeSettings({ visibilityDelayMs: 0 });
    expect((await eks('GET', entriesPath('open', a))).status).toBe(404);
    simulator.changeSettings({ visibilityDelayMs: 1000 });
    moveClock(1000);
    expect((await eks('GET', entriesPath('open', a))).status).toBe(404);
  });
});

describe('the latency', () => {
  it('delays the answer and not the effect', async () => {
    const { simulator, eks } = aSimulator({ settings: { latencyMs: 120_000 } });
    // Never awaited: the answer would come in two minutes. The effect and the log are there long before.
    const answer = eks('POST', entriesPath('open'), { principalArn: a });
    const giveUp = new Promise<'gave up'>(resolve => {
      const look = () =>
        simulator.calls({ write: true }).length === 1
          ? resolve('gave up')
          : setImmediate(look);
      look();
    });
    expect(await Promise.race([answer, giveUp])).toBe('gave up');
    expect(
      simulator.state().clusters[clusterArn('open')].entries,
    ).toHaveProperty([a]);
  });
});

describe('the call log', () => {
  it('names who did what to which cluster and principal, in the words of CloudTrail [8.1]', async () => {
    const { simulator, eks, now } = aSimulator();
    await eks('POST', entriesPath('open'), {
      principalArn: a,
      kubernetesGroups: ['dev'],
    });
    expect(simulator.calls()).toEqual([
      {
        time: new Date(now()).toISOString(),
        requestId: expect.any(String),
        service: 'eks',
        operation: 'CreateAccessEntry',
        write: true,
        accountId: account,
        region: 'eu-west-1',
        accessKeyId: keys.administrator.accessKeyId,
        callerArn: userArn('administrator'),
        cluster: 'open',
        principalArn: a,
        requestParameters: {
          name: 'open',
          principalArn: a,
          kubernetesGroups: ['dev'],
        },
        status: 200,
      },
    ]);
  });

  it('tells writes from reads, also those that were refused', async () => {
    const { simulator, eks, query } = aSimulator();
    await eks('GET', '/clusters');
    await eks('DELETE', entriesPath('open', a));
    await query('sts', { Action: 'GetCallerIdentity' });
    await query('sts', {
      Action: 'AssumeRole',
      RoleArn: a,
      RoleSessionName: 'ana',
    });
    const names = (write: boolean) =>
      simulator.calls({ write }).map(({ operation }) => operation);
    expect(names(true)).toEqual(['DeleteAccessEntry']);
    expect(names(false)).toEqual([
      'ListClusters',
      'GetCallerIdentity',
      'AssumeRole',
    ]);
  });

  it('never holds a secret or a session token', async () => {
    const { simulator, query } = aSimulator();
    const answer = await query('sts', {
      Action: 'AssumeRole',
      RoleArn: a,
      RoleSessionName: 'ana',
    });
    const text = await answer.text();
    const secret = /<SecretAccessKey>(.*?)</.exec(text)?.[1] ?? '';
    const token = /<SessionToken>(.*?)</.exec(text)?.[1] ?? '';
    const log = JSON.stringify(simulator.calls());
    expect(secret.length).toBeGreaterThan(10);
    expect(log).not.toContain(secret);
    expect(log).not.toContain(token);
    expect(log).not.toContain(keys.administrator.secretAccessKey);
  });

  it('names the operation of a caller whose signature is wrong', async () => {
    const { simulator, eks } = aSimulator();
    await eks('DELETE', entriesPath('open', roleArn('node')), undefined, {
      credentials: { ...keys.administrator, secretAccessKey: 'guessed' },
    });
    expect(simulator.calls()).toEqual([
      expect.objectContaining({
        operation: 'DeleteAccessEntry',
        errorCode: 'InvalidSignatureException',
        accountId: undefined,
      }),
    ]);
    expect(
      simulator.state().clusters[clusterArn('open')].entries,
    ).toHaveProperty([roleArn('node')]);
  });
});

describe('createSimulator', () => {
  it('answers only after the new world is kept', async () => {
    const kept: string[][] = [];
    const simulator = createSimulator({
      seed: testSeed,
      keep: async world => {
        await Promise.resolve();
        kept.push(Object.keys(world.accounts[account].roles));
      },
    });
    const response = await simulator.handle(
      new Request('http://localhost/_simulator/roles/delete', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ roleArn: a }),
      }),
    );
    expect(response.status).toBe(200);
    expect(kept).toHaveLength(1);
    expect(kept[0]).not.toContain(a);
  });

  it('keeps nothing for a read or a refusal', async () => {
    const keep = jest.fn(async () => undefined);
    const simulator = createSimulator({ seed: testSeed, keep });
    await simulator.handle(new Request('http://localhost/_simulator/state'));
    await simulator.handle(new Request('http://localhost/clusters'));
    expect(keep).not.toHaveBeenCalled();
  });

  it('has no credentials for an account without an administrator', () => {
    const { simulator } = aSimulator();
    expect(simulator.credentials(account)).toEqual(keys.administrator);
    expect(simulator.credentials(account)).not.toBe(
      simulator.credentials(account),
    );
    expect(() => simulator.credentials(otherAccount)).toThrow(otherAccount);
  });
});
