import type { Lab } from '../lab/lab.ts';
import { type LoadCase, loadsOf, MIXED, type Side } from '../lab/loads.ts';
import type { Measure, Row } from '../measure.ts';
import { median, ratioOf } from '../statistics.ts';

const SIDES: readonly Side[] = ['ours', 'bare-bolt', 'http-floor'];
const SIDE_NAMES: Readonly<Record<Side, string>> = {
  ours: 'ours',
  'one-route': 'one route',
  'bare-bolt': 'bare Bolt',
  'http-floor': 'node:http',
};
const CONCURRENCIES = [1, 50, 200];
const HEAVIEST = 200;
const GOAL_P99_MS = 50;
const GOAL_P999_MS = 250;
const GOAL_LOOP_MS = 50;

/** A short run leaves the middle out. */
const concurrenciesOf = (lab: Lab) => CONCURRENCIES.filter((each) => !lab.isQuick || each === 1 || each === HEAVIEST);

/** Medians of one quantity: for each concurrency, each side's. */
async function medians(lab: Lab, quantity: 'p50Ms' | 'p99Ms' | 'p999Ms' | 'loopDelayP99Ms') {
  const cases: readonly LoadCase[] = concurrenciesOf(lab).flatMap((concurrency) =>
    SIDES.map((side) => ({ side, concurrency, kinds: MIXED })),
  );
  const runs = await loadsOf(lab, cases);
  return (side: Side, concurrency: number): number => {
    const index = cases.findIndex((each) => each.side === side && each.concurrency === concurrency);
    return median((runs[index] ?? []).map((run) => run[quantity]));
  };
}

/** How long an acknowledgement takes, from sending the request to its whole answer. */
export const latency: Measure = {
  name: 'latency',
  title: 'Time to the acknowledgement',
  run: async (lab) => {
    const quantities = {
      p50: await medians(lab, 'p50Ms'),
      p99: await medians(lab, 'p99Ms'),
      'p99.9': await medians(lab, 'p999Ms'),
    };
    const goals: Readonly<Record<string, number>> = { p99: GOAL_P99_MS, 'p99.9': GOAL_P999_MS };
    return concurrenciesOf(lab).flatMap((concurrency) =>
      Object.entries(quantities).map(([name, of]): Row => {
        const ours = of('ours', concurrency);
        const goalMs = concurrency === HEAVIEST ? goals[name] : undefined;
        return {
          what: `Acknowledgement ${name}, ${concurrency} concurrent`,
          figures: SIDES.map((side) => ({ side: SIDE_NAMES[side], value: of(side, concurrency), unit: 'ms' })),
          ratio: ratioOf(ours, of('bare-bolt', concurrency)),
          goal: goalMs === undefined ? null : { text: `≤ ${goalMs} ms`, value: ours, atMost: goalMs },
        };
      }),
    );
  },
};

/** How long the event loop of our process stands still under the heaviest load. */
export const loopDelay: Measure = {
  name: 'loop-delay',
  title: 'Event loop',
  run: async (lab) => {
    const of = await medians(lab, 'loopDelayP99Ms');
    const [ours, bare] = [of('ours', HEAVIEST), of('bare-bolt', HEAVIEST)];
    return [
      {
        what: `Event-loop delay p99, ${HEAVIEST} concurrent`,
        figures: [
          { side: 'ours', value: ours, unit: 'ms' },
          { side: 'bare Bolt', value: bare, unit: 'ms' },
        ],
        ratio: ratioOf(ours, bare),
        goal: { text: `≤ ${GOAL_LOOP_MS} ms`, value: ours, atMost: GOAL_LOOP_MS },
      },
    ];
  },
};
