import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { kindFrom } from './kind.ts';
import { shortestStory, storyText } from './shrink.ts';
import { type SimulatedRun, simulate } from './simulate.ts';
import { memoryStore } from './stores.ts';

/**
 * `npm run simulate -- --runs 1000 --seed 1`: lives so many random stories, and says what was broken, as shortly as it can.
 * `--steps 3,7,9` lives only these steps of each; `--kind goesBack,hasPauses` lives stories in which just that may happen,
 * and not what their seeds say; `--jobs` is the number of processes.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    steps: { type: 'string' },
    kind: { type: 'string' },
  },
});
const runs = Number(values.runs);
const firstSeed = Number(values.seed);
const jobs = Math.max(1, Math.min(Number(values.jobs), runs));
const kind = values.kind === undefined ? {} : kindFrom(values.kind);
const steps = values.steps?.split(',').map(Number);

/** What many stories came to in all. */
const Sum = z.object({
  runs: z.number(),
  paidCalls: z.number(),
  endCalls: z.number(),
  changeCalls: z.number(),
  crashes: z.number(),
  states: z.record(z.string(), z.number()),
  broken: z.string().nullable(),
});
type Sum = z.infer<typeof Sum>;
const NOTHING: Sum = { runs: 0, paidCalls: 0, endCalls: 0, changeCalls: 0, crashes: 0, states: {}, broken: null };
const STORIES_PER_REPORT = 250;

const live = (seed: number, only: readonly number[] | undefined = steps): Promise<SimulatedRun> =>
  simulate({ seed, openStore: memoryStore, kind, ...(only ? { steps: only } : {}) });

function plus(left: Sum, right: Sum): Sum {
  const states = { ...left.states };
  for (const [state, count] of Object.entries(right.states)) states[state] = (states[state] ?? 0) + count;
  return {
    runs: left.runs + right.runs,
    paidCalls: left.paidCalls + right.paidCalls,
    endCalls: left.endCalls + right.endCalls,
    changeCalls: left.changeCalls + right.changeCalls,
    crashes: left.crashes + right.crashes,
    states,
    broken: left.broken ?? right.broken,
  };
}

/** Lives every `jobs`-th story from `first` on; stops at the first that breaks a promise. */
async function liveMany(first: number, report: (sum: Sum) => void): Promise<void> {
  let sum = NOTHING;
  for (let seed = first; seed < firstSeed + runs && sum.broken === null; seed += jobs) {
    const run = await live(seed);
    const states: Record<string, number> = {};
    for (const state of run.states) states[state] = (states[state] ?? 0) + 1;
    const { paidCalls, endCalls, changeCalls, crashes } = run;
    sum = plus(sum, { runs: 1, paidCalls, endCalls, changeCalls, crashes, states, broken: await brokenText(run) });
    if (sum.runs < STORIES_PER_REPORT) continue;
    report(sum);
    sum = NOTHING;
  }
  report(sum);
}

async function brokenText(run: SimulatedRun): Promise<string | null> {
  if (run.violations.length === 0) return null;
  const shortest = await shortestStory(run, (only) => live(run.seed, only));
  return storyText(shortest.run, shortest.steps);
}

/** Divides the stories among processes and adds up what they report. */
async function liveAll(): Promise<void> {
  let total = NOTHING;
  const startedMs = performance.now();
  const children = Array.from({ length: jobs }, (_, index) =>
    fork(fileURLToPath(import.meta.url), process.argv.slice(2), {
      env: { ...process.env, FIRST_STORY: String(firstSeed + index) },
    }),
  );
  for (const child of children) {
    child.on('message', (message) => {
      total = plus(total, Sum.parse(message));
      process.stderr.write(`\r${total.runs} of ${runs} stories `);
      if (total.broken !== null) for (const each of children) each.kill();
    });
  }
  await Promise.all(children.map((child) => once(child, 'exit')));
  const seconds = Math.round((performance.now() - startedMs) / 1_000);
  if (total.broken !== null) console.log(`\n${total.broken}`);
  const ends = Object.entries(total.states).map(([state, count]) => `${state} ${count}`);
  console.log(
    `\n${total.runs} stories from seed ${firstSeed} in ${seconds} s: ${total.paidCalls} paid calls, ${total.endCalls} cancel calls, ${total.changeCalls} calls for changes, ${total.crashes} crashes, ${total.broken === null ? 0 : 1} broken. Orders ended: ${ends.join(', ')}`,
  );
  if (total.broken !== null || total.runs < runs) process.exitCode = 1;
}

const first = process.env.FIRST_STORY;
if (first === undefined) await liveAll();
else {
  await liveMany(Number(first), (sum) => process.send?.(sum));
  process.disconnect();
}
