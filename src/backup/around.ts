import type { Walkable } from '../audit/each-order.ts';
import { type Verified, verifyAll } from '../audit/verify.ts';
import type { Config } from '../config.ts';
import type { Clock } from '../service/ports/clock.ts';
import type { Log } from '../service/ports/log.ts';

/** Writes text somewhere; resolves when it was taken. */
export type Write = (text: string) => Promise<void>;

/** What the command is run in. */
export interface BackupSurroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: Log;
  /** Results. */
  readonly stdout: Write;
  /** Progress and what is wrong with the command itself. */
  readonly stderr: Write;
  /** The folder that names of files are in. */
  readonly folder: string;
}

/** 0: all is well; 1: promises are broken in what was written; 2: it could not be done. */
export type ExitCode = 0 | 1 | 2;

/** A store, as people name it. */
export const nameOfStore = (store: Config['store']): string =>
  store.kind === 'redis' ? 'Redis (REDIS_URL)' : `${store.dataDir} (SQLite)`;

/** Text that may come out of a damaged store, without characters that move a terminal's cursor. */
export const printable = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ');

export const counted = (count: number, noun: string, nouns = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : nouns}`;

/** Runs all checks of the audit over what was written, and tells each violation. */
export const audited = (walk: Walkable, { clock, stdout, stderr }: BackupSurroundings): Promise<Verified> =>
  verifyAll(walk, {
    clock,
    onProgress: (done, total) => stderr(`… ${done} of ${counted(total, 'order')} checked\n`),
    onViolation: ({ reference, sentence }) => stdout(`${printable(`${reference}: ${sentence}`)}\n`),
  });

/** What an audit came to, in a sentence. */
export function auditText({ orders, entries, stubs, violations, concerned }: Verified): string {
  const archived = stubs === 0 ? '' : `, ${counted(stubs, 'archived order')}`;
  const found =
    violations === 0 ? 'no violation' : `${counted(violations, 'violation')} in ${counted(concerned, 'order')}`;
  return `${counted(orders, 'order')} with ${counted(entries, 'entry', 'entries')} of history${archived}; audit: ${found}`;
}
