import { setImmediate } from 'node:timers';

/** Work that waits for its turn, so many pieces at a time. */
export interface Turns {
  /** Starts `work` as soon as there is room, but never before what is ready to be answered was answered. `work` must not throw. */
  run(work: () => Promise<void>): void;
  /** How many pieces wait. */
  waiting(): number;
  /** Resolves when nothing waits and nothing is under way. */
  idle(): Promise<void>;
}

/** Turns for at most `most` pieces of work side by side, first come, first served. */
export function createTurns(most: number): Turns {
  const queue: (() => Promise<void>)[] = [];
  let underWay = 0;
  let onIdle: (() => void)[] = [];
  const next = () => {
    if (underWay >= most) return;
    const work = queue.shift();
    if (!work) return;
    underWay += 1;
    setImmediate(() => void work().finally(ended));
  };
  const ended = () => {
    underWay -= 1;
    next();
    if (underWay > 0) return;
    const waiting = onIdle;
    onIdle = [];
    for (const resolve of waiting) resolve();
  };
  return {
    run: (work) => {
      queue.push(work);
      next();
    },
    waiting: () => queue.length,
    idle: () => (underWay === 0 ? Promise.resolve() : new Promise((resolve) => onIdle.push(resolve))),
  };
}
