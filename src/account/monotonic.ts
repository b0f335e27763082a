/** Milliseconds by a clock that nobody can set. */
export const monotonicMs = (): number => performance.now();
