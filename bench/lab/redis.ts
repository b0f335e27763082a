import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { freePort } from '../../test/support/servers/free-port.ts';
import type { Lab } from './lab.ts';
import { until } from './requests.ts';

/** A Redis server of the benchmark's own, which syncs its log at every write. */
export interface BenchRedis {
  readonly url: string;
  /** The processor's time that it used since its start. */
  cpuSeconds(): Promise<number>;
  stop(): Promise<void>;
}

const CpuInfo = z.string().transform((text) => {
  const seconds = (name: string) => Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(text)?.[1]);
  return seconds('used_cpu_user') + seconds('used_cpu_sys');
});

/**
 * Starts `redis-server` in a folder of the lab's, under another program when it is named; it ends with the lab at the
 * latest. Rejects when it is not installed.
 */
export async function startRedis(lab: Lab, runner: readonly string[] = []): Promise<BenchRedis> {
  const folder = lab.folder();
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const settings = ['--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction', '--save', ''];
  const command = [
    ...runner,
    'redis-server',
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    ...settings,
  ];
  const [program = '', ...rest] = command;
  const server = spawn(program, rest, { stdio: ['ignore', 'ignore', 'inherit'] });
  const exited = once(server, 'exit');
  lab.onClose(async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    await askOnce(url, (redis) => redis.shutdown('NOSAVE'));
    server.kill();
  });
  await Promise.race([
    until('Starting Redis', 10_000, () => askOnce(url, (redis) => redis.ping())),
    exited.then(() => Promise.reject(new Error('redis-server ended'))),
  ]);
  return {
    url,
    cpuSeconds: async () => CpuInfo.parse(await askOnce(url, (redis) => redis.info('cpu'))),
    stop: async () => {
      await askOnce(url, (redis) => redis.shutdown('NOSAVE'));
      await exited;
    },
  };
}

/** Asks on a connection of its own that is never made again; null when there is no answer. */
async function askOnce(url: string, ask: (redis: Redis) => Promise<unknown>): Promise<unknown> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  redis.on('error', () => {});
  try {
    await redis.connect();
    return await ask(redis);
  } catch {
    return null;
  } finally {
    redis.disconnect();
  }
}
