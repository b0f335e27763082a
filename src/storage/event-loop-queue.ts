/** So many turns are given in one round of the event loop: a few milliseconds of work at most. */
const TURNS_PER_ROUND = 8;

/** WorkQueue of the event loop for work that people wait for, and for work in the background, which goes after it. */
export interface EventLoopQueue {
  readonly person: () => Promise<void>;
  readonly background: () => Promise<void>;
}

/**
 * SQLite answers at once, so that without turns a burst of work would run through all its promises before anybody else's
 * request is even read.
 */
export function eventLoopQueue(): EventLoopQueue {
  const lines: Record<keyof EventLoopQueue, (() => void)[]> = { person: [], background: [] };
  const isAnybodyWaiting = () => lines.person.length + lines.background.length > 0;
  const round = () => {
    for (let given = 0; given < TURNS_PER_ROUND; given += 1) (lines.person.shift() ?? lines.background.shift())?.();
    if (isAnybodyWaiting()) setImmediate(round);
  };
  const waitIn = (line: (() => void)[]) => () =>
    new Promise<void>((resolve) => {
      if (!isAnybodyWaiting()) setImmediate(round);
      line.push(resolve);
    });
  return { person: waitIn(lines.person), background: waitIn(lines.background) };
}
