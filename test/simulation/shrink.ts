import { kindText } from './kind.ts';
import { ALL_STEPS, type SimulatedRun } from './simulate.ts';

/** Finds few steps with which a story still breaks a promise. Each step draws its own chance, so the rest stay as they are. */
export async function shortestStory(
  broken: SimulatedRun,
  live: (steps: readonly number[]) => Promise<SimulatedRun>,
): Promise<{ readonly steps: readonly number[]; readonly run: SimulatedRun }> {
  let run = broken;
  let steps: readonly number[] = ALL_STEPS.slice(0, broken.told.length);
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < steps.length; ) {
      const fewer = [...steps.slice(0, from), ...steps.slice(from + size)];
      const tried = await live(fewer);
      if (tried.violations.length > 0) {
        steps = fewer;
        run = tried;
      } else from += size;
    }
  }
  return { steps, run };
}

/** A broken story as a person reads it, with what lives it again. */
export function storyText(run: SimulatedRun, steps: readonly number[]): string {
  return [
    `Seed ${run.seed} breaks a promise:`,
    ...run.violations.map((violation) => `  ${violation}`),
    `The shortest story found (of ${steps.length} steps):`,
    ...run.told.map((step) => `  ${step}`),
    'Live it again:',
    `  npm run simulate -- --runs 1 --seed ${run.seed} --kind ${kindText(run.kind)} --steps ${steps.join(',')}`,
  ].join('\n');
}
