import { connect, createServer } from 'node:net';

const HOST = '127.0.0.1';

/** Whether something could listen on this port of this machine now, and would be what `localhost` leads to. */
export async function isPortFree(port) {
  const server = await listen(port);
  if (!server) {
    return false;
  }
  await close(server);
  // A browser tries localhost's IPv6 address first, so another program there would answer in our place.
  return !(await doesAnswer(port, '::1'));
}

/** Ports that nothing listens on now, all different. Somebody else may take one before it is used. */
export async function findFreePorts(count) {
  const servers = await Promise.all(
    Array.from({ length: count }, () => listen(0)),
  );
  const ports = servers.map(server => server.address().port);
  await Promise.all(servers.map(close));
  return ports;
}

/** The server, or undefined where the port is taken. */
function listen(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', error => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') {
        resolve(undefined);
      } else {
        reject(error);
      }
    });
    server.listen({ port, host: HOST, exclusive: true }, () => resolve(server));
  });
}

function doesAnswer(port, host) {
  return new Promise(resolve => {
    const socket = connect({ port, host });
    const answer = answered => {
      socket.destroy();
      resolve(answered);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
    socket.setTimeout(500, () => answer(false));
  });
}

function close(server) {
  return new Promise(resolve => {
    server.close(resolve);
  });
}
