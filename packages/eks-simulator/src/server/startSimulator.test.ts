import {
  AssociateAccessPolicyCommand,
  CreateAccessEntryCommand,
  DeleteAccessEntryCommand,
  DescribeAccessEntryCommand,
  DescribeClusterCommand,
  DisassociateAccessPolicyCommand,
  EKSClient,
  ListAssociatedAccessPoliciesCommand,
  paginateListAccessEntries,
} from '@aws-sdk/client-eks';
import { exampleAccounts, exampleWorld } from '../example';
import { startSimulator, type RunningSimulator } from './startSimulator';

const principalArn = 'arn:aws:iam::111122223333:role/teams/payments';
const viewPolicy = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';

describe('startSimulator', () => {
  let simulator: RunningSimulator;
  let eks: EKSClient;

  beforeAll(async () => {
    simulator = await startSimulator({
      seed: exampleWorld(new Date()),
      port: 0,
    });
    eks = new EKSClient({
      region: 'eu-west-1',
      endpoint: simulator.url,
      credentials: simulator.credentials(exampleAccounts.acme),
    });
  });

  afterAll(async () => {
    eks.destroy();
    await simulator.stop();
  });

  it('lets the AWS SDK create, read, scope and delete an entry over HTTP', async () => {
    const key = { clusterName: 'payments-dev', principalArn };
    const { accessEntry } = await eks.send(
      new CreateAccessEntryCommand({ ...key, tags: { team: 'payments' } }),
    );
    expect(accessEntry).toMatchObject({
      ...key,
      type: 'STANDARD',
      username:
        'arn:aws:sts::111122223333:assumed-role/payments/{{SessionName}}',
      kubernetesGroups: [],
      tags: { team: 'payments' },
    });
    expect(accessEntry?.createdAt).toBeInstanceOf(Date);

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
      expect.objectContaining({
        policyArn: viewPolicy,
        accessScope: { type: 'namespace', namespaces: ['payments'] },
      }),
    ]);
    await eks.send(
      new DisassociateAccessPolicyCommand({ ...key, policyArn: viewPolicy }),
    );

    const principals: string[] = [];
    const pages = paginateListAccessEntries(
      { client: eks, pageSize: 1 },
      { clusterName: key.clusterName },
    );
    for await (const page of pages)
      principals.push(...(page.accessEntries ?? []));
    expect(principals).toContain(principalArn);
    expect(principals).toHaveLength(4);

    await eks.send(new DeleteAccessEntryCommand(key));
    await expect(
      eks.send(new DescribeAccessEntryCommand(key)),
    ).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('describes a cluster', async () => {
    const { cluster } = await eks.send(
      new DescribeClusterCommand({ name: 'payments-dev' }),
    );
    expect(cluster).toMatchObject({
      arn: 'arn:aws:eks:eu-west-1:111122223333:cluster/payments-dev',
      status: 'ACTIVE',
      accessConfig: { authenticationMode: 'API' },
    });
  });
});
