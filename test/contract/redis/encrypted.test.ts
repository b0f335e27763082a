import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { freePort } from '../../support/servers/free-port.ts';
import { startRedis } from '../../support/servers/redis-server.ts';
import { selfSigned } from '../../support/servers/self-signed.ts';
import { startEncryptedSentinel } from '../../support/servers/sentinel-over-tls.ts';
import { until } from '../../support/servers/until.ts';
import { referenceOf } from '../stores/order-store-support.ts';

const PROGRAM = join(import.meta.dirname, '../../support/servers/kept-in-redis.ts');
const UNTRUSTED = /^Redis cannot be reached: .*self-signed certificate/;
const LAST_SLOT = 16_383;

const folder = mkdtempSync(join(tmpdir(), 'scaledmail-tls-'));
const key = join(folder, 'key.pem');
const cert = join(folder, 'cert.pem');
const made = selfSigned();
writeFileSync(key, made.key);
writeFileSync(cert, made.cert);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** A server that answers encrypted at one port, and in plain text at another; where it answers encrypted. */
async function start(settings: readonly string[] = []) {
  const port = String(await freePort());
  const certificates = ['--tls-cert-file', cert, '--tls-key-file', key, '--tls-ca-cert-file', cert];
  const server = await startRedis(['--tls-port', port, '--tls-auth-clients', 'no', ...certificates, ...settings]);
  closers.push(server.stop);
  return { port, plain: server.url };
}

async function startCluster(): Promise<string> {
  const bus = String(await freePort());
  const { port, plain } = await start(['--cluster-enabled', 'yes', '--cluster-port', bus, '--tls-cluster', 'yes']);
  const admin = new Redis(plain);
  await admin.call('CLUSTER', 'ADDSLOTSRANGE', 0, LAST_SLOT);
  await until('the cluster serves', async () =>
    String(await admin.call('CLUSTER', 'INFO')).includes('cluster_state:ok'),
  );
  admin.disconnect();
  return `rediss+cluster://localhost:${port}`;
}

async function startSentinel(): Promise<string> {
  const { port } = await start();
  const sentinel = await startEncryptedSentinel({ name: 'orders', mainPort: port, key, cert });
  closers.push(sentinel.stop);
  return `rediss+sentinel://localhost:${sentinel.port}/orders`;
}

/** What the program says that keeps an order there, in a process that trusts this certificate, too. */
async function kept(url: string, trusted: string | null): Promise<string> {
  const { PATH = '' } = process.env;
  const env = { PATH, ...(trusted !== null && { NODE_EXTRA_CA_CERTS: trusted }) };
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', PROGRAM, url], { env });
  return stdout;
}

describe.each([
  { what: 'A Redis', at: async () => `rediss://localhost:${(await start()).port}`, refusal: UNTRUSTED },
  // The library keeps to itself why a Sentinel could not be reached.
  { what: 'A Redis behind a Sentinel', at: startSentinel, refusal: /All sentinels are unreachable/ },
  { what: 'A cluster', at: startCluster, refusal: UNTRUSTED },
])('$what over TLS', ({ at, refusal }) => {
  test('keeps orders for who trusts its certificate (NODE_EXTRA_CA_CERTS), and nobody else is connected', async () => {
    const url = await at();
    expect(await kept(url, cert)).toBe(referenceOf(1));
    expect(await kept(url, null)).toMatch(refusal);
  });
});
