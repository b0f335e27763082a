import { z } from 'zod';
import { type Lab, ourEnvironment } from '../lab/lab.ts';
import { DUE_AT_MS, watchedStore } from '../lab/watched.ts';
import type { Measure, Row } from '../measure.ts';

/** Orders of which the vendor's lists say something new, in every size. */
const CHANGED = 10;
/** A cycle of orders that are being set up. Source: src/orders/schedule.ts, "nextWatchAt". */
const CYCLE_MINUTES = 15;
const GOAL_PER_MINUTE = 60;
/** Flat: never more than so many times the calls of the smallest size. */
const FLAT = 1.1;

const Cycle = z.object({ calls: z.record(z.string(), z.number()), looked: z.int(), seconds: z.number() });

async function cycleOf(lab: Lab, count: number) {
  const environment = ourEnvironment(lab, lab.folder(await watchedStore(lab, count)));
  const subject = await lab.start('watch-cycle', { environment });
  const limitMs = lab.isQuick ? 3_000 : 15_000;
  const cycle = await subject.ask('cycle', Cycle, { count, changed: CHANGED, atMs: DUE_AT_MS, limitMs });
  await subject.stop();
  const made = Object.values(cycle.calls).reduce((sum, calls) => sum + calls, 0);
  if (cycle.looked === 0) throw new Error(`No order of ${count} was looked at within ${limitMs} ms`);
  return { ...cycle, made, inAll: (made / cycle.looked) * count };
}

/** Vendor calls that one look at every placed order takes. */
export const watch: Measure = {
  name: 'watch',
  title: 'Vendor calls of a watch cycle',
  run: async (lab) => {
    const sizes = lab.isQuick ? [10, 300] : [10, 1_000, 10_000];
    const rows: Row[] = [];
    let smallest: number | null = null;
    for (const count of sizes) {
      const { inAll, looked, made, calls, seconds } = await cycleOf(lab, count);
      smallest ??= inAll;
      const perMinute = inAll / CYCLE_MINUTES;
      const named = Object.entries(calls).map(([name, times]) => `${name} ${times}`);
      rows.push({
        what: `Vendor calls a watch cycle, ${count.toLocaleString('en-US')} open orders, ${CHANGED} changed`,
        figures: [
          { side: 'ours', value: inAll, unit: 'calls' },
          { side: 'a minute', value: perMinute, unit: '' },
        ],
        ratio: inAll / count,
        goal: {
          text: `flat, ≤ ${GOAL_PER_MINUTE} a minute`,
          value: Math.max(perMinute / GOAL_PER_MINUTE, inAll / (smallest * FLAT)),
          atMost: 1,
        },
        note: `${named.join(', ')} in ${seconds.toFixed(1)} s${looked < count ? `; stopped after ${looked} orders and ${made} calls, the rest is reckoned` : ''}. The ratio is to one call an order.`,
      });
    }
    return rows;
  },
};
