import { AT_ONCE, CLICKS, loadsOf, MIXED } from '../lab/loads.ts';
import type { Measure } from '../measure.ts';
import { median, ratioOf } from '../statistics.ts';

const CONCURRENCY = 50;
/** The two sides of clicks do the same, and their goal lies within what one run differs from the next. */
const ROUNDS_OF_CLICKS = 7;

/** Acknowledgements per second, with the work that follows them going on in the same process. */
export const acks: Measure = {
  name: 'acks',
  title: 'Acknowledgements per second',
  run: async (lab) => {
    const mixed = await loadsOf(lab, [
      { side: 'ours', concurrency: CONCURRENCY, kinds: MIXED, waitsForBacklog: true },
      { side: 'bare-bolt', concurrency: CONCURRENCY, kinds: MIXED },
    ]);
    const atOnce = await loadsOf(lab, [
      { side: 'ours', concurrency: CONCURRENCY, kinds: AT_ONCE },
      { side: 'bare-bolt', concurrency: CONCURRENCY, kinds: AT_ONCE },
    ]);
    const onlyClicks = await loadsOf(
      lab,
      [
        { side: 'ours', concurrency: CONCURRENCY, kinds: CLICKS },
        { side: 'one-route', concurrency: CONCURRENCY, kinds: CLICKS },
      ],
      lab.isQuick ? 1 : ROUNDS_OF_CLICKS,
    );
    const perSecond = [...mixed, ...atOnce, ...onlyClicks].map((each) => median(each.map((run) => run.perSecond)));
    const [ours = 0, bare = 0, oursAtOnce = 0, bareAtOnce = 0, clicks = 0, oneRoute = 0] = perSecond;
    const [followed = []] = mixed;
    const toBare = ratioOf(ours, bare);
    const toBareAtOnce = ratioOf(oursAtOnce, bareAtOnce);
    const toOneRoute = ratioOf(clicks, oneRoute);
    return [
      {
        what: `Acknowledgements per second, mixed requests, SQLite, ${CONCURRENCY} concurrent`,
        figures: [
          { side: 'ours', value: ours, unit: '/s' },
          { side: 'bare Bolt', value: bare, unit: '/s' },
        ],
        ratio: toBare,
        goal: { text: '≥ 2.0×', value: toBare, atLeast: 2 },
        note: 'Bare Bolt has nothing to do after it; how far ours gets with that, the next line says.',
      },
      {
        what: `Acknowledgements per second, clicks and commands, ${CONCURRENCY} concurrent`,
        figures: [
          { side: 'ours', value: oursAtOnce, unit: '/s' },
          { side: 'bare Bolt', value: bareAtOnce, unit: '/s' },
        ],
        ratio: toBareAtOnce,
        goal: { text: '≥ 2.0×', value: toBareAtOnce, atLeast: 2 },
      },
      {
        what: 'Private answers per second under that load, and what was left over',
        figures: [
          { side: 'ours', value: median(followed.map((run) => run.followedUpPerSecond)), unit: '/s' },
          { side: 'left over', value: median(followed.map((run) => run.backlogSeconds)), unit: 's' },
        ],
        ratio: null,
        goal: null,
        note: 'Three of four requests are followed by a private answer; acknowledging faster than answering leaves work over. Counted for at most 5 s.',
      },
      {
        what: 'Acknowledgements per second, clicks only, all features against one route',
        figures: [
          { side: 'ours', value: clicks, unit: '/s' },
          { side: 'one route', value: oneRoute, unit: '/s' },
        ],
        ratio: toOneRoute,
        goal: { text: '≥ 0.95×', value: toOneRoute, atLeast: 0.95 },
      },
    ];
  },
};
