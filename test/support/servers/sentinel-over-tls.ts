import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

/** Starts a Sentinel that answers encrypted only, and watches a server at the port where that answers encrypted. */
export async function startEncryptedSentinel({
  name,
  mainPort,
  key,
  cert,
}: Readonly<Record<'name' | 'mainPort' | 'key' | 'cert', string>>): Promise<{ port: number; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'sentinel-tls-'));
  const port = await freePort();
  const path = join(folder, 'sentinel.conf');
  const lines = [
    'port 0',
    `tls-port ${port}`,
    `tls-cert-file ${cert}`,
    `tls-key-file ${key}`,
    `tls-ca-cert-file ${cert}`,
    'tls-auth-clients no',
    'tls-replication yes',
    'bind 127.0.0.1',
    `dir ${folder}`,
    `sentinel monitor ${name} 127.0.0.1 ${mainPort} 1`,
  ];
  writeFileSync(path, `${lines.join('\n')}\n`);
  const server = spawn('redis-server', [path, '--sentinel'], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    server.once('exit', () => reject(new Error('The Sentinel ended')));
    server.stdout.on('data', (chunk) => String(chunk).includes('Sentinel ID is') && resolve());
  });
  return {
    port,
    stop: async () => {
      const exited = once(server, 'exit');
      server.kill('SIGKILL');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
