import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';

/** A real Redis server of the test's own. */
export interface RunningRedis {
  /** Such as `redis://127.0.0.1:4321`. */
  readonly url: string;
  stop(): Promise<void>;
}

const DURABLE = ['--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction', '--save', ''];

/** A Redis server that copies another one. */
export interface RunningReplica extends RunningRedis {
  /** Gets nothing from its main server any more: what is written there from now on is missing here. */
  fallBehind(): Promise<void>;
  /** Becomes a main server with what it has, as after a failover. */
  promote(): Promise<void>;
}

/** A child that a killed server leaves behind may write for a moment longer. Only `rm` looks again at what there is. */
const REMOVED = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 } as const;

const STARTED = 'Ready to accept connections';
const SYNCED = 'MASTER <-> REPLICA sync: Finished with success';

/** Starts a replica of a server, and resolves when it has everything that the server has. */
export async function startReplica(main: RunningRedis): Promise<RunningReplica> {
  const { hostname, port } = new URL(main.url);
  const onMain = new Redis(main.url);
  await onMain.config('SET', 'repl-diskless-sync-delay', '0');
  await onMain.quit();
  const replica = await startRedis([...DURABLE, '--replicaof', hostname, port], SYNCED);
  const tell = async (...replicaOf: [string, string]) => {
    const redis = new Redis(replica.url);
    await redis.replicaof(...replicaOf);
    await redis.quit();
  };
  // Nobody listens at port 1.
  return { ...replica, fallBehind: () => tell(hostname, '1'), promote: () => tell('NO', 'ONE') };
}

/** Starts `redis-server` on a free loopback port, durable unless told otherwise. Rejects when it is not installed. */
export async function startRedis(settings: readonly string[] = DURABLE, readyWords = STARTED): Promise<RunningRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'redis-test-'));
  const port = await freePort();
  const server = spawn(
    'redis-server',
    ['--port', String(port), '--databases', '512', '--bind', '127.0.0.1', '--dir', folder, ...settings],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  await ready(server, readyWords);
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      const exited = once(server, 'exit');
      server.kill('SIGKILL');
      await exited;
      await rm(folder, REMOVED);
    },
  };
}

/** Starts a Sentinel that watches a server: it answers on a port of its own, and knows none of Redis's commands for data. */
export async function startSentinel(main: RunningRedis): Promise<RunningRedis> {
  const { hostname, port: mainPort } = new URL(main.url);
  const folder = mkdtempSync(join(tmpdir(), 'sentinel-test-'));
  const port = await freePort();
  const file = join(folder, 'sentinel.conf');
  writeFileSync(file, `port ${port}\nbind 127.0.0.1\ndir ${folder}\nsentinel monitor main ${hostname} ${mainPort} 1\n`);
  const server = spawn('redis-server', [file, '--sentinel'], { stdio: ['ignore', 'pipe', 'inherit'] });
  await ready(server, 'Sentinel ID is');
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      const exited = once(server, 'exit');
      server.kill('SIGKILL');
      await exited;
      await rm(folder, REMOVED);
    },
  };
}

/** Starts two nodes of a cluster, the other of which owns every slot, and resolves when the first one knows that. */
export async function startClusterNodes(): Promise<{ readonly withoutSlots: RunningRedis; stop(): Promise<void> }> {
  const settings = [...DURABLE, '--cluster-enabled', 'yes', '--databases', '1'];
  const [first, other] = await Promise.all([startRedis(settings), startRedis(settings)]);
  const [onFirst, onOther] = [new Redis(first.url), new Redis(other.url)];
  const { hostname, port } = new URL(other.url);
  await onOther.cluster('ADDSLOTSRANGE', 0, 16_383);
  await onFirst.cluster('MEET', hostname, Number(port));
  const answer = () => onFirst.get('any').catch((error: unknown) => String(error));
  while (!String(await answer()).includes('MOVED')) await new Promise(setImmediate);
  onFirst.disconnect();
  onOther.disconnect();
  return {
    withoutSlots: first,
    stop: async () => {
      await Promise.all([first.stop(), other.stop()]);
    },
  };
}

/** Resolves when the server says these words. */
async function ready(server: ChildProcess, words: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    let said = '';
    server.once('error', () =>
      reject(new Error('redis-server is not there. Please run: apt-get install redis-server')),
    );
    server.once('exit', () => reject(new Error(`redis-server ended: ${said}`)));
    server.stdout?.on('data', (chunk) => {
      said += String(chunk);
      if (said.includes(words)) resolve();
    });
  });
}
