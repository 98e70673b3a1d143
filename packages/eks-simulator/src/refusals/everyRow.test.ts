import {
  aSimulator,
  entriesPath,
  type TestSimulator,
} from '../__testUtils__/testSimulator';
import {
  account,
  clusterArn,
  keys,
  policyArn,
  region,
  roleArn,
  testSeed,
} from '../__testUtils__/testWorld';
import { accessEntryLimit, accessEntryTypes } from '../world';
import { refusedByHeader } from './refuse';
import { domainRows, type DomainRow, type DomainRowId } from './rows';

type Trigger = (aws: TestSimulator) => Promise<Response>;

const a = roleArn('teams/a');
const serviceLinked = roleArn(
  'aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS',
);
const view = policyArn('AmazonEKSViewPolicy');

function create(body: object, cluster: string = 'open'): Trigger {
  return aws =>
    aws.eks('POST', entriesPath(cluster), { principalArn: a, ...body });
}

function associate(body: object): Trigger {
  return async aws => {
    await create({})(aws);
    return aws.eks('POST', `${entriesPath('open', a)}/access-policies`, {
      policyArn: view,
      accessScope: { type: 'cluster' },
      ...body,
    });
  };
}

function twice(trigger: Trigger, second: Trigger = trigger): Trigger {
  return async aws => {
    await trigger(aws);
    return second(aws);
  };
}

function setMode(name: string, authenticationMode: string): Trigger {
  return aws =>
    aws.eks('POST', `/clusters/${name}/update-config`, {
      accessConfig: { authenticationMode },
    });
}

function createCluster(body: object): Trigger {
  return aws =>
    aws.control('POST', 'clusters/create', {
      accountId: account,
      region,
      name: 'fresh',
      authenticationMode: 'API',
      ...body,
    });
}

const trustPolicy = {
  Statement: [
    { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: account } },
  ],
};

function createRole(body: object): Trigger {
  return aws =>
    aws.control('POST', 'roles/create', {
      accountId: account,
      name: 'fresh',
      trustPolicy,
      ...body,
    });
}

function assume(parameters: Record<string, string>): Trigger {
  return aws =>
    aws.query('sts', {
      Action: 'AssumeRole',
      RoleArn: a,
      RoleSessionName: 'ana',
      ...parameters,
    });
}

async function sessionOf(aws: TestSimulator) {
  const answer = await (await assume({})(aws)).text();
  const part = (name: string) =>
    new RegExp(`<${name}>(.*?)</${name}>`).exec(answer)?.[1] ?? '';
  return {
    accessKeyId: part('AccessKeyId'),
    secretAccessKey: part('SecretAccessKey'),
    sessionToken: part('SessionToken'),
  };
}

