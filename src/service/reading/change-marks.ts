import type { Log } from '../ports/log.ts';

/** Marks that something has changed, beside the work that changed it: what becomes of a mark is nothing to that work. */
export interface ChangeMarks {
  /** Has a mark written, and waits for nothing. While one is being written, one more follows for all that came meanwhile. Never throws. */
  changed(): void;
  /** Whether a mark is being written. */
  isMarking(): boolean;
  /** Resolves when no mark is being written any more. Never throws. */
  marked(): Promise<void>;
}

/** See `ChangeMarks`. A mark that cannot be written is a line in the log; the next change brings another. */
export function changeMarks(write: () => Promise<void>, log: Log): ChangeMarks {
  let underWay: Promise<void> | null = null;
  let isMore = false;
  const writeAll = async () => {
    do {
      isMore = false;
      try {
        await write();
      } catch (error) {
        log.warn({ error }, 'It could not be marked that something changed; Homes that show it are drawn later');
      }
    } while (isMore);
    underWay = null;
  };
  return {
    changed: () => {
      if (underWay) isMore = true;
      // Not within the work of whoever tells: a store may take its time before it answers at all.
      else underWay = Promise.resolve().then(writeAll);
    },
    isMarking: () => underWay !== null,
    marked: async () => {
      while (underWay) await underWay;
    },
  };
}
