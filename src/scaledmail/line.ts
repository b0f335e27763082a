/** A line of callers; each goes when its turn comes. */
export interface Line {
  /** Resolves when it is the caller's turn. Rejects with what booking it throws. */
  pass(isFirst: boolean): Promise<void>;
}

interface Waiting {
  readonly go: () => void;
  readonly fail: (error: unknown) => void;
}

/**
 * One line of this process. It books one turn at a time, with `reserve`, which answers how many milliseconds it is away; who
 * takes it is decided when it comes: those who go first, before all who waited longer. So nobody who goes first waits for
 * more than a turn of each process, however long the line is.
 */
export function line(reserve: () => Promise<number>, sleep: (ms: number) => Promise<unknown>): Line {
  const first: Waiting[] = [];
  const others: Waiting[] = [];
  let isServed = false;
  const serve = async () => {
    isServed = true;
    while (first.length + others.length > 0) {
      const failure = await turn(reserve, sleep);
      const next = first.shift() ?? others.shift();
      if (failure) next?.fail(failure.error);
      else next?.go();
    }
    isServed = false;
  };
  return {
    pass: (isFirst) =>
      new Promise<void>((go, fail) => {
        (isFirst ? first : others).push({ go, fail });
        if (!isServed) void serve();
      }),
  };
}

/** Waits for the next turn; answers what failed. */
async function turn(
  reserve: () => Promise<number>,
  sleep: (ms: number) => Promise<unknown>,
): Promise<{ readonly error: unknown } | null> {
  try {
    const waitMs = await reserve();
    if (waitMs > 0) await sleep(waitMs);
    return null;
  } catch (error) {
    return { error };
  }
}
