import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  DeleteAccessEntryCommand,
  DescribeClusterCommand,
} from '@aws-sdk/client-eks';
import {
  awsClientsFor,
  CredentialsTimeoutError,
  WrongAccountError,
  type AwsClients,
} from '@eks-access/backstage-plugin-eks-access-node';
import { AwsFault } from './AwsFault';
import { toAwsFault } from './errors';

jest.setTimeout(60_000);

type Answer = (response: ServerResponse, attempt: number) => void;

const json =
  (status: number, code: string, message: string): Answer =>
  response => {
    response
      .writeHead(status, {
        'content-type': 'application/json',
        'x-amzn-errortype': code,
      })
      .end(JSON.stringify({ message }));
  };
const html =
  (status: number): Answer =>
  response => {
    response.writeHead(status, { 'content-type': 'text/html' }).end('<html>');
  };
const reset: Answer = response => {
  response.socket?.destroy();
};
const inTurn =
  (...answers: Answer[]): Answer =>
  (response, attempt) =>
    answers[Math.min(attempt, answers.length) - 1](response, attempt);

/** What the SDK really throws for an answer, through its own retries. */
describe('toAwsFault', () => {
  let server: Server;
  let clients: AwsClients;
  let answer: Answer;
  let attempt = 0;

  beforeAll(async () => {
    server = createServer((request, response) => {
      request.resume();
      request.on('end', () => {
        attempt += 1;
        answer(response, attempt);
      });
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    clients = awsClientsFor({
      account: { simulated: true, endpoint: `http://127.0.0.1:${port}` },
      region: 'eu-west-1',
      credentials: async () => ({ accessKeyId: 'AKIA', secretAccessKey: 's' }),
    });
  });

  afterAll(() => {
    clients.destroy();
    server.closeAllConnections();
    server.close();
  });

  async function faultOf(given: Answer, write: boolean): Promise<AwsFault> {
    answer = given;
    attempt = 0;
    const operation = write ? 'DeleteAccessEntry' : 'DescribeCluster';
    const call = { operation, write, accountId: '1', region: 'eu-west-1' };
    try {
      if (write) {
        await clients.eks.send(
          new DeleteAccessEntryCommand({
            clusterName: 'c',
            principalArn: 'arn:aws:iam::1:role/r',
          }),
        );
      } else {
        await clients.eks.send(new DescribeClusterCommand({ name: 'c' }));
      }
    } catch (error) {
      return toAwsFault(error, call);
    }
    throw new Error('the call succeeded');
  }

  const throttled = json(429, 'ThrottlingException', 'Rate exceeded');
  const e1 = json(
    400,
    'InvalidRequestException',
    "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation.",
  );
  const e3 = json(
    400,
    'InvalidParameterException',
    'The specified principalArn is invalid: invalid principal.',
  );
  const noEntry = json(
    404,
    'ResourceNotFoundException',
    'The specified principalArn could not be found.',
  );
  const noCluster = json(
    404,
    'ResourceNotFoundException',
    'No cluster found for name: c.',
  );
  const denied = json(
    403,
    'AccessDeniedException',
    'User: arn:aws:sts::1:assumed-role/backstage/backstage is not authorized to perform: eks:DeleteAccessEntry',
  );

  it.each<[string, Answer, string, string]>([
    ['throttling [C1]', throttled, 'throttled', 'maybe-applied'],
    ['throttling without a code', html(429), 'throttled', 'maybe-applied'],
    ['a refusal by IAM', denied, 'denied', 'denied'],
    [
      'an expired token [C18]',
      json(403, 'ExpiredTokenException', 'The security token is expired'),
      'denied',
      'denied',
    ],
    ['a refusal without a code', html(403), 'denied', 'denied'],
    ['a mode without entries (E1)', e1, 'unsupported-mode', 'unsupported-mode'],
    ['an unknown role (E3)', e3, 'principal-unknown', 'principal-unknown'],
    ['an entry that is not there (E4)', noEntry, 'not-found', 'not-found'],
    [
      'a cluster that is not there',
      noCluster,
      'cluster-not-found',
      'cluster-not-found',
    ],
    [
      'a used-up quota',
      json(400, 'ResourceLimitExceededException', 'The maximum is reached'),
      'limit-exceeded',
      'limit-exceeded',
    ],
    [
      'something in use (E2)',
      json(409, 'ResourceInUseException', 'already in use on this cluster'),
      'conflict',
      'conflict',
    ],
    [
      'a code that came up later',
      json(400, 'NovelException', 'No'),
      'invalid',
      'invalid',
    ],
    [
      'trouble at AWS [C2]',
      json(500, 'ServerException', 'Internal error'),
      'unreachable',
      'maybe-applied',
    ],
    ['a gateway that is down', html(502), 'unreachable', 'maybe-applied'],
    ['a connection that breaks [C3]', reset, 'unreachable', 'maybe-applied'],
  ])('takes %s for what it is', async (_case, given, read, write) => {
    expect((await faultOf(given, false)).kind).toBe(read);
    expect((await faultOf(given, true)).kind).toBe(write);
  });

  it('does not take a refusal for "nothing happened" after an attempt whose answer was lost', async () => {
    expect((await faultOf(inTurn(reset, throttled), true)).kind).toBe(
      'maybe-applied',
    );
  });

  it('passes AWS texts on in one sentence, and no line breaks', async () => {
    const fault = await faultOf(
      json(400, 'InvalidParameterException', 'bad\n  value. '),
      false,
    );
    expect(fault.message).toBe(
      'AWS does not accept DescribeCluster in account 1, eu-west-1: bad value.',
    );
  });

  it.each<[string, unknown, string]>([
    [
      'credentials of another account [B33]',
      new WrongAccountError('1', '2'),
      'denied',
    ],
    [
      'credentials that do not come',
      new CredentialsTimeoutError('1'),
      'unreachable',
    ],
    ['something that is no error', 'oops', 'unreachable'],
  ])('takes %s for what it is', (_case, error, kind) => {
    expect(
      toAwsFault(error, {
        operation: 'DescribeCluster',
        write: false,
        accountId: '1',
        region: 'eu-west-1',
      }),
    ).toMatchObject({ kind });
  });
});
