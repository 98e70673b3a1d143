import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { describe, it } from 'node:test';
import { findFreePorts, isPortFree } from './ports.mjs';

/** Listens while the work runs, and returns what it returns. */
async function whileListening(address, work) {
  const server = createServer();
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, resolve);
  });
  try {
    return await work();
  } finally {
    await new Promise(resolve => {
      server.close(resolve);
    });
  }
}

describe('isPortFree', () => {
  it('says no while something listens, on whichever address localhost means', async () => {
    for (const host of ['127.0.0.1', '0.0.0.0', '::1']) {
      const [port] = await findFreePorts(1);
      const free = await whileListening({ port, host }, () =>
        isPortFree(port),
      ).catch(error => {
        // A machine without IPv6 has no such address to listen on.
        assert.equal(error.code, 'EADDRNOTAVAIL');
        return false;
      });
      assert.equal(free, false, host);
      assert.equal(await isPortFree(port), true, host);
    }
  });
});

describe('findFreePorts', () => {
  it('finds as many as asked for, all different and free', async () => {
    const ports = await findFreePorts(5);

    assert.equal(new Set(ports).size, 5);
    for (const port of ports) {
      assert.equal(await isPortFree(port), true);
    }
  });
});
