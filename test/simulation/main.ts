import { parseArgs } from 'node:util';
import { simulate } from './simulate.ts';
import { memoryStore } from './stores.ts';

/** `npm run simulate -- --runs 1000 --seed 1`: lives so many random stories and says what was broken. */
const { values } = parseArgs({
  options: { runs: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } },
});
const runs = Number(values.runs);
const firstSeed = Number(values.seed);
const states = new Map<string, number>();
let paidCalls = 0;
let crashes = 0;

for (let seed = firstSeed; seed < firstSeed + runs; seed += 1) {
  const run = await simulate({ seed, openStore: memoryStore, hasPauses: seed % 2 === 0 });
  paidCalls += run.paidCalls;
  crashes += run.crashes;
  for (const state of run.states) states.set(state, (states.get(state) ?? 0) + 1);
  if (run.violations.length > 0) {
    console.log(
      `Seed ${seed} breaks a promise:\n  ${run.violations.join('\n  ')}\nIts story:\n  ${run.steps.join('\n  ')}`,
    );
    process.exit(1);
  }
}
const ends = [...states].map(([state, count]) => `${state} ${count}`).join(', ');
console.log(
  `${runs} runs from seed ${firstSeed}: ${paidCalls} paid calls, ${crashes} crashes, 0 violations. Orders ended: ${ends}`,
);
