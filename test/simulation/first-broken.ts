import type { SimulatedRun } from './simulate.ts';

/** Lives so many stories from seed 1 on, or from another, until one breaks a promise; answers the broken one, or null. */
export async function firstBroken(
  runs: number,
  live: (seed: number) => Promise<SimulatedRun>,
  fromSeed = 1,
): Promise<SimulatedRun | null> {
  for (let seed = fromSeed; seed < fromSeed + runs; seed += 1) {
    const run = await live(seed);
    if (run.violations.length > 0) return run;
  }
  return null;
}
