import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** A listening server. */
export interface HttpServer {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  /** Stops listening and ends open connections. */
  stop(): Promise<void>;
}

const loopback = '127.0.0.1';
const loopbackNames = new Set([loopback, 'localhost', '[::1]']);

// A name that resolves to loopback is not enough: a page in a browser could rebind its own name to 127.0.0.1.
function isLoopbackHost(host: string | undefined): boolean {
  try {
    return loopbackNames.has(new URL(`http://${host ?? ''}`).hostname);
  } catch {
    return false;
  }
}

async function toRequest(message: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  const method = message.method ?? 'GET';
  const headers = new Headers();
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  const hasBody = method !== 'GET' && method !== 'HEAD' && chunks.length > 0;
  return new Request(`http://${message.headers.host}${message.url}`, {
    method,
    headers,
    body: hasBody ? Buffer.concat(chunks) : undefined,
  });
}

async function send(response: Response, target: ServerResponse): Promise<void> {
  target.writeHead(response.status, Object.fromEntries(response.headers));
  target.end(Buffer.from(await response.arrayBuffer()));
}

async function answer(
  handle: (request: Request) => Promise<Response>,
  message: IncomingMessage,
  target: ServerResponse,
): Promise<void> {
  try {
    if (!isLoopbackHost(message.headers.host)) {
      const text = 'The simulator answers on loopback only.';
      await send(new Response(text, { status: 421 }), target);
      return;
    }
    await send(await handle(await toRequest(message)), target);
  } catch (error) {
    // A fault of the simulator itself must not look like a refusal of AWS, nor take the process down.
    const message500 = error instanceof Error ? error.message : String(error);
    await send(
      Response.json(
        { message: `The simulator failed: ${message500}` },
        { status: 500, headers: { 'x-amzn-errortype': 'ServerException' } },
      ),
      target,
    );
  }
}

/** Listens on loopback; port 0 takes a free one. Rejects with the code `EADDRINUSE` when the port is taken. */
export async function startHttpServer(
  handle: (request: Request) => Promise<Response>,
  port: number,
): Promise<HttpServer> {
  const server = createServer((message, target) => {
    void answer(handle, message, target);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, loopback, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port: listening } = server.address() as AddressInfo;
  return {
    url: `http://${loopback}:${listening}`,
    stop: () =>
      new Promise((resolve, reject) => {
        server.close(error => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
