import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { type Lab, Seen } from '../lab/lab.ts';
import { seed, startOurs } from '../lab/loads.ts';
import { bodiesOf, messageOf, sendSigned, until } from '../lab/requests.ts';
import type { Measure, Row } from '../measure.ts';
import { percentile } from '../statistics.ts';

const GOAL_MS = 500;
const PATIENCE_MS = 30_000;

/** Approves so many orders, `apartMs` from one click to the next; how long the buttons of each card stayed. */
async function approve(lab: Lab, count: number, apartMs: number): Promise<number[]> {
  const { dataDir, templatesFile } = await seed(lab);
  const bodies = bodiesOf(templatesFile, 'approve click').slice(0, count);
  const bot = await startOurs(lab, 'ours', dataDir);
  await lab.world.ask('forget', z.unknown());
  const sends: Promise<number>[] = [];
  for (const body of bodies) {
    const sent = sendSigned(bot.url, body);
    sent.catch(() => {}); // Told by the wait for all of them.
    sends.push(sent);
    if (apartMs > 0) await setTimeout(apartMs);
  }
  const sentAtMs = await Promise.all(sends);
  const redrawnAtMs = await until('Redrawing every card', PATIENCE_MS, async () => {
    const { cardsWithoutButtons } = await lab.world.ask('seen', Seen);
    const first = new Map(cardsWithoutButtons.toReversed().map(({ ts, atMs }) => [ts, atMs]));
    const times = bodies.flatMap((body) => first.get(messageOf(body)) ?? []);
    return times.length === bodies.length ? times : null;
  });
  await bot.stop();
  return redrawnAtMs.map((atMs, index) => atMs - (sentAtMs[index] ?? 0));
}

async function rowOf(lab: Lab, name: string, count: number, apartMs: number): Promise<Row> {
  const waitsMs: number[] = [];
  for (let round = 0; round < lab.rounds; round += 1) waitsMs.push(...(await approve(lab, count, apartMs)));
  const p95 = percentile(waitsMs, 95);
  return {
    what: `Click to buttons gone, ${name}`,
    figures: [
      { side: 'p50', value: percentile(waitsMs, 50), unit: 'ms' },
      { side: 'p95', value: p95, unit: 'ms' },
    ],
    ratio: null,
    goal: { text: `p95 ≤ ${GOAL_MS} ms`, value: p95, atMost: GOAL_MS },
  };
}

/** From the click on Approve until Slack is asked to draw the card without buttons; Slack answers in 20 ms. */
export const click: Measure = {
  name: 'click',
  title: 'Click to buttons gone',
  run: async (lab) => {
    const burst = lab.isQuick ? 10 : 20;
    return [
      await rowOf(lab, 'a click every half second', lab.isQuick ? 6 : 15, 500),
      await rowOf(lab, `${burst} clicks at once`, burst, 0),
    ];
  },
};
