import type { SimulatedRun } from './simulate.ts';

/**
 * Lives so many stories from seed 1 on, or from another, until one breaks a promise, or one that is called so; answers the
 * broken one, or null.
 */
export async function firstBroken(
  runs: number,
  live: (seed: number) => Promise<SimulatedRun>,
  { fromSeed = 1, finds = /./ }: { readonly fromSeed?: number; readonly finds?: RegExp } = {},
): Promise<SimulatedRun | null> {
  for (let seed = fromSeed; seed < fromSeed + runs; seed += 1) {
    const run = await live(seed);
    if (run.violations.some((violation) => finds.test(violation))) return run;
  }
  return null;
}
