import {
  CreateAccessEntryCommand,
  EKSClient,
  ListAccessEntriesCommand,
  ListClustersCommand,
} from '@aws-sdk/client-eks';
import { setupServer } from 'msw/node';
import { createSimulator } from './createSimulator';
import { exampleAccounts, exampleWorld } from './example';
import { mswHandlers } from './msw';

describe('mswHandlers', () => {
  const simulator = createSimulator({ seed: exampleWorld(new Date()) });
  const server = setupServer(
    ...mswHandlers(simulator, {
      endpoints: ['https://eks.eu-west-1.amazonaws.com'],
    }),
  );
  const eks = new EKSClient({
    region: 'eu-west-1',
    credentials: simulator.credentials(exampleAccounts.acme),
  });

  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  afterAll(() => server.close());

  it('answer an SDK that believes to talk to AWS, signatures and all', async () => {
    const key = {
      clusterName: 'payments-dev',
      principalArn: 'arn:aws:iam::111122223333:role/teams/payments',
    };
    await eks.send(new CreateAccessEntryCommand(key));
    const { accessEntries } = await eks.send(new ListAccessEntriesCommand(key));
    expect(accessEntries).toContain(key.principalArn);
    expect(simulator.calls({ write: true })).toHaveLength(1);
  });

  it('leave other endpoints alone', async () => {
    const elsewhere = new EKSClient({
      region: 'eu-central-1',
      maxAttempts: 1,
      credentials: simulator.credentials(exampleAccounts.acme),
    });
    const before = simulator.calls().length;
    const complaint = jest.spyOn(console, 'error').mockImplementation();
    await expect(elsewhere.send(new ListClustersCommand({}))).rejects.toThrow();
    expect(complaint).toHaveBeenCalledWith(
      expect.stringContaining('eks.eu-central-1.amazonaws.com'),
    );
    complaint.mockRestore();
    expect(simulator.calls()).toHaveLength(before);
  });
});
