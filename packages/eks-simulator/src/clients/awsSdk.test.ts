import {
  AssociateAccessPolicyCommand,
  CreateAccessEntryCommand,
  DeleteAccessEntryCommand,
  DescribeAccessEntryCommand,
  DescribeClusterCommand,
  DescribeUpdateCommand,
  DisassociateAccessPolicyCommand,
  EKSClient,
  ListAssociatedAccessPoliciesCommand,
  ListTagsForResourceCommand,
  paginateListAccessEntries,
  paginateListAccessPolicies,
  paginateListClusters,
  ResourceInUseException,
  ResourceNotFoundException,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateAccessEntryCommand,
  UpdateClusterConfigCommand,
} from '@aws-sdk/client-eks';
import {
  GetRoleCommand,
  IAMClient,
  NoSuchEntityException,
  paginateListRoles,
} from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import {
  exampleAccounts,
  exampleCredentials,
  exampleExternalId,
  exampleWorld,
} from '../example';
import { startSimulator, type RunningSimulator } from '../server';

const key = {
  clusterName: 'payments-dev',
  principalArn: 'arn:aws:iam::111122223333:role/teams/payments',
};
const viewPolicy = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';

describe('the AWS SDK', () => {
  let simulator: RunningSimulator;
  let options: {
    region: string;
    endpoint: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
  };
  let eks: EKSClient;

  beforeEach(async () => {
    simulator = await startSimulator({
      seed: exampleWorld(new Date()),
      settings: { clusterUpdateMs: 0 },
      port: 0,
    });
    options = {
      region: 'eu-west-1',
      endpoint: simulator.url,
      credentials: simulator.credentials(exampleAccounts.acme),
    };
    eks = new EKSClient(options);
  });

  afterEach(async () => {
    eks.destroy();
    await simulator.stop();
  });

  it('creates, scopes, reads and deletes an entry', async () => {
    const { accessEntry } = await eks.send(
      new CreateAccessEntryCommand({
        ...key,
        kubernetesGroups: ['dev'],
        tags: { team: 'payments' },
      }),
    );
    expect(accessEntry).toEqual({
      ...key,
      type: 'STANDARD',
      username:
        'arn:aws:sts::111122223333:assumed-role/payments/{{SessionName}}',
      kubernetesGroups: ['dev'],
      tags: { team: 'payments' },
      accessEntryArn: expect.stringMatching(
        /^arn:aws:eks:eu-west-1:111122223333:access-entry\/payments-dev\/role\/111122223333\/payments\/[0-9a-f-]{36}$/,
      ),
      createdAt: expect.any(Date),
      modifiedAt: expect.any(Date),
    });

    await eks.send(
      new AssociateAccessPolicyCommand({
        ...key,
        policyArn: viewPolicy,
        accessScope: { type: 'namespace', namespaces: ['payments'] },
      }),
    );
    const { associatedAccessPolicies } = await eks.send(
      new ListAssociatedAccessPoliciesCommand(key),
    );
    expect(associatedAccessPolicies).toEqual([
      {
        policyArn: viewPolicy,
        accessScope: { type: 'namespace', namespaces: ['payments'] },
        associatedAt: expect.any(Date),
        modifiedAt: expect.any(Date),
      },
    ]);

    const updated = await eks.send(
      new UpdateAccessEntryCommand({ ...key, kubernetesGroups: ['ops'] }),
    );
    expect(updated.accessEntry?.kubernetesGroups).toEqual(['ops']);
    await eks.send(
      new DisassociateAccessPolicyCommand({ ...key, policyArn: viewPolicy }),
    );
    await eks.send(new DeleteAccessEntryCommand(key));
    await expect(
      eks.send(new DescribeAccessEntryCommand(key)),
    ).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  it('knows the errors by their classes', async () => {
    await eks.send(new CreateAccessEntryCommand(key));
    const again = eks.send(new CreateAccessEntryCommand(key));
    await expect(again).rejects.toBeInstanceOf(ResourceInUseException);
    await expect(again).rejects.toMatchObject({
      clusterName: 'payments-dev',
      $metadata: { httpStatusCode: 409, requestId: expect.any(String) },
    });
  });

  it('gets the first entry again for its own client token', async () => {
    const input = { ...key, clientRequestToken: 'operation-1' };
    const first = await eks.send(new CreateAccessEntryCommand(input));
    const second = await eks.send(new CreateAccessEntryCommand(input));
    expect(second.accessEntry).toEqual(first.accessEntry);
  });

  it('gives up on a slow answer, and finds the effect when it comes back', async () => {
    simulator.changeSettings({ latencyMs: 60_000 });
    const impatient = new EKSClient({
      ...options,
      maxAttempts: 1,
      requestHandler: new NodeHttpHandler({
        requestTimeout: 300,
        throwOnRequestTimeout: true,
      }),
    });
    await expect(
      impatient.send(new CreateAccessEntryCommand(key)),
    ).rejects.toMatchObject({ name: 'TimeoutError' });
    simulator.changeSettings({ latencyMs: 0 });
    const found = await eks.send(new DescribeAccessEntryCommand(key));
    expect(found.accessEntry?.principalArn).toBe(key.principalArn);
    impatient.destroy();
  });

  it('pages through clusters, entries and policies', async () => {
    const pageSize = 1;
    const clusters: string[] = [];
    const entries: string[] = [];
    const policies: (string | undefined)[] = [];
    const paging = { client: eks, pageSize };
    for await (const page of paginateListClusters(paging, {})) {
      clusters.push(...(page.clusters ?? []));
    }
    const { clusterName } = key;
    for await (const page of paginateListAccessEntries(paging, {
      clusterName,
    })) {
      expect(page.accessEntries).toHaveLength(pageSize);
      entries.push(...(page.accessEntries ?? []));
    }
    for await (const page of paginateListAccessPolicies(
      { client: eks, pageSize: 10 },
      {},
    )) {
      policies.push(...(page.accessPolicies ?? []).map(({ arn }) => arn));
    }
    expect(clusters).toEqual(['payments-dev', 'payments-prod']);
    expect(entries).toHaveLength(3);
    expect(policies).toHaveLength(33);
    expect(policies).toContain(viewPolicy);
  });

  it('describes a cluster, and keeps its name case-exact', async () => {
    const shop = new EKSClient({
      ...options,
      region: 'us-east-1',
      credentials: simulator.credentials(exampleAccounts.shop),
    });
    const { cluster } = await shop.send(
      new DescribeClusterCommand({ name: 'Shop_Legacy' }),
    );
    expect(cluster).toMatchObject({
      name: 'Shop_Legacy',
      arn: 'arn:aws:eks:us-east-1:444455556666:cluster/Shop_Legacy',
      status: 'ACTIVE',
      accessConfig: { authenticationMode: 'API_AND_CONFIG_MAP' },
      createdAt: expect.any(Date),
    });
    await expect(
      shop.send(new DescribeClusterCommand({ name: 'shop_legacy' })),
    ).rejects.toBeInstanceOf(ResourceNotFoundException);
    shop.destroy();
  });

  it('changes the authentication mode and reads the update', async () => {
    const shop = new EKSClient({
      ...options,
      region: 'us-east-1',
      credentials: simulator.credentials(exampleAccounts.shop),
    });
    const name = 'Shop_Legacy';
    const { update } = await shop.send(
      new UpdateClusterConfigCommand({
        name,
        accessConfig: { authenticationMode: 'API' },
      }),
    );
    expect(update).toMatchObject({
      status: 'InProgress',
      type: 'AccessConfigUpdate',
      params: [{ type: 'AuthenticationMode', value: 'API' }],
    });
    const updateId = update?.id;
    const read = await shop.send(new DescribeUpdateCommand({ name, updateId }));
    expect(read.update?.status).toBe('Successful');
    const { cluster } = await shop.send(new DescribeClusterCommand({ name }));
    expect(cluster?.accessConfig?.authenticationMode).toBe('API');
    shop.destroy();
  });

  it('tags and untags an entry by its ARN', async () => {
    const { accessEntry } = await eks.send(new CreateAccessEntryCommand(key));
    const resourceArn = accessEntry?.accessEntryArn;
    await eks.send(
      new TagResourceCommand({ resourceArn, tags: { a: '1', b: '2', c: '3' } }),
    );
    await eks.send(
      new UntagResourceCommand({ resourceArn, tagKeys: ['a', 'b'] }),
    );
    const { tags } = await eks.send(
      new ListTagsForResourceCommand({ resourceArn }),
    );
    expect(tags).toEqual({ c: '3' });
  });

  it('reads roles with their trust policies', async () => {
    const iam = new IAMClient(options);
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'ledger' }));
    expect(Role).toMatchObject({
      Arn: 'arn:aws:iam::111122223333:role/teams/ledger',
      Path: '/teams/',
      RoleId: expect.stringMatching(/^AROA/),
      CreateDate: expect.any(Date),
    });
    const document = Role?.AssumeRolePolicyDocument ?? '';
    expect(document).not.toContain('{');
    expect(JSON.parse(decodeURIComponent(document))).toMatchObject({
      Statement: [{ Principal: { AWS: 'arn:aws:iam::111122223333:root' } }],
    });
    await expect(
      iam.send(new GetRoleCommand({ RoleName: 'nobody' })),
    ).rejects.toBeInstanceOf(NoSuchEntityException);

    const names: (string | undefined)[] = [];
    for await (const page of paginateListRoles(
      { client: iam, pageSize: 4 },
      { PathPrefix: '/teams/' },
    )) {
      names.push(...(page.Roles ?? []).map(({ RoleName }) => RoleName));
    }
    expect(names.sort()).toEqual([
      'ledger',
      'ledger-editor',
      'payments',
      'payments-editor',
      'shop',
      'shop-editor',
    ]);
    iam.destroy();
  });

  it('goes from the hub into both accounts with the external id only', async () => {
    const sts = new STSClient({
      ...options,
      credentials: exampleCredentials.hub,
    });
    for (const accountId of Object.values(exampleAccounts)) {
      const input = {
        RoleArn: `arn:aws:iam::${accountId}:role/backstage-eks-access`,
        RoleSessionName: 'backstage',
      };
      await expect(
        sts.send(new AssumeRoleCommand(input)),
      ).rejects.toMatchObject({
        name: 'AccessDenied',
        $metadata: { httpStatusCode: 403 },
      });
      const { Credentials } = await sts.send(
        new AssumeRoleCommand({ ...input, ExternalId: exampleExternalId }),
      );
      const session = new STSClient({
        ...options,
        credentials: {
          accessKeyId: Credentials?.AccessKeyId ?? '',
          secretAccessKey: Credentials?.SecretAccessKey ?? '',
          sessionToken: Credentials?.SessionToken,
        },
      });
      const identity = await session.send(new GetCallerIdentityCommand({}));
      expect(identity).toMatchObject({
        Account: accountId,
        Arn: `arn:aws:sts::${accountId}:assumed-role/backstage-eks-access/backstage`,
        UserId: expect.stringMatching(/^AROA\w+:backstage$/),
      });
      session.destroy();
    }
    sts.destroy();
  });

  it('is told apart when it signs with a wrong secret or an unknown key', async () => {
    const wrong = new EKSClient({
      ...options,
      credentials: { ...options.credentials, secretAccessKey: 'guessed' },
    });
    const unknown = new STSClient({
      ...options,
      credentials: { accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' },
    });
    await expect(
      wrong.send(new DescribeClusterCommand({ name: 'payments-dev' })),
    ).rejects.toMatchObject({ name: 'InvalidSignatureException' });
    await expect(
      unknown.send(new GetCallerIdentityCommand({})),
    ).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
    wrong.destroy();
    unknown.destroy();
  });
});
