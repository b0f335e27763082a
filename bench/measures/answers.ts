import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { Lab } from '../lab/lab.ts';
import { Seen, type Server } from '../lab/lab.ts';
import { ANSWERED, seed, startOurs } from '../lab/loads.ts';
import type { Measure, Row } from '../measure.ts';
import { median, ratioOf } from '../statistics.ts';

const CONCURRENCY = 50;
const REQUESTS = { quick: 1_500, whole: 6_000 } as const;
/** How long Slack takes for an answer. */
const SLACK_MS = [20, 200] as const;
/** The stand-in takes this long otherwise. */
const USUAL_MS = 20;
const LIMIT_MS = 120_000;

type Side = 'ours' | 'bolt-answering';

/** Answers per second: what people wait for, from the first request to the last answer. */
export const answers: Measure = {
  name: 'answers',
  title: 'Answers per second',
  run: async (lab) => {
    const rows: Row[] = [];
    for (const slackMs of SLACK_MS) rows.push(await rowFor(lab, slackMs));
    return rows;
  },
};

async function rowFor(lab: Lab, slackMs: number): Promise<Row> {
  const requests = lab.isQuick ? REQUESTS.quick : REQUESTS.whole;
  const rates: Record<Side, number[]> = { ours: [], 'bolt-answering': [] };
  for (let round = 0; round < lab.rounds; round += 1) {
    for (const side of ['ours', 'bolt-answering'] as const)
      rates[side].push(await rateOf(lab, side, requests, slackMs));
  }
  const [ours, bare] = [median(rates.ours), median(rates['bolt-answering'])];
  const ratio = ratioOf(ours, bare);
  const spread = rates.ours.map((each, round) => ratioOf(each, rates['bolt-answering'][round] ?? 0) ?? 0);
  return {
    what: `Answers per second, ${requests.toLocaleString('en')} requests at ${CONCURRENCY} at a time, Slack takes ${slackMs} ms`,
    figures: [
      { side: 'ours', value: ours, unit: '/s' },
      { side: 'Bolt that answers', value: bare, unit: '/s' },
    ],
    ratio,
    goal: { text: '≥ 1.0×', value: ratio, atLeast: 1 },
    note: `From the first request to the last private answer; each request is followed by one call. Rounds: ${spread.map((each) => `${each.toFixed(2)}×`).join(', ')}. Ours reads its store and checks who may; Bolt’s app says a sentence.`,
  };
}

async function rateOf(lab: Lab, side: Side, requests: number, slackMs: number): Promise<number> {
  const seeded = await seed(lab);
  const server: Server = await (side === 'ours' ? startOurs(lab, side, seeded.dataDir) : lab.start(side));
  await lab.world.ask('forget', z.unknown());
  await lab.world.ask('answerAfter', z.unknown(), slackMs);
  const startedMs = performance.now();
  const loaded = lab.load({
    url: server.url,
    templatesFile: seeded.templatesFile,
    kinds: [...ANSWERED],
    isOurs: side === 'ours',
    concurrency: CONCURRENCY,
    warmMs: 0,
    measureMs: LIMIT_MS,
    mostRequests: requests,
  });
  try {
    await Promise.all([loaded, allAnswered(lab, requests)]);
    return requests / ((performance.now() - startedMs) / 1_000);
  } finally {
    await lab.world.ask('answerAfter', z.unknown(), USUAL_MS);
    await server.stop();
  }
}

/** Resolves when people have got as many private answers. Rejects when that takes too long: an answer was lost. */
async function allAnswered(lab: Lab, requests: number): Promise<void> {
  const startedMs = performance.now();
  for (;;) {
    const { calls } = await lab.world.ask('seen', Seen);
    if ((calls.response_url ?? 0) >= requests) return;
    if (performance.now() - startedMs > LIMIT_MS) throw new Error(`${calls.response_url} of ${requests} were answered`);
    await setTimeout(20);
  }
}
