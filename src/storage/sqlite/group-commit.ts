import { nextTick } from 'node:process';
import { inTransaction, type SqliteDatabase } from './sqlite-database.ts';

/** Does a write together with others; resolves with its result once it is committed, and rejects when it was not. */
export type GroupCommit = <Result>(write: () => Result) => Promise<Result>;

interface Waiting {
  /** Writes, and answers how to tell the caller. */
  readonly write: () => () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Writes that are asked for before the event loop goes on share one transaction: most of what a small write costs is its
 * commit, and all of what a synced one does. When one of them throws, each is tried in a transaction of its own; when the
 * database takes no transaction, as while another process holds it, none is.
 */
export function groupCommit(database: SqliteDatabase): GroupCommit {
  let group: Waiting[] = [];
  const commit = (waiting: readonly Waiting[]) => {
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
    } catch (error) {
      if (hasOneThrown && waiting.length > 1) for (const each of waiting) commit([each]);
      else for (const { reject } of waiting) reject(error);
    }
  };
  const commitAll = () => {
    const waiting = group;
    group = [];
    commit(waiting);
  };
  return (write) =>
    new Promise((resolve, reject) => {
      const writeAndTell = () => {
        const result = write();
        return () => resolve(result);
      };
      group.push({ write: writeAndTell, reject });
      if (group.length > 1) return;
      // When all promises have gone as far as they can, and before anything else: forms are waited for.
      queueMicrotask(() => nextTick(commitAll));
    });
}
