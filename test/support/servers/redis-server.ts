import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

/** A real Redis server of the test's own. */
export interface RunningRedis {
  /** Such as `redis://127.0.0.1:4321`. */
  readonly url: string;
  stop(): Promise<void>;
}

const DURABLE = ['--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction', '--save', ''];

/** Starts `redis-server` on a free loopback port, durable unless told otherwise. Rejects when it is not installed. */
export async function startRedis(settings: readonly string[] = DURABLE): Promise<RunningRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'redis-test-'));
  const port = await freePort();
  const server = spawn(
    'redis-server',
    ['--port', String(port), '--databases', '512', '--bind', '127.0.0.1', '--dir', folder, ...settings],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  await ready(server);
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      const exited = once(server, 'exit');
      server.kill('SIGKILL');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves when the server says that it takes connections. */
async function ready(server: ChildProcess): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    let said = '';
    server.once('error', () =>
      reject(new Error('redis-server is not there. Please run: apt-get install redis-server')),
    );
    server.once('exit', () => reject(new Error(`redis-server ended: ${said}`)));
    server.stdout?.on('data', (chunk) => {
      said += String(chunk);
      if (said.includes('Ready to accept connections')) resolve();
    });
  });
}
