import { parseArgs } from 'node:util';
import { openLab } from './lab/lab.ts';
import { acks } from './measures/acks.ts';
import { answers } from './measures/answers.ts';
import { click } from './measures/click.ts';
import { latency, loopDelay } from './measures/latency.ts';
import { pureWork } from './measures/pure-work.ts';
import { recovery } from './measures/recovery.ts';
import { start } from './measures/start.ts';
import { storeOperations } from './measures/store-operations.ts';
import { watch } from './measures/watch.ts';
import { workers } from './measures/workers.ts';
import { writePage } from './page.ts';
import { runMeasures } from './runner.ts';
import { textTable } from './table.ts';

const MEASURES = [acks, answers, latency, loopDelay, click, start, pureWork, storeOperations, watch, recovery, workers];

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    profile: { type: 'string' },
  },
});

const names = MEASURES.map(({ name }) => name);
const unknown = values.only?.filter((name) => !names.includes(name)) ?? [];
if (unknown.length > 0) refuse(`--only takes one of ${names.join(', ')}, not ${unknown.join(', ')}`);
if (values.only && values.write) refuse('--write writes the page of all measures, so that --only cannot go with it');

const chosen = MEASURES.filter(({ name }) => values.only?.includes(name) ?? true);
const lab = await openLab({ isQuick: values.quick, profileDir: values.profile ?? null });
const startedMs = performance.now();
try {
  const outcomes = await runMeasures(chosen, lab, ({ title }) => {
    console.log(`${((performance.now() - startedMs) / 1_000).toFixed(0).padStart(4)} s  ${title}`);
  });
  const rows = outcomes.flatMap((outcome) => outcome.rows);
  console.log(`\n${textTable(rows)}`);
  for (const { measure, error } of outcomes) {
    if (error) console.error(`\n${measure.title} could not be measured: ${error.stack}`);
  }
  if (outcomes.some(({ error }) => error !== null)) process.exitCode = 1;
  else if (values.write) writePage(rows, { isQuick: values.quick });
} finally {
  await lab.close();
}

function refuse(problem: string): never {
  console.error(problem);
  process.exit(2);
}
