import { hostname } from 'node:os';
import { z } from 'zod';
import { bootId } from '../boot-id.ts';
import { StoreUnreadable } from '../order-reader.ts';
import { groupCommit } from './group-commit.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

/** A machine. Containers that share a kernel are one: they see each other's locks. */
export interface Host {
  readonly id: string;
  readonly name: string;
}

/** Between two signs of life. */
export const SIGN_OF_LIFE_MS = 15_000;
/** After so long without one, a host is gone. */
const GONE_MS = 60_000;

const Row = z.object({ id: z.string(), name: z.string(), at_ms: z.int() }).optional();

/** This machine, until it is started anew. */
export function thisHost(): Host {
  const name = hostname();
  return { id: bootId() ?? name, name };
}

/**
 * What tells other hosts that this one has the file open: SQLite's log works on one machine only. Source: SQLite
 * documentation, "Write-Ahead Logging".
 */
export interface HostSign {
  /** Throws `StoreUnreadable` when another host gave a sign of life less than a minute ago. */
  give(now: Date): Promise<void>;
  /** Another host may have the file at once. */
  takeBack(): Promise<void>;
}

/** Signs of life of a host in the file. */
export function hostSign(database: SqliteDatabase, host: Host): HostSign {
  const read = database.prepare('SELECT id, name, at_ms FROM host');
  const write = database.prepare('INSERT OR REPLACE INTO host (one, id, name, at_ms) VALUES (1, ?, ?, ?)');
  const remove = database.prepare('DELETE FROM host WHERE id = ?');
  const together = groupCommit(database);
  return {
    give: (now) =>
      together(() => {
        const last = Row.parse(read.get());
        const ageMs = last ? Math.abs(now.getTime() - last.at_ms) : GONE_MS;
        if (last && last.id !== host.id && ageMs < GONE_MS) throw new StoreUnreadable(inUse(last.name, ageMs));
        write.run(host.id, host.name, now.getTime());
      }),
    takeBack: () =>
      together(() => {
        remove.run(host.id);
      }),
  };
}

const inUse = (name: string, ageMs: number): string =>
  `Another machine, ${name}, has this store open (its last sign of life is ${Math.round(ageMs / 1_000)} s old), and two machines would destroy it. Stop the bot there, or wait a minute if it is gone; for several machines, set REDIS_URL.`;
