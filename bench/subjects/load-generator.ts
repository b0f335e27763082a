import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Pool } from 'undici';
import { z } from 'zod';
import { type LoadResult, LoadTask, MARK, type RequestKind, Template } from '../lab/templates.ts';
import { percentile } from '../statistics.ts';
import { answerAsks } from './answering.ts';

/** Sends signed requests as Slack would, so many at a time over connections that stay open, each the next when one is answered. */
async function load(task: LoadTask): Promise<LoadResult> {
  const templates = z.array(Template).parse(JSON.parse(readFileSync(task.templatesFile, 'utf8')));
  const byKind = new Map(task.kinds.map((kind) => [kind, templates.filter((each) => each.kind === kind)]));
  const pool = new Pool(task.url, { connections: task.concurrency, pipelining: 1 });
  const startedMs = performance.now();
  let fromMs = Number.POSITIVE_INFINITY;
  let untilMs = Number.POSITIVE_INFINITY;
  const latenciesMs: number[] = [];
  let answered = 0;
  let number = 0;
  const isWarm = (sent: number) => sent >= task.warmRequests && performance.now() >= startedMs + task.warmMs;
  const lane = async () => {
    while (performance.now() < untilMs && number < task.mostRequests) {
      if (untilMs === Number.POSITIVE_INFINITY && isWarm(number)) {
        fromMs = performance.now();
        untilMs = fromMs + task.measureMs;
      }
      const template = pick(byKind, task.kinds, number);
      number += 1;
      const sentMs = performance.now();
      await send(pool, task, template, number);
      const answeredMs = performance.now();
      if (answeredMs >= fromMs && answeredMs <= untilMs) answered += 1;
      if (sentMs >= fromMs) latenciesMs.push(answeredMs - sentMs);
    }
  };
  await Promise.all(Array.from({ length: task.concurrency }, lane));
  const endedMs = Math.min(performance.now(), untilMs);
  await pool.close();
  return {
    answered,
    perSecond: answered / ((endedMs - fromMs) / 1_000),
    p50Ms: percentile(latenciesMs, 50),
    p99Ms: percentile(latenciesMs, 99),
    p999Ms: percentile(latenciesMs, 99.9),
  };
}

function pick(byKind: ReadonlyMap<RequestKind, readonly Template[]>, kinds: readonly RequestKind[], number: number) {
  const kind = kinds[number % kinds.length];
  const templates = kind === undefined ? [] : (byKind.get(kind) ?? []);
  const template = templates[Math.floor(number / kinds.length) % templates.length];
  if (!template) throw new Error(`There are no requests of the kind ${kind}`);
  return template;
}

async function send(pool: Pool, task: LoadTask, template: Template, number: number): Promise<void> {
  const body = template.body.replaceAll(MARK, String(number));
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac('sha256', task.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  const answer = await pool.request({
    method: 'POST',
    path: '/slack/events',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    },
    body,
  });
  const text = await answer.body.text();
  const expected = task.isOurs ? template.expects : '';
  const isRight = answer.statusCode === 200 && (expected === '' ? text === '' : text.includes(expected));
  if (!isRight) {
    throw new Error(
      `A ${template.kind} was answered with ${answer.statusCode} ${text.slice(0, 200)}, not ${expected || 'an empty 200'}`,
    );
  }
}

answerAsks({ load: (given) => load(LoadTask.parse(given)) });
