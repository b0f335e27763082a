import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';
import { type RunningRedis, startRedis } from './redis-server.ts';
import { until } from './until.ts';

const SLOTS = 16_384;
const MAINS = 3;
const DURABLE = ['--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction', '--save', ''];
const CLUSTER = [
  '--cluster-enabled',
  'yes',
  '--cluster-node-timeout',
  '1000',
  '--cluster-replica-validity-factor',
  '0',
];

/** A real cluster: three main servers that share the slots, and a replica of the one that owns a key. */
export interface RunningCluster {
  /** Names a server that does not own the key. */
  readonly url: string;
  /** The server that owns the key, and one that does not, as `redis://`. */
  readonly owner: string;
  readonly other: string;
  /** Kills the owner of the key, and resolves when its replica owns it. */
  failOver(): Promise<void>;
  stop(): Promise<void>;
}

interface Node extends RunningRedis {
  readonly busPort: number;
  readonly admin: Redis;
}

async function startNode(): Promise<Node> {
  const busPort = await freePort();
  const node = await startRedis([...DURABLE, ...CLUSTER, '--cluster-port', String(busPort)]);
  const admin = new Redis(node.url, { retryStrategy: null });
  // It is killed in the middle of a test.
  admin.on('error', () => {});
  return { ...node, busPort, admin };
}

const portOf = (url: string): string => new URL(url).port;

/** Starts it; `key` says whose owner gets a replica. */
export async function startRedisCluster(key: string): Promise<RunningCluster> {
  const nodes: Node[] = [];
  // One after the other: two that look for a free port at once may find the same.
  while (nodes.length <= MAINS) nodes.push(await startNode());
  const mains = nodes.slice(0, MAINS);
  const [first, second] = mains;
  const replica = nodes[MAINS];
  if (!first || !second || !replica) throw new Error('There are four servers');
  for (const [index, { admin }] of mains.entries()) {
    const bounds = [index, index + 1].map((part) => Math.floor((SLOTS * part) / MAINS));
    await admin.call('CLUSTER', 'SET-CONFIG-EPOCH', index + 1);
    await admin.call('CLUSTER', 'ADDSLOTSRANGE', bounds[0] ?? 0, (bounds[1] ?? 0) - 1);
  }
  for (const { url, busPort } of nodes.slice(1)) {
    await first.admin.call('CLUSTER', 'MEET', '127.0.0.1', portOf(url), busPort);
  }
  const slot = Number(await first.admin.call('CLUSTER', 'KEYSLOT', key));
  const owner = mains[Math.floor((slot * MAINS) / SLOTS)] ?? first;
  const other = owner === first ? second : first;
  const says = async ({ admin }: Node, command: 'INFO' | 'NODES') => String(await admin.call('CLUSTER', command));
  await until('all servers know each other', async () => {
    const all = await Promise.all(nodes.map((node) => says(node, 'NODES')));
    return all.every((text) => text.trim().split('\n').length === nodes.length && !text.includes('handshake'));
  });
  await replica.admin.call('CLUSTER', 'REPLICATE', String(await owner.admin.call('CLUSTER', 'MYID')));
  await until('the cluster serves, and its replica is there', async () => {
    const all = await Promise.all(nodes.map((node) => says(node, 'INFO')));
    const isServing = all.every((text) => text.includes('cluster_state:ok'));
    return isServing && (await owner.admin.info('replication')).includes('state=online');
  });
  let isOwnerAlive = true;
  return {
    url: `redis+cluster://127.0.0.1:${portOf(other.url)},127.0.0.1:${portOf(owner.url)}`,
    owner: owner.url,
    other: other.url,
    failOver: async () => {
      isOwnerAlive = false;
      await owner.stop();
      await until('the replica owns the slot', async () => {
        const others = nodes.filter((node) => node !== owner);
        const all = await Promise.all(others.map((node) => says(node, 'INFO')));
        const isServing = all.every((text) => text.includes('cluster_state:ok'));
        return isServing && (await replica.admin.info('replication')).includes('role:master');
      });
    },
    stop: async () => {
      for (const { admin } of nodes) admin.disconnect();
      await Promise.all(nodes.map((node) => (node === owner && !isOwnerAlive ? undefined : node.stop())));
    },
  };
}
