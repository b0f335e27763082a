/** So many turns are given in one round of the event loop: a few milliseconds of work at most. */
const TURNS_PER_ROUND = 8;

/** Turns of the event loop for work that people wait for, and for work in the background, which goes after it. */
export interface LoopTurns {
  readonly person: () => Promise<void>;
  readonly background: () => Promise<void>;
}

/**
 * SQLite answers at once, so that without turns a burst of work would run through all its promises before anybody else's
 * request is even read.
 */
export function loopTurns(): LoopTurns {
  const lines: Record<keyof LoopTurns, (() => void)[]> = { person: [], background: [] };
  let running = 0;
  const next = () => {
    const turn = lines.person.shift() ?? lines.background.shift();
    turn?.();
    if (lines.person.length + lines.background.length > 0) setImmediate(next);
    else running -= 1;
  };
  const waitIn = (line: (() => void)[]) => () =>
    new Promise<void>((resolve) => {
      line.push(resolve);
      if (running === TURNS_PER_ROUND) return;
      running += 1;
      setImmediate(next);
    });
  return { person: waitIn(lines.person), background: waitIn(lines.background) };
}
