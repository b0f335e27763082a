import { nextTick } from 'node:process';
import { setTimeout } from 'node:timers';
import { z } from 'zod';
import { StoreUnavailable } from '../../../service/errors.ts';
import { inTransaction, type SqliteDatabase } from './open-database.ts';

/** Does a write together with others; resolves with its result once it is committed, and rejects when it was not. */
export type GroupCommit = <Result>(write: () => Result) => Promise<Result>;

/** How writes wait while another process is writing. */
export interface Patience {
  /** Calls `work` once, so many milliseconds from now. */
  readonly later: (ms: number, work: () => void) => void;
  /** So often a write is tried before its caller is told that it was not done. */
  readonly tries: number;
}

/** A write is tried again so soon; reads go on in between. */
const AGAIN_MS = 25;
/** About fifteen seconds, with what each try waits by itself. */
const PATIENCE: Patience = { later: (ms, work) => void setTimeout(work, ms), tries: 400 };

interface Waiting {
  /** Writes, and answers how to tell the caller. */
  readonly write: () => () => void;
  readonly reject: (error: unknown) => void;
  /** Tries that are left. */
  readonly left: number;
}

/** Another connection holds the lock. Source: SQLite documentation, "Result and Error Codes". */
const Busy = z.object({ code: z.string().startsWith('SQLITE_BUSY') });
const isBusy = (error: unknown): boolean => Busy.safeParse(error).success;

/**
 * Writes that are asked for before the event loop goes on share one transaction: most of what a small write costs is its
 * commit, and all of what a synced one does. When one of them throws, each is tried in a transaction of its own. While
 * another process holds the database, all of them wait, those that come later behind them; nothing else is held up. A write
 * that waited in vain rejects with `StoreUnavailable`.
 */
export function groupCommit(database: SqliteDatabase, { later, tries }: Patience = PATIENCE): GroupCommit {
  let group: Waiting[] = [];
  let isCommitting = false;
  /** Answers those that have to be tried again. */
  const commit = (waiting: readonly Waiting[]): readonly Waiting[] => {
    let hasOneThrown = false;
    const writeAll = () =>
      waiting.map(({ write }) => {
        hasOneThrown = true;
        const tell = write();
        hasOneThrown = false;
        return tell;
      });
    try {
      for (const tell of inTransaction(database, writeAll)) tell();
      return [];
    } catch (error) {
      if (isBusy(error)) return withTriesLeft(waiting, error);
      if (hasOneThrown && waiting.length > 1) return waiting.flatMap((each) => commit([each]));
      for (const { reject } of waiting) reject(error);
      return [];
    }
  };
  const commitAll = () => {
    const waiting = group;
    group = [];
    const again = commit(waiting);
    group = [...again, ...group];
    isCommitting = again.length > 0;
    if (isCommitting) later(AGAIN_MS, commitAll);
  };
  return (write) =>
    new Promise((resolve, reject) => {
      const writeAndTell = () => {
        const result = write();
        return () => resolve(result);
      };
      group.push({ write: writeAndTell, reject, left: tries });
      if (isCommitting) return;
      isCommitting = true;
      // When all promises have gone as far as they can, and before anything else: forms are waited for.
      queueMicrotask(() => nextTick(commitAll));
    });
}

/** Those that have tries left; the others are told. */
function withTriesLeft(waiting: readonly Waiting[], cause: unknown): readonly Waiting[] {
  return waiting.flatMap(({ left, ...each }) => {
    if (left > 1) return [{ ...each, left: left - 1 }];
    each.reject(new StoreUnavailable('Another process kept the database locked', { cause }));
    return [];
  });
}
