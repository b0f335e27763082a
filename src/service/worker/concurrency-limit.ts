/** Does a piece of work when there is room for it; answers null, and does nothing, when there is none. */
export type WhenFree = <Result>(work: () => Promise<Result>) => Promise<Result> | null;

/** Room for `most` pieces of work at the same time. What a piece throws reaches its caller. */
export function atMostAtOnce(most: number): WhenFree {
  let free = most;
  return (work) => {
    if (free === 0) return null;
    free -= 1;
    return work().finally(() => {
      free += 1;
    });
  };
}
