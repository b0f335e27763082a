import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { bootId } from '../../boot-id.ts';
import { StoreUnreadable } from '../../order-reader.ts';
import { FOR_OWNER, signOfLifeName } from './store-files.ts';

/** A machine. Containers that share a kernel are one: they see each other's locks. */
export interface Host {
  readonly id: string;
  readonly name: string;
}

/** Between two signs of life. */
const SIGN_OF_LIFE_MS = 15_000;
/** After so long without one, a host is gone. */
const GONE_MS = 60_000;
/** A sign whose giver still looks for others. */
const COMING = '.new';

/** This machine, until it is started anew. */
export function thisHost(): Host {
  const name = hostname();
  return { id: bootId() ?? name, name };
}

/**
 * What tells other hosts that this one has the store of a folder open: SQLite's log works on one machine only, even for
 * those that read. It stands beside the file, so that nobody has to open the file to learn that it must not be opened.
 * Source: SQLite documentation, "Write-Ahead Logging".
 */
export interface HostSign {
  /** Gives it anew. Throws `StoreUnreadable` when another host gave one less than a minute ago. */
  renew(): void;
  /** Another host may have the file at once. */
  takeBack(): void;
}

/**
 * Gives signs of life of a host until they are taken back; the file may be opened now. Throws `StoreUnreadable` when another
 * host has it open. When that is found out later, the process or the thread dies of it: two hosts would destroy the store.
 * Signs that cannot be written (a full disk, a folder of somebody else) keep nobody from looking whether others gave some.
 */
export function giveSignsOfLife(dataDir: string, host: Host): HostSign {
  const path = join(dataDir, `${prefixOf(host)}${randomUUID().slice(0, 8)}-${host.name.replaceAll(/[^\w.-]/g, '_')}`);
  const renew = () => {
    const nowMs = written(`${path}${COMING}`);
    try {
      assertAlone(dataDir, host, nowMs ?? Date.now());
      if (nowMs === null) return;
      renameSync(`${path}${COMING}`, path);
      // Of two that looked at the same moment, each sees the other now.
      assertAlone(dataDir, host, nowMs);
    } catch (error) {
      remove(`${path}${COMING}`);
      remove(path);
      throw error;
    }
  };
  renew();
  const timer = setInterval(() => {
    try {
      renew();
    } catch (error) {
      // A folder that cannot be read for a moment is no other host.
      if (error instanceof StoreUnreadable) throw error;
    }
  }, SIGN_OF_LIFE_MS);
  timer.unref();
  return {
    renew,
    takeBack: () => {
      clearInterval(timer);
      remove(path);
    },
  };
}

const prefixOf = ({ id }: Host): string =>
  `${signOfLifeName}${createHash('sha256').update(id).digest('hex').slice(0, 16)}-`;

/** Writes an empty file, and answers when that was by the clock of the volume, which its hosts share; null: it cannot be written. */
function written(path: string): number | null {
  try {
    writeFileSync(path, '', { mode: FOR_OWNER.file });
    return statSync(path).mtimeMs;
  } catch {
    return null;
  }
}

/** Throws when a sign of another host is young; those that are old are cleared away. */
function assertAlone(dataDir: string, host: Host, nowMs: number): void {
  for (const name of readdirSync(dataDir)) {
    if (!name.startsWith(signOfLifeName)) continue;
    const ageMs = Math.abs(nowMs - (statSync(join(dataDir, name), { throwIfNoEntry: false })?.mtimeMs ?? 0));
    const isOurs = name.startsWith(prefixOf(host));
    if (ageMs >= GONE_MS) remove(join(dataDir, name));
    else if (!isOurs && !name.endsWith(COMING)) throw new StoreUnreadable(inUse(hostNamed(name), ageMs));
  }
}

/** What could not be removed grows old by itself. */
function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Somebody else's, or a disk that takes nothing.
  }
}

/** The name follows two parts that have no hyphen. */
const hostNamed = (name: string): string => name.slice(signOfLifeName.length).split('-').slice(2).join('-');

const inUse = (name: string, ageMs: number): string =>
  `Another machine, ${name}, has this store open (its last sign of life is ${Math.round(ageMs / 1_000)} s old), and two machines would destroy it. Run this on that machine, or stop the bot there; when it is gone, wait a minute. For several machines, set REDIS_URL.`;
