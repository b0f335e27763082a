import { Redis } from 'ioredis';
import { nowMs } from './requests.ts';
import type { StoreStep } from './store-steps.ts';

/** Listens to every command that a Redis server is sent. */
export interface RedisMonitor {
  readonly steps: readonly StoreStep[];
  stop(): void;
}

const READS = new Set([
  'get',
  'hmget',
  'hget',
  'zrangebyscore',
  'zrange',
  'zrevrangebyscore',
  'lrange',
  'config',
  'ping',
  'info',
]);
const TABLES: Readonly<Record<string, string>> = {
  order: 'orders',
  value: 'key_values',
  reservation: 'reservations',
  history: 'history',
  claimable: 'claimable',
};

/** Starts listening. Commands inside of scripts belong to their script. */
export async function monitorRedis(url: string): Promise<RedisMonitor> {
  const redis = new Redis(url);
  const monitor = await redis.monitor();
  const steps: StoreStep[] = [];
  monitor.on('monitor', (_time: string, command: readonly string[], source: string) => {
    const name = source === 'lua' ? null : nameOf(command);
    if (name !== null) steps.push({ atMs: nowMs(), name });
  });
  return {
    steps,
    stop: () => {
      monitor.disconnect();
      redis.disconnect();
    },
  };
}

/** Names a command as the embedded store's statements are named; null for one that only keeps the connection. */
export function nameOf([command = '', ...rest]: readonly string[]): string | null {
  const word = command.toLowerCase();
  if (['hello', 'client', 'select', 'quit', 'ping', 'info'].includes(word)) return null;
  const verb = READS.has(word) ? 'read' : 'write';
  if (word === 'config') return `read settings (${rest[1] ?? ''})`;
  const key = rest.find((text) => text.startsWith('scaledmail:')) ?? '';
  const [kind = '', about = ''] = key.replace(/^scaledmail:\{\w+\}:/, '').split(':');
  const table = TABLES[kind] ?? kind;
  const state = /"state":"(\w+)"/.exec(rest.join(' '))?.[1];
  const detail = table === 'orders' ? state : table === 'claimable' ? undefined : about;
  return `${verb} ${table}${detail ? ` (${detail})` : ''}`;
}
