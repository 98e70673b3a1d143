import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ListClustersCommand } from '@aws-sdk/client-eks';
import { awsClientsFor } from './clients';

const credentials = async () => ({
  accessKeyId: 'AKIASIMULATOR0000000',
  secretAccessKey: 'secret',
});

const clientsOf = (account: { simulated: boolean; endpoint?: string }) =>
  awsClientsFor({ account, region: 'eu-west-1', credentials });

describe('awsClientsFor', () => {
  it.each([
    [
      'a real account',
      { simulated: false, endpoint: 'http://127.0.0.1:4566' },
      'is not for a simulated account',
    ],
    [
      'a simulated account elsewhere',
      { simulated: true, endpoint: 'https://eks.example.org' },
      'is not for a simulated account',
    ],
    [
      'a name that a resolver may send elsewhere',
      { simulated: true, endpoint: 'http://localhost:4566' },
      'is not for a simulated account',
    ],
    [
      'a simulated account without one',
      { simulated: true },
      'a simulated account needs an endpoint',
    ],
  ])('refuses the endpoint of %s', (_case, account, message) => {
    expect(() => clientsOf(account)).toThrow(message);
  });

  it('leaves the endpoint of a real account to the SDK', async () => {
    const clients = clientsOf({ simulated: false });
    expect(clients.eks.config.endpoint).toBeUndefined();
    expect(await clients.eks.config.maxAttempts()).toBe(3);
    clients.destroy();
  });

  describe('with a server that is silent', () => {
    let server: Server;
    let answerHeaders = false;

    beforeAll(async () => {
      server = createServer((_request, response) => {
        if (answerHeaders) response.writeHead(200).write('{"clusters":');
      });
      await new Promise<void>(resolve =>
        server.listen(0, '127.0.0.1', resolve),
      );
    });

    afterAll(() => {
      server.closeAllConnections();
      server.close();
    });

    it.each([
      ['before the headers', false],
      ['in the middle of the body', true],
    ])('gives a call up %s', async (_case, headers) => {
      answerHeaders = headers;
      const { port } = server.address() as AddressInfo;
      const clients = awsClientsFor({
        account: { simulated: true, endpoint: `http://127.0.0.1:${port}` },
        region: 'eu-west-1',
        credentials,
        requestTimeoutMs: 200,
      });
      await expect(
        clients.eks.send(new ListClustersCommand({})),
      ).rejects.toThrow();
      clients.destroy();
    });
  });
});
