/** Calls `work` once, `ms` milliseconds from now, unless what it answers is called before. */
export type After = (ms: number, work: () => Promise<void>) => () => void;
