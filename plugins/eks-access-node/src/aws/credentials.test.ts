import { ListClustersCommand } from '@aws-sdk/client-eks';
import { ConfigReader } from '@backstage/config';
import {
  exampleAccounts,
  exampleCredentials,
  exampleExternalId,
  exampleWorld,
  startSimulator,
  type RunningSimulator,
} from '@eks-access/eks-simulator';
import type { AccountConfig } from '../config';
import { awsClientsFor } from './clients';
import {
  checkedCredentials,
  createCredentials,
  WrongAccountError,
} from './credentials';

describe('createCredentials', () => {
  let simulator: RunningSimulator;
  const environment = process.env.AWS_ENDPOINT_URL_STS;

  beforeAll(async () => {
    simulator = await startSimulator({
      seed: exampleWorld(new Date()),
      port: 0,
    });
    process.env.AWS_ENDPOINT_URL_STS = simulator.url;
  });

  afterAll(async () => {
    await simulator.stop();
    if (environment === undefined) delete process.env.AWS_ENDPOINT_URL_STS;
    else process.env.AWS_ENDPOINT_URL_STS = environment;
  });

  const accountOf = (accountId: string): AccountConfig => ({
    accountId,
    regions: ['us-east-1'],
    owner: 'group:default/platform',
    simulated: true,
    endpoint: simulator.url,
  });

  const configOf = (externalId: string) =>
    new ConfigReader({
      aws: {
        mainAccount: exampleCredentials.hub,
        accounts: Object.values(exampleAccounts).map(accountId => ({
          accountId,
          roleName: 'backstage-eks-access',
          externalId,
        })),
      },
    });

  it('assumes the role of another account by the keys of the hub, at the simulator', async () => {
    const account = accountOf(exampleAccounts.shop);
    const credentials = await createCredentials(
      configOf(exampleExternalId),
    ).forAccount(account);

    expect(await credentials.callerArn()).toBe(
      'arn:aws:sts::444455556666:assumed-role/backstage-eks-access/backstage',
    );
    const clients = awsClientsFor({
      account,
      region: 'us-east-1',
      credentials: credentials.provider,
    });
    const { clusters } = await clients.eks.send(new ListClustersCommand({}));
    expect(clusters).toEqual(['Shop_Legacy']);
    clients.destroy();
  });

  it('rejects when the role cannot be assumed', async () => {
    const credentials = await createCredentials(configOf('guessed')).forAccount(
      accountOf(exampleAccounts.shop),
    );

    await expect(credentials.provider()).rejects.toThrow(
      'not authorized to perform: sts:AssumeRole',
    );
  });

  it('refuses credentials of another account [B33]', async () => {
    const credentials = checkedCredentials(
      accountOf(exampleAccounts.shop),
      async () => simulator.credentials(exampleAccounts.acme),
    );

    await expect(credentials.provider()).rejects.toThrow(WrongAccountError);
    await expect(credentials.provider()).rejects.toThrow(
      'the credentials configured for AWS account 444455556666 belong to account 111122223333',
    );
  });

  it('asks whose the credentials are once for each new set', async () => {
    let current = simulator.credentials(exampleAccounts.acme);
    const credentials = checkedCredentials(
      accountOf(exampleAccounts.acme),
      async () => current,
    );
    const asked = () => simulator.calls({ operation: 'GetCallerIdentity' });
    simulator.resetCalls();

    await Promise.all([credentials.provider(), credentials.provider()]);
    await credentials.provider();
    expect(asked()).toHaveLength(1);

    current = simulator.credentials(exampleAccounts.shop);
    await expect(credentials.provider()).rejects.toThrow(WrongAccountError);
    expect(asked()).toHaveLength(2);
  });
});
