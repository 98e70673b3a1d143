import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { connect } from 'node:net';
import { startHttpServer, type HttpServer } from './httpServer';

function get(
  server: HttpServer,
  headers: Record<string, string>,
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${server.url}/a%2Fb?x=1`, { headers }, response => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('startHttpServer', () => {
  let server: HttpServer;
  const seen: Request[] = [];

  beforeAll(async () => {
    server = await startHttpServer(async received => {
      if (received.url.endsWith('/fault')) throw new Error('no disk');
      seen.push(received);
      const body = await received.text();
      return new Response(`heard ${body}`, { status: 202 });
    }, 0);
  });

  afterAll(() => server.stop());

  it('hands the request over as it came, and the answer back', async () => {
    const response = await fetch(`${server.url}/a%2Fb?x=%20y`, {
      method: 'POST',
      headers: { 'x-one': '1' },
      body: 'hello',
    });
    expect(response.status).toBe(202);
    expect(await response.text()).toBe('heard hello');
    const [received] = seen.slice(-1);
    expect(received.url).toBe(`${server.url}/a%2Fb?x=%20y`);
    expect(received.headers.get('x-one')).toBe('1');
    expect(received.headers.get('host')).toBe(new URL(server.url).host);
  });

  it.each(['localhost', '127.0.0.1', '[::1]', 'localhost:4599'])(
    'answers to the name %s',
    async host => {
      expect(await get(server, { host })).toBe(202);
    },
  );

  it.each(['evil.example', 'localhost.evil.example', '10.0.0.1'])(
    'refuses the name %j, which a page could have bound to this address',
    async host => {
      expect(await get(server, { host })).toBe(421);
    },
  );

  it('listens on loopback only', async () => {
    const outside = Object.values(networkInterfaces())
      .flatMap(addresses => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    const port = Number(new URL(server.url).port);
    const reached = await Promise.all(
      outside.map(
        ({ address }) =>
          new Promise<boolean>(resolve => {
            const socket = connect(port, address);
            socket.once('connect', () => {
              socket.destroy();
              resolve(true);
            });
            socket.once('error', () => resolve(false));
          }),
      ),
    );
    expect(new URL(server.url).hostname).toBe('127.0.0.1');
    expect(reached).not.toContain(true);
  });

  it('answers 500 to a fault of its own and lives on', async () => {
    const response = await fetch(`${server.url}/fault`);
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({
      message: 'The simulator failed: no disk',
    });
    expect((await fetch(server.url)).status).toBe(202);
  });

  it('rejects when the port is taken', async () => {
    const port = Number(new URL(server.url).port);
    await expect(
      startHttpServer(async () => new Response(), port),
    ).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
