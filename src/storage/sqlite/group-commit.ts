import { inTransaction, type SqliteDatabase } from './sqlite-database.ts';

/** Does a write together with others; resolves with its result once all of them are committed. */
export type GroupCommit = <Result>(write: () => Result) => Promise<Result>;

interface Waiting {
  /** Writes, and answers how to tell the caller. */
  readonly write: () => () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Writes that are asked for at the same moment share one transaction: most of what a small write costs is its commit. When
 * one of them throws, or the commit does, none is written and every caller is told.
 */
export function groupCommit(database: SqliteDatabase): GroupCommit {
  let group: Waiting[] = [];
  const commit = () => {
    const waiting = group;
    group = [];
    try {
      const tells = inTransaction(database, () => waiting.map(({ write }) => write()));
      for (const tell of tells) tell();
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  };
  return (write) =>
    new Promise((resolve, reject) => {
      // After everything that is ready to run by now, and before the event loop goes on.
      if (group.length === 0) process.nextTick(commit);
      const writeAndTell = () => {
        const result = write();
        return () => resolve(result);
      };
      group.push({ write: writeAndTell, reject });
    });
}
