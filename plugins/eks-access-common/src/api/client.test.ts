import { ResponseError } from '@backstage/errors';
import { EksAccessClient } from './client';

function clientAnswering(answer: Response) {
  const calls: { url: string; init?: RequestInit }[] = [];
  const client = new EksAccessClient({
    baseUrl: async () => 'http://portal.example/api/eks-access',
    fetch: (async (url: string, init?: RequestInit) => {
      calls.push({ url, init });
      return answer;
    }) as typeof fetch,
  });
  return { client, calls };
}

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });

describe('EksAccessClient', () => {
  it('puts parameters into the path, encoded, and leaves out query keys without a value', async () => {
    const { client, calls } = clientAnswering(
      json({ asOf: '2026-01-01T00:00:00Z', requests: [] }),
    );
    await client.call('listRequests', {
      query: { view: 'mine', before: undefined, limit: 5 },
    });
    expect(calls[0].url).toBe(
      'http://portal.example/api/eks-access/v1/requests?view=mine&limit=5',
    );
  });

  it('refuses an answer that is not of the contract’s form', async () => {
    const { client } = clientAnswering(json({ requests: 'many' }));
    await expect(
      client.call('listRequests', { query: { view: 'mine' } }),
    ).rejects.toThrow();
  });

  it('throws the error with its code for an answer that is not a success', async () => {
    const { client } = clientAnswering(
      json(
        {
          error: { name: 'NotFoundError', message: 'x', code: 'NOT_FOUND' },
          response: { statusCode: 404 },
        },
        404,
      ),
    );
    const failure = client.call('getRequest', {
      params: { id: '9f4e2c1a-6a0b-4c8e-9d55-0f3f3c1f7a10' },
    });
    await expect(failure).rejects.toBeInstanceOf(ResponseError);
    await expect(failure).rejects.toMatchObject({
      body: { error: { code: 'NOT_FOUND' } },
    });
  });

  it('sends a body where the route has one', async () => {
    const { client, calls } = clientAnswering(json({}, 500));
    await expect(
      client.call('giveBackGrant', {
        params: { id: '9f4e2c1a-6a0b-4c8e-9d55-0f3f3c1f7a10' },
        body: {},
      }),
    ).rejects.toThrow();
    expect(calls[0]).toMatchObject({
      url: 'http://portal.example/api/eks-access/v1/grants/9f4e2c1a-6a0b-4c8e-9d55-0f3f3c1f7a10/give-back',
      init: { method: 'POST', body: '{}' },
    });
  });
});
