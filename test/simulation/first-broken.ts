import type { SimulatedRun } from './simulate.ts';

/** Lives stories from seed 1 on until one breaks a promise; answers the broken one, or null. */
export async function firstBroken(
  runs: number,
  live: (seed: number) => Promise<SimulatedRun>,
): Promise<SimulatedRun | null> {
  for (let seed = 1; seed <= runs; seed += 1) {
    const run = await live(seed);
    if (run.violations.length > 0) return run;
  }
  return null;
}
