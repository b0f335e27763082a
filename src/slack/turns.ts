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

export interface TurnOptions {
  /** Pieces of work side by side at most. */
  readonly most: number;
  /** The same while something more urgent goes on. */
  readonly mostWhileBusy: number;
  readonly isBusy: () => boolean;
}

/** Turns for pieces of work, first come, first served. */
export function createTurns({ most, mostWhileBusy, isBusy }: TurnOptions): Turns {
  const queue: (() => Promise<void>)[] = [];
  let underWay = 0;
  let onIdle: (() => void)[] = [];
  let isStarting = false;
  const startSoon = () => {
    if (isStarting || queue.length === 0) return;
    isStarting = true;
    setImmediate(start);
  };
  const start = () => {
    isStarting = false;
    const room = isBusy() ? mostWhileBusy : most;
    while (underWay < room) {
      const work = queue.shift();
      if (!work) return;
      underWay += 1;
      void work().finally(ended);
    }
  };
  const ended = () => {
    underWay -= 1;
    startSoon();
    if (underWay > 0 || queue.length > 0) return;
    const waiting = onIdle;
    onIdle = [];
    for (const resolve of waiting) resolve();
  };
  return {
    run: (work) => {
      queue.push(work);
      startSoon();
    },
    waiting: () => queue.length,
    idle: () =>
      underWay === 0 && queue.length === 0 ? Promise.resolve() : new Promise((resolve) => onIdle.push(resolve)),
  };
}
