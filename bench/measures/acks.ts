import type { Lab } from '../lab/lab.ts';
import { ANSWERED, AT_ONCE, CLICKS, type LoadCase, type LoadRun, loadsOf, MIXED } from '../lab/loads.ts';
import type { Measure, Row } from '../measure.ts';
import { median, ratioOf } from '../statistics.ts';

const CONCURRENCY = 50;
/** The two sides of clicks do the same, and their goal lies within what one run differs from the next. */
const ROUNDS_OF_CLICKS = 7;

/** Ours beside another side, under the same requests. */
interface Comparison {
  readonly what: string;
  readonly kinds: LoadCase['kinds'];
  readonly other: { readonly side: LoadCase['side']; readonly name: string };
  readonly goal: { readonly text: string; readonly atLeast: number };
  readonly rounds?: (lab: Lab) => number;
  readonly waitsForBacklog?: boolean;
  readonly note?: string;
}

const bareBolt = { side: 'bare-bolt', name: 'bare Bolt' } as const;
const twice = { text: '≥ 2.0×', atLeast: 2 };

const mixed: Comparison = {
  what: `mixed requests, SQLite, ${CONCURRENCY} concurrent`,
  kinds: MIXED,
  other: bareBolt,
  goal: twice,
  waitsForBacklog: true,
  note: 'Bare Bolt has nothing to do after it; how far ours gets with that, the next line says.',
};
const atOnce: Comparison = {
  what: `clicks and commands, ${CONCURRENCY} concurrent`,
  kinds: AT_ONCE,
  other: bareBolt,
  goal: twice,
};
const answered: Comparison = {
  what: `each followed by a private answer, ${CONCURRENCY} concurrent`,
  kinds: ANSWERED,
  other: { side: 'bolt-answering', name: 'Bolt that answers' },
  goal: twice,
  note: 'Ours acknowledges first; how soon all were answered, the rows of answers say.',
};
const onlyClicks: Comparison = {
  what: 'clicks only, all features against one route',
  kinds: CLICKS,
  other: { side: 'one-route', name: 'one route' },
  goal: { text: '≥ 0.95×', atLeast: 0.95 },
  rounds: (lab) => (lab.isQuick ? 1 : ROUNDS_OF_CLICKS),
};

const rateOf = (runs: readonly LoadRun[]): number => median(runs.map(({ perSecond }) => perSecond));

/** The row of a comparison, and the runs of ours that it comes from. */
async function compared(lab: Lab, { what, kinds, other, goal, rounds, waitsForBacklog = false, note }: Comparison) {
  const [ours = [], theirs = []] = await loadsOf(
    lab,
    [
      { side: 'ours', concurrency: CONCURRENCY, kinds, waitsForBacklog },
      { side: other.side, concurrency: CONCURRENCY, kinds },
    ],
    rounds?.(lab) ?? lab.rounds,
  );
  const ratio = ratioOf(rateOf(ours), rateOf(theirs));
  const row: Row = {
    what: `Acknowledgements per second, ${what}`,
    figures: [
      { side: 'ours', value: rateOf(ours), unit: '/s' },
      { side: other.name, value: rateOf(theirs), unit: '/s' },
    ],
    ratio,
    goal: { ...goal, value: ratio },
    ...(note === undefined ? {} : { note }),
  };
  return { row, ours };
}

/** What followed the mixed requests, and when. */
const followedRow = (runs: readonly LoadRun[]): Row => ({
  what: 'Private answers per second under that load, and what was left over',
  figures: [
    { side: 'ours', value: median(runs.map((run) => run.followedUpPerSecond)), unit: '/s' },
    { side: 'left over', value: median(runs.map((run) => run.backlogSeconds)), unit: 's' },
  ],
  ratio: null,
  goal: null,
  note: 'Three of four requests are followed by a private answer; acknowledging faster than answering leaves work over. Counted for at most 5 s.',
});

/** Acknowledgements per second, with the work that follows them going on in the same process. */
export const acks: Measure = {
  name: 'acks',
  title: 'Acknowledgements per second',
  run: async (lab) => {
    const { row, ours } = await compared(lab, mixed);
    const rows = [row, followedRow(ours)];
    for (const comparison of [atOnce, answered, onlyClicks]) rows.push((await compared(lab, comparison)).row);
    return rows;
  },
};
