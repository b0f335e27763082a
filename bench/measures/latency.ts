import type { Goal } from '../goal.ts';
import type { Lab } from '../lab/lab.ts';
import { ANSWERED, AT_ONCE, FORMS, type LoadCase, type LoadRun, loadsOf, MIXED, type Side } from '../lab/loads.ts';
import type { RequestKind } from '../lab/templates.ts';
import type { Measure, Row } from '../measure.ts';
import { median, ratioOf } from '../statistics.ts';

const SIDE_NAMES: Readonly<Record<Side, string>> = {
  ours: 'ours',
  'one-route': 'one route',
  'bolt-keeping': 'Bolt that keeps the form',
  'bolt-answering': 'Bolt that answers',
  'bare-bolt': 'bare Bolt',
  'http-floor': 'node:http',
};
const CONCURRENCIES = [1, 50, 200];
const HEAVIEST = 200;
const GOAL_LOOP_MS = 50;
const QUANTITIES = { p50: 'p50Ms', p99: 'p99Ms', 'p99.9': 'p999Ms' } as const;
type Quantity = (typeof QUANTITIES)[keyof typeof QUANTITIES];

/** Sides that answer the same requests, in turn; ours is the first, and is held against the second. */
interface Comparison {
  readonly what: string;
  readonly kinds: readonly RequestKind[];
  readonly sides: readonly [Side, Side, ...Side[]];
  readonly quantities: readonly (keyof typeof QUANTITIES)[];
}

const mixed: Comparison = {
  what: 'Acknowledgement',
  kinds: MIXED,
  sides: ['ours', 'bare-bolt', 'http-floor'],
  quantities: ['p50', 'p99', 'p99.9'],
};
/** Clicks and commands are acknowledged before their work. */
const atOnce: Comparison = {
  what: 'Clicks and commands',
  kinds: AT_ONCE,
  sides: ['ours', 'bare-bolt'],
  quantities: ['p50', 'p99'],
};
/** The same, where both sides answer afterwards. */
const answered: Comparison = {
  what: 'Commands and refused clicks, each followed by a private answer',
  kinds: ANSWERED,
  sides: ['ours', 'bolt-answering'],
  quantities: ['p50', 'p99'],
};
/** A page of the form is answered after its work, and when it is saved. */
const forms: Comparison = {
  what: 'A page of the form',
  kinds: FORMS,
  sides: ['ours', 'bolt-keeping'],
  quantities: ['p50', 'p99'],
};

/** A short run leaves the middle out. */
const concurrenciesOf = (lab: Lab) => CONCURRENCIES.filter((each) => !lab.isQuick || each === 1 || each === HEAVIEST);

/** All runs of a side of a comparison. */
async function runsOf(lab: Lab, { kinds, sides }: Pick<Comparison, 'kinds' | 'sides'>) {
  const cases: readonly LoadCase[] = concurrenciesOf(lab).flatMap((concurrency) =>
    sides.map((side) => ({ side, concurrency, kinds })),
  );
  const runs = await loadsOf(lab, cases);
  return (side: Side, concurrency: number): readonly LoadRun[] => {
    const index = cases.findIndex((each) => each.side === side && each.concurrency === concurrency);
    return runs[index] ?? [];
  };
}

/** As the work allows it; where the sides do the same, ours is to be no slower. */
function goalOf(quantity: string, concurrency: number, ratio: number, toFloor: number | null): Goal | null {
  if (quantity !== 'p99') return null;
  if (concurrency !== HEAVIEST || toFloor === null) return { text: '≤ 1.0×', value: ratio, atMost: 1 };
  return { text: '≤ 1.0×, and ≤ 2× node:http', value: Math.max(ratio, toFloor / 2), atMost: 1 };
}

async function rowsOf(lab: Lab, comparison: Comparison): Promise<Row[]> {
  const runs = await runsOf(lab, comparison);
  const { what, sides, quantities } = comparison;
  const [ours, other, floor] = sides;
  return concurrenciesOf(lab).flatMap((concurrency) =>
    quantities.map((quantity): Row => {
      const all = (side: Side) => runs(side, concurrency).map((run) => run[QUANTITIES[quantity] satisfies Quantity]);
      const of = (side: Side) => median(all(side));
      const ratio = ratioOf(of(ours), of(other));
      const rounds = all(ours).map((each, round) => ratioOf(each, all(other)[round] ?? each));
      return {
        what: `${what} ${quantity}, ${concurrency} concurrent`,
        figures: sides.map((side) => ({ side: SIDE_NAMES[side], value: of(side), unit: 'ms' })),
        ratio,
        goal: goalOf(quantity, concurrency, ratio, floor === undefined ? null : ratioOf(of(ours), of(floor))),
        ...(quantity === 'p99' ? { note: `Rounds: ${rounds.map((each) => `${each.toFixed(2)}×`).join(', ')}.` } : {}),
      };
    }),
  );
}

/** How long an acknowledgement takes, from sending the request to its whole answer: all kinds, and by what they wait for. */
export const latency: Measure = {
  name: 'latency',
  title: 'Time to the acknowledgement',
  run: async (lab) => {
    const rows: Row[] = [];
    for (const comparison of [mixed, atOnce, answered, forms]) rows.push(...(await rowsOf(lab, comparison)));
    return rows;
  },
};

/** How long the event loop of our process stands still under the heaviest load. */
export const loopDelay: Measure = {
  name: 'loop-delay',
  title: 'Event loop',
  run: async (lab) => {
    const runs = await runsOf(lab, mixed);
    const of = (side: Side) => median(runs(side, HEAVIEST).map(({ loopDelayP99Ms }) => loopDelayP99Ms));
    const [ours, bare] = [of('ours'), of('bare-bolt')];
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