/** For each row a call that runs into it. The type makes a row without one fail to compile. */
const triggers: Readonly<Record<DomainRowId, Trigger>> = {
  E1: create({}, 'closed'),
  E2: twice(create({})),
  E3: create({ principalArn: roleArn('teams/nobody') }),
  E4: aws => aws.eks('GET', entriesPath('open', a)),
  E5: create({ kubernetesGroups: ['system:masters'] }),
  E6: create({ username: 'system:admin' }),
  E7: create({ principalArn: serviceLinked }),
  E8: create({ type: 'EC2_LINUX', kubernetesGroups: ['dev'] }),
  E9: create({ type: 'standard' }),
  E10: setMode('closed', 'API'),
  E11: createCluster({
    authenticationMode: 'CONFIG_MAP',
    bootstrapClusterCreatorAdminPermissions: false,
  }),
  '1.0/malformed-input': create({ kubernetesGroups: 'dev' }),
  '1.0/cluster-not-found': aws => aws.eks('GET', '/clusters/Open'),
  '1.0/next-token': aws => aws.eks('GET', '/clusters?nextToken=x'),
  '1.0/max-results': aws => aws.eks('GET', '/clusters?maxResults=101'),
  '1.0/client-token-reused': twice(
    create({ clientRequestToken: 't' }),
    create({ clientRequestToken: 't', username: 'x' }),
  ),
  '1.0/tag-limits': create({ tags: { k: 'v'.repeat(257) } }),
  '1.1/policy-not-associated': twice(create({}), aws =>
    aws.eks(
      'DELETE',
      `${entriesPath('open', a)}/access-policies/${encodeURIComponent(view)}`,
    ),
  ),
  '1.3/cluster-exists': createCluster({ name: 'open' }),
  '1.3/cluster-name': createCluster({ name: 'fresh!' }),
  '1.3/update-running': twice(setMode('closed', 'API_AND_CONFIG_MAP')),
  '1.3/update-not-found': aws => aws.eks('GET', '/clusters/open/updates/x'),
  '1.3/tagged-resource': aws => aws.eks('GET', '/tags/x'),
  '1.3/tag-input': aws =>
    aws.eks('POST', `/tags/${encodeURIComponent(clusterArn('open'))}`, {
      tags: { 'aws:x': 'y' },
    }),
  '1.3/reserved-tag': create({ tags: { 'aws:x': 'y' } }),
  '2.1/node-principal': create({
    type: 'EC2',
    principalArn: roleArn('far', '444455556666'),
  }),
  '2.3/session-name': create({ username: 'ana{{SessionName}}' }),
  '2.5/unknown-policy': associate({ policyArn: policyArn('OwnPolicy') }),
  '2.5/namespaces-missing': associate({ accessScope: { type: 'namespace' } }),
  '2.5/cluster-with-namespaces': associate({
    accessScope: { type: 'cluster', namespaces: ['one'] },
  }),
  '2.8/entry-limit': async () => {
    const entries = Array.from({ length: accessEntryLimit }, (_, index) => ({
      principalArn: roleArn(`filler-${index}`),
      createdAt: '2025-06-01T00:00:00Z',
    }));
    const [first] = testSeed.accounts;
    const [open] = first.clusters ?? [];
    const full = { ...first, clusters: [{ ...open, entries }] };
    return create({})(aSimulator({ seed: { accounts: [full] } }));
  },
  '3.4/role-chaining': async aws => {
    const credentials = await sessionOf(aws);
    const parameters = { RoleArn: a, RoleSessionName: 'ana' };
    return aws.query(
      'sts',
      { Action: 'AssumeRole', ...parameters, DurationSeconds: '3601' },
      { credentials },
    );
  },
  '5.1/no-such-role': aws =>
    aws.query('iam', { Action: 'GetRole', RoleName: 'nobody' }),
  '5.1/role-exists': createRole({ name: 'A' }),
  '5.1/invalid-role': createRole({ name: 'a b' }),
  '5.1/malformed-policy': createRole({ trustPolicy: {} }),
  '5.1/query-input': aws =>
    aws.query('iam', { Action: 'ListRoles', MaxItems: '1001' }),
  '7.3/no-signature': aws =>
    aws.simulator.handle(new Request('https://aws.test/clusters')),
  '7.3/malformed-signature': aws =>
    aws.simulator.handle(
      new Request('https://aws.test/clusters', {
        headers: { authorization: 'Bearer abc' },
      }),
    ),
  '7.3/unknown-key': aws =>
    aws.eks('GET', '/clusters', undefined, {
      credentials: { accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' },
    }),
  '7.3/expired-session': async aws => {
    const credentials = await sessionOf(aws);
    aws.moveClock(3600_000);
    return aws.eks('GET', '/clusters', undefined, { credentials });
  },
  '7.3/wrong-signature': aws =>
    aws.eks('GET', '/clusters', undefined, {
      credentials: { ...keys.administrator, secretAccessKey: 'guessed' },
    }),
  '7.3/expired-signature': aws =>
    aws.eks('GET', '/clusters', undefined, {
      signingDate: new Date(aws.now() - 3600_000),
    }),
  '7.3/early-signature': aws =>
    aws.eks('GET', '/clusters', undefined, {
      signingDate: new Date(aws.now() + 3600_000),
    }),
  '7.5/assume-role': assume({ RoleArn: roleArn('node-of-nobody') }),
  'simulator/unknown-operation': aws => aws.eks('GET', '/addons'),
  'simulator/unknown-service': aws =>
    aws.eks('GET', '/', undefined, { service: 's3' }),
  'simulator/unknown-member': create({ colour: 'blue' }),
};

const rows = Object.keys(triggers) as DomainRowId[];

describe('every refusal', () => {
  it('has a call that runs into it', () => {
    expect(rows.sort()).toEqual(Object.keys(domainRows).sort());
  });

  it.each(rows)('%s is what the client sees', async row => {
    const response = await triggers[row](aSimulator());
    const text = await response.text();
    const { code, queryCode = code, status }: DomainRow = domainRows[row];

    expect(response.headers.get(refusedByHeader)).toBe(row);
    expect(response.status).toBe(status);
    const isXml = response.headers.get('content-type') === 'text/xml';
    const shown = isXml
      ? {
          code: /<Code>(.*)<\/Code>/.exec(text)?.[1],
          message: /<Message>(.*)<\/Message>/s.exec(text)?.[1],
        }
      : {
          code:
            response.headers.get('x-amzn-errortype') ?? JSON.parse(text).code,
          message: JSON.parse(text).message,
        };
    expect(shown.code).toBe(isXml ? queryCode : code);
    expect(shown.message).toMatch(/.{5,}/);
    expect(shown.message).not.toMatch(/(^|[^{])\{\w+\}|undefined/);
  });

  it('is in the log of calls with its row, code and text', async () => {
    const aws = aSimulator();
    await triggers.E5(aws);
    expect(aws.simulator.calls()).toEqual([
      expect.objectContaining({
        operation: 'CreateAccessEntry',
        write: true,
        status: 400,
        errorCode: 'InvalidParameterException',
        errorMessage: expect.stringContaining('system:masters'),
        refusedBy: 'E5',
      }),
    ]);
  });

  it('lists the types where it names them', async () => {
    const response = await triggers.E9(aSimulator());
    const { message } = await response.json();
    for (const type of accessEntryTypes) expect(message).toContain(type);
  });
});
