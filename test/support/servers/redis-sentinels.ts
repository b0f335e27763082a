import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';
import { type RunningRedis, startRedis, startReplica } from './redis-server.ts';
import { until } from './until.ts';

const NAME = 'orders';
const COUNT = 3;

/** A real main server with two replicas, and three Sentinels that watch them. */
export interface RunningSentinels {
  readonly url: string;
  /** One Sentinel, as `redis://`. */
  readonly sentinel: string;
  /** The main server at the beginning. */
  readonly main: string;
  /** Kills the main server, and resolves when the Sentinels name another one, which is one. */
  failOver(): Promise<void>;
  /** Kills a replica. */
  loseReplica(): Promise<void>;
  stop(): Promise<void>;
}

/** A Sentinel writes into its configuration. */
async function startSentinel(mainUrl: string): Promise<RunningRedis & { readonly admin: Redis }> {
  const folder = mkdtempSync(join(tmpdir(), 'sentinel-test-'));
  const port = await freePort();
  const path = join(folder, 'sentinel.conf');
  const lines = [
    `port ${port}`,
    'bind 127.0.0.1',
    `dir ${folder}`,
    `sentinel monitor ${NAME} 127.0.0.1 ${new URL(mainUrl).port} 2`,
    `sentinel down-after-milliseconds ${NAME} 700`,
    `sentinel failover-timeout ${NAME} 3000`,
  ];
  writeFileSync(path, `${lines.join('\n')}\n`);
  const server = spawn('redis-server', [path, '--sentinel'], { stdio: ['ignore', 'ignore', 'inherit'] });
  const url = `redis://127.0.0.1:${port}`;
  const admin = new Redis(url, { retryStrategy: () => 50 });
  admin.on('error', () => {});
  return {
    url,
    admin,
    stop: async () => {
      admin.disconnect();
      const exited = once(server, 'exit');
      server.kill('SIGKILL');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts them; resolves when each Sentinel knows all others. */
export async function startRedisWithSentinels(): Promise<RunningSentinels> {
  const main = await startRedis();
  // One after the other: two that look for a free port at once may find the same.
  const replicas = [await startReplica(main), await startReplica(main)];
  const sentinels: Awaited<ReturnType<typeof startSentinel>>[] = [];
  while (sentinels.length < COUNT) sentinels.push(await startSentinel(main.url));
  const [sentinel] = sentinels;
  if (!sentinel) throw new Error('There are Sentinels');
  await until('each Sentinel knows all others and the replicas', async () => {
    const infos = await Promise.all(sentinels.map(({ admin }) => admin.info('sentinel')));
    return infos.every((text) => text.includes('status=ok') && text.includes(`slaves=2,sentinels=${COUNT}`));
  });
  const alive = new Set<RunningRedis>([main, ...replicas]);
  const kill = async (server: RunningRedis) => {
    if (alive.delete(server)) await server.stop();
  };
  const named = async () => {
    const all = sentinels.map(async ({ admin }) =>
      String(await admin.call('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', NAME)),
    );
    return new Set(await Promise.all(all));
  };
  const isMain = async (url: string) => {
    const redis = new Redis(url);
    try {
      const text = await redis.info('replication');
      return text.includes('role:master') && text.includes('state=online');
    } finally {
      redis.disconnect();
    }
  };
  return {
    url: `redis+sentinel://${sentinels.map(({ url }) => new URL(url).host).join(',')}/${NAME}`,
    sentinel: sentinel.url,
    main: main.url,
    failOver: async () => {
      await kill(main);
      await until('all Sentinels name another server, which has a replica', async () => {
        const names = await named();
        const promoted = replicas.find(({ url }) => names.has(`127.0.0.1,${new URL(url).port}`));
        return names.size === 1 && promoted !== undefined && (await isMain(promoted.url));
      });
    },
    loseReplica: async () => {
      const replica = replicas.find((each) => alive.has(each));
      if (replica) await kill(replica);
    },
    stop: async () => {
      await Promise.all(sentinels.map(({ stop }) => stop()));
      await Promise.all([...alive].map(kill));
    },
  };
}
