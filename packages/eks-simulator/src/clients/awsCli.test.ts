import { hasAwsCli, runTool, type ToolResult } from '../__testUtils__/tools';
import {
  account,
  clusterArn,
  keys,
  policyArn,
  roleArn,
  testSeed,
} from '../__testUtils__/testWorld';
import { domainRows } from '../refusals';
import { startSimulator, type RunningSimulator } from '../server';

// A start of the CLI takes half a second, and many seconds on a busy machine or behind a version manager's shim.
const patienceMs = 180_000;
const describeWithCli = hasAwsCli() ? describe : describe.skip;

const a = roleArn('teams/a');
const view = policyArn('AmazonEKSViewPolicy');
const serviceLinked = roleArn(
  'aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS',
);

describeWithCli('the AWS CLI', () => {
  let simulator: RunningSimulator;

  beforeEach(async () => {
    simulator = await startSimulator({ seed: testSeed, port: 0 });
  });

  afterEach(() => simulator.stop());

  function awsWith(
    secretAccessKey: string,
    args: readonly string[],
  ): Promise<ToolResult> {
    const { AWS_PROFILE: _profile, ...inherited } = process.env;
    return runTool('aws', ['--endpoint-url', simulator.url, ...args], {
      env: {
        ...inherited,
        AWS_ACCESS_KEY_ID: keys.administrator.accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        AWS_SESSION_TOKEN: '',
        AWS_DEFAULT_REGION: 'eu-west-1',
        AWS_REGION: 'eu-west-1',
        AWS_DEFAULT_OUTPUT: 'json',
        AWS_CONFIG_FILE: '/dev/null',
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_MAX_ATTEMPTS: '1',
        AWS_PAGER: '',
      },
    });
  }

  const aws = (...args: string[]) =>
    awsWith(keys.administrator.secretAccessKey, args);

  async function answerOf(...args: string[]) {
    const { code, stdout, stderr } = await aws(...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return stdout === '' ? {} : JSON.parse(stdout);
  }

  const key = ['--cluster-name', 'open', '--principal-arn', a];

  it(
    'creates, lists, associates, describes and deletes an entry [needs aws cli]',
    async () => {
      const made = await answerOf(
        ...['eks', 'create-access-entry', ...key],
        ...['--kubernetes-groups', 'dev', '--tags', 'team=a'],
      );
      expect(made.accessEntry).toMatchObject({
        principalArn: a,
        type: 'STANDARD',
        kubernetesGroups: ['dev'],
        username: `arn:aws:sts::${account}:assumed-role/a/{{SessionName}}`,
        tags: { team: 'a' },
      });

      const listed = await answerOf(
        ...['eks', 'list-access-entries', '--cluster-name', 'open'],
        ...['--page-size', '1'],
      );
      expect(listed.accessEntries).toEqual([
        serviceLinked,
        roleArn('node'),
        a,
        roleArn('teams/reborn'),
      ]);

      const associated = await answerOf(
        ...['eks', 'associate-access-policy', ...key, '--policy-arn', view],
        ...['--access-scope', 'type=namespace,namespaces=one,two'],
      );
      expect(associated.associatedAccessPolicy).toMatchObject({
        policyArn: view,
        accessScope: { type: 'namespace', namespaces: ['one', 'two'] },
      });
      const filtered = await answerOf(
        ...['eks', 'list-access-entries', '--cluster-name', 'open'],
        ...['--associated-policy-arn', view],
      );
      expect(filtered.accessEntries).toEqual([a, roleArn('teams/reborn')]);
      const policies = await answerOf(
        ...['eks', 'list-associated-access-policies', ...key],
      );
      expect(policies.associatedAccessPolicies).toHaveLength(1);

      const described = await answerOf('eks', 'describe-access-entry', ...key);
      expect(described.accessEntry).toEqual(made.accessEntry);

      await answerOf(
        ...['eks', 'disassociate-access-policy', ...key, '--policy-arn', view],
      );
      await answerOf('eks', 'delete-access-entry', ...key);
      expect(
        simulator.state().clusters[clusterArn('open')].entries,
      ).not.toHaveProperty([a]);
    },
    patienceMs,
  );

  it(
    'asks who it is, reads a role, and assumes it [needs aws cli]',
    async () => {
      const identity = await answerOf('sts', 'get-caller-identity');
      expect(identity.Arn).toBe(`arn:aws:iam::${account}:user/administrator`);
      const { Role } = await answerOf('iam', 'get-role', '--role-name', 'a');
      expect(Role).toMatchObject({
        Arn: a,
        AssumeRolePolicyDocument: {
          Statement: [{ Principal: { AWS: `arn:aws:iam::${account}:root` } }],
        },
      });
      const assumed = await answerOf(
        ...['sts', 'assume-role', '--role-arn', a],
        ...['--role-session-name', 'ana'],
      );
      expect(assumed.AssumedRoleUser.Arn).toBe(
        `arn:aws:sts::${account}:assumed-role/a/ana`,
      );
    },
    patienceMs,
  );

  const create = (cluster: string, principal: string, ...rest: string[]) => [
    ...['eks', 'create-access-entry', '--cluster-name', cluster],
    ...['--principal-arn', principal, ...rest],
  ];
  const refused: [keyof typeof domainRows, string, string[]][] = [
    [
      'E1',
      "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP]",
      create('closed', a),
    ],
    [
      'E2',
      'specified access entry resource is already in use on this cluster',
      create('open', roleArn('node')),
    ],
    [
      'E3',
      'specified principalArn is invalid: invalid principal',
      create('open', roleArn('teams/nobody')),
    ],
    [
      'E4',
      'specified principalArn could not be found',
      ['eks', 'describe-access-entry', ...key],
    ],
    [
      'E5',
      'kubernetes group name system:masters is invalid, it cannot start with system:',
      create('open', a, '--kubernetes-groups', 'dev', 'system:masters'),
    ],
    [
      'E6',
      'username must not begin with system:',
      create('open', a, '--username', 'system:admin'),
    ],
    [
      'E7',
      'caller is not allowed to modify access entries with a principalArn value of a Service Linked Role',
      create('open', serviceLinked),
    ],
    [
      'E8',
      'operation can only be performed on Access Entries with a type of "STANDARD"',
      create('open', a, '--type', 'EC2_LINUX', '--kubernetes-groups', 'dev'),
    ],
    [
      'E9',
      'AccessEntry type must be one of [STANDARD, ',
      create('open', a, '--type', 'standard'),
    ],
    [
      'E10',
      'Unsupported authentication mode update from CONFIG_MAP to API',
      [
        ...['eks', 'update-cluster-config', '--name', 'closed'],
        ...['--access-config', 'authenticationMode=API'],
      ],
    ],
  ];

  it.each(refused)(
    'is refused by %s with the text of AWS, "%s" [needs aws cli]',
    async (row, text, args) => {
      const before = simulator.state();
      const { code, stderr } = await aws(...args);
      expect(code).not.toBe(0);
      expect(stderr).toContain(`An error occurred (${domainRows[row].code})`);
      expect(stderr).toContain(text);
      expect(simulator.calls().map(({ refusedBy }) => refusedBy)).toEqual([
        row,
      ]);
      expect(simulator.state()).toBe(before);
    },
    patienceMs,
  );

  it(
    'is refused with a wrong secret [needs aws cli]',
    async () => {
      const { code, stderr } = await awsWith('guessed', [
        'eks',
        'list-clusters',
      ]);
      expect(code).not.toBe(0);
      expect(stderr).toContain('InvalidSignatureException');
    },
    patienceMs,
  );
});
