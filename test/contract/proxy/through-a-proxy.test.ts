import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { type ConnectProxy, type ProxyManner, startConnectProxy } from '../../support/servers/connect-proxy.ts';
import { selfSigned } from '../../support/servers/self-signed.ts';

/** A host that no resolver knows: only the proxy finds it. */
const HOST = 'server.scaledmail.test';
const PROGRAM = join(import.meta.dirname, '../../support/servers/through-proxy.ts');
/** Source: RFC 6455, section 1.3. */
const WEB_SOCKET_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

const folder = mkdtempSync(join(tmpdir(), 'scaledmail-proxy-'));
const requests: string[] = [];
const { key, cert } = selfSigned(HOST);
const secure = createServer({ key, cert }, (request, response) => {
  requests.push(`${request.method} ${request.url?.split('?')[0]}`);
  request.resume().on('end', () => response.end('{"order_id":"rec1"}'));
});
secure.on('upgrade', (request, socket) => {
  const accept = createHash('sha1')
    .update(`${request.headers['sec-websocket-key']}${WEB_SOCKET_GUID}`)
    .digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  socket.write(Buffer.from([0x81, 5, ...Buffer.from('hello')]));
});
let proxy: ConnectProxy;
let port = 0;

beforeAll(async () => {
  writeFileSync(join(folder, 'ca.pem'), cert);
  proxy = await startConnectProxy();
  await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
  const address = secure.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});

afterAll(async () => {
  await proxy.close();
  secure.closeAllConnections();
  await new Promise((resolve) => secure.close(resolve));
  rmSync(folder, { recursive: true });
});

beforeEach(() => {
  proxy.manner = 'opens';
  proxy.asked.length = 0;
  requests.length = 0;
});

const Said = z.object({ came: z.unknown(), logged: z.array(z.unknown()) });

/** What a program comes to that does one thing through the proxy, as `name` with a password. */
async function through(what: string, trusts = true): Promise<z.output<typeof Said>> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', PROGRAM, `https://${HOST}:${port}`, `http://name:pass%40word@127.0.0.1:${proxy.port}`, what],
    { env: { PATH: process.env.PATH, ...(trusts && { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') }) } },
  );
  return Said.parse(JSON.parse(stdout));
}

const asked = () => [{ authority: `${HOST}:${port}`, credentials: `Basic ${btoa('name:pass@word')}` }];

describe('through a proxy that asks for name and password', () => {
  test('a read arrives', async () => {
    expect((await through('read')).came).toBe('{"order_id":"rec1"}');
    expect([requests, proxy.asked]).toEqual([['GET /read'], asked()]);
  });

  test('a socket opens', async () => {
    expect((await through('socket')).came).toBe('hello');
    expect(proxy.asked).toEqual(asked());
  });

  test('the paid call is made, once', async () => {
    expect((await through('pay')).came).toEqual({ type: 'confirmed', vendorOrderId: 'rec1' });
    expect([requests, proxy.asked]).toEqual([['POST /create-custom-order'], asked()]);
  });

  test('the paid call is surely not sent to somebody whose certificate is not trusted', async () => {
    expect((await through('pay', false)).came).toEqual({ type: 'not_sent', reason: 'connection_failed' });
    expect(requests).toEqual([]);
  });

  test('a paid call whose permission is too old by then is not sent, and leaves no error that ends the process', async () => {
    expect((await through('pay too late')).came).toEqual({ type: 'not_sent', reason: 'too_late' });
    expect(requests).toEqual([]);
  });

  const unhelpful: readonly ProxyManner[] = ['refuses', 'stays silent', 'hangs up', 'answers without a tunnel'];
  test.each(unhelpful)('one that %s: the paid call is surely not sent, and no password is logged', async (manner) => {
    proxy.manner = manner;
    const { came, logged } = await through('pay');
    expect(came).toEqual({ type: 'not_sent', reason: 'connection_failed' });
    expect(requests).toEqual([]);
    expect(JSON.stringify(logged)).toContain('was not sent');
    expect(JSON.stringify(logged)).not.toMatch(/pass@word|pass%40word|key-of-the-test-account/);
  });
});
