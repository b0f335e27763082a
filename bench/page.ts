import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { barsOf, drawChart } from './chart.ts';
import type { Row } from './measure.ts';
import { markdownTable } from './table.ts';

const DOCS = join(import.meta.dirname, '../docs');

/** The machine as far as it matters for the numbers. */
export interface Machine {
  readonly node: string;
  readonly cores: number;
  readonly isQuick: boolean;
}

/** The page about performance. Pure. */
export function pageOf(rows: readonly Row[], { node, cores, isQuick }: Machine): string {
  return `# Performance

Measured by \`npm run bench -- --write\`: each comparison in one run, the sides in turn, on the same machine with the same
signed requests and the same Node (${node}, ${cores} cores${isQuick ? ', shortened with `--quick`' : ''}). Numbers are medians of all rounds.
The load generator and the stand-ins for Slack and ScaledMail, which answer in 20 ms, share the cores with what is measured.
Milliseconds and rates are those of one run: where the machine is shared, its speed differs from hour to hour, by which
all sides slow down; bare Bolt and node:http beside ours show how fast it was.

![How much of each goal is used](pictures/performance.svg)

${markdownTable(rows)}

## The sides

| Side | Is |
| --- | --- |
| ours | the whole app as \`npm run build\` makes it, with its embedded store on disk |
| one route | the same parts with one listener, which approves |
| bare Bolt | a Bolt app with one listener that acknowledges everything and does nothing, not bundled, as most apps |
| Bolt that answers | a Bolt app that acknowledges, then says a sentence privately |
| Bolt that keeps the form | a Bolt app with our form: the same rules and pages, in the same SQLite on its main thread |
| node:http | a server that reads the body, checks the signature, and answers 200 |

## How to read it

Bare Bolt does nothing with what it acknowledges. Ours checks a form, saves it and draws its next page before it answers, and
places what is approved beside all that: a mixed load at one request at a time approves forty orders a second, and each of them
is some fifteen calls to Slack and ScaledMail. So the rows beside bare Bolt say how much of the machine is left to
acknowledgements while all that goes on. What an acknowledgement costs, the rows beside an app that does the same say
([decision 0093](decisions/0093-acknowledging-beside-an-app-that-does-the-same.md)).

## SQLite on a thread, before and after

Acknowledgements as ratios to bare Bolt in the same run, from quick runs in turn (7 before and 6 after at one at a time, 11
and 8 at 50) on two cores that had five to seven times more to do than they could; the median, and the least and most. Why
the thread is worth it: [decision 0082](decisions/0082-sqlite-works-on-a-thread.md).

| | Before | On a thread |
| --- | --- | --- |
| p50, 1 concurrent | 8.8× (3.6–29) | 5.9× (4.2–18) |
| p99, 1 concurrent | 10× (5.0–26) | 17× (6.6–42) |
| p50, 50 concurrent | 1.0× (0.6–1.5) | 1.0× (0.6–1.4) |
| p99, 50 concurrent | 1.1× (0.4–2.4) | 4.0× (2.2–19) |
| Our thread is held up by a synced write, p50 | 0.24–2.2 ms | 0.12–0.29 ms |
| \`/healthz\` while another process holds the write lock, slowest | 5,086 ms | 25 ms |

\`npm run bench -- --quick\` takes less than a minute; \`--only <measure>\` runs one measure; \`--profile <folder>\` keeps a CPU
profile of each side. A side that answers wrongly ends its measure with an error: no error is counted as an answer.

\`npm run soak\` sends clicks and commands for two minutes, twenty a second (\`-- --minutes 60 --rate 50\` for more), and prints memory
and handles after the first 20 seconds and at the end, and how long the event loop was held up in both.
`;
}

/** Writes the page and its chart. */
export function writePage(rows: readonly Row[], { isQuick }: Pick<Machine, 'isQuick'>): void {
  mkdirSync(join(DOCS, 'pictures'), { recursive: true });
  const machine = { node: process.version, cores: cpus().length, isQuick };
  writeFileSync(join(DOCS, 'pictures/performance.svg'), drawChart('How much of each goal is used', barsOf(rows)));
  writeFileSync(join(DOCS, 'performance.md'), pageOf(rows, machine));
}
