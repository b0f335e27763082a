import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { processMetrics, type Standing } from '../../../src/metrics/metrics.ts';

const standing: Standing = {
  orders: [
    { kind: 'custom_order', state: 'outcome_unknown', count: 2 },
    { kind: 'cancel_order', state: 'outcome_unknown', count: 1 },
    { kind: 'custom_order', state: 'active', count: 40 },
  ],
  oldestDueMs: 12_500,
  waitingPayloads: 3,
  isReady: true,
  slackAnswers: false,
  storeWentBack: true,
};

/** The lines of one figure. */
const linesOf = (text: string, name: string) => text.split('\n').filter((line) => line.startsWith(name));

test('what is true now is read when it is asked for', async () => {
  let now = standing;
  const { text } = processMetrics(async () => now);
  const first = await text();
  expect(linesOf(first, 'scaledmail_orders{')).toEqual([
    'scaledmail_orders{kind="custom_order",state="outcome_unknown"} 2',
    'scaledmail_orders{kind="cancel_order",state="outcome_unknown"} 1',
    'scaledmail_orders{kind="custom_order",state="active"} 40',
  ]);
  expect(linesOf(first, 'scaledmail_unknown_outcomes')).toEqual(['scaledmail_unknown_outcomes 3']);
  expect(linesOf(first, 'scaledmail_oldest_due_seconds')).toEqual(['scaledmail_oldest_due_seconds 12.5']);
  expect(linesOf(first, 'scaledmail_ready')).toEqual(['scaledmail_ready 1']);
  expect(linesOf(first, 'scaledmail_slack_answers')).toEqual(['scaledmail_slack_answers 0']);
  expect(linesOf(first, 'scaledmail_store_went_back')).toEqual(['scaledmail_store_went_back 1']);
  expect(linesOf(first, 'scaledmail_store_answers')).toEqual(['scaledmail_store_answers 1']);
  now = { ...standing, orders: [{ kind: 'custom_order', state: 'active', count: 41 }], isReady: false };
  const then = await text();
  expect(linesOf(then, 'scaledmail_orders{')).toEqual(['scaledmail_orders{kind="custom_order",state="active"} 41']);
  expect(linesOf(then, 'scaledmail_unknown_outcomes')).toEqual(['scaledmail_unknown_outcomes 0']);
  expect(linesOf(then, 'scaledmail_ready')).toEqual(['scaledmail_ready 0']);
});

test('what cannot be read is left out: an old figure is not shown as a new one', async () => {
  let now = standing;
  const { text } = processMetrics(async () => now);
  await text();
  now = { ...standing, orders: null, oldestDueMs: null };
  const then = await text();
  expect(linesOf(then, 'scaledmail_store_answers')).toEqual(['scaledmail_store_answers 0']);
  for (const name of ['scaledmail_orders{', 'scaledmail_unknown_outcomes', 'scaledmail_oldest_due_seconds'])
    expect(linesOf(then, name)).toEqual([]);
});

test('calls and acknowledgements are counted and timed, by kinds and results', async () => {
  const { meter, text } = processMetrics(async () => standing);
  meter.calledVendor('createCustomOrder', 'no_answer', 250, 60_000);
  meter.calledSlack('chat.postMessage', 'too_many', 30_000, 80);
  meter.calledSlack('chat.postMessage', 'not_sent', 29_000, 0);
  meter.acknowledged('at_once', 2);
  meter.happened('custom_order', 'approved', 'approved');
  const figures = await text();
  expect(figures).toContain('scaledmail_vendor_call_seconds_sum{operation="createCustomOrder",result="no_answer"} 60');
  expect(figures).toContain('scaledmail_slack_wait_seconds_sum{method="chat.postMessage"} 59');
  expect(figures).toContain('scaledmail_slack_call_seconds_count{method="chat.postMessage",result="not_sent"} 1');
  expect(figures).toContain('scaledmail_vendor_wait_seconds_sum{operation="createCustomOrder"} 0.25');
  expect(figures).toContain('scaledmail_slack_call_seconds_count{method="chat.postMessage",result="too_many"} 1');
  expect(figures).toContain('scaledmail_acknowledgement_seconds_bucket{le="0.005",way="at_once"} 1');
  expect(figures).toContain('scaledmail_order_events_total{kind="custom_order",event="approved",state="approved"} 1');
});

test('the process itself is watched: how long the event loop is held up, memory, handles', async () => {
  const figures = await processMetrics(async () => standing).text();
  for (const name of ['nodejs_eventloop_lag_p99_seconds', 'process_resident_memory_bytes', 'nodejs_active_handles'])
    expect(linesOf(figures, name)).not.toEqual([]);
});

const Rules = z.object({
  groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string(), expr: z.string() })) })),
});

test('every figure that an example of an alert is about is one that there is', async () => {
  const { meter, text } = processMetrics(async () => standing);
  meter.calledVendor('getOrders', 'ok', 0, 1);
  meter.calledSlack('views.open', 'ok', 0, 1);
  meter.acknowledged('at_once', 1);
  const figures = await text();
  const file = readFileSync(new URL('../../../docs/alerts.yml', import.meta.url), 'utf8');
  const rules = Rules.parse(parse(file)).groups.flatMap((group) => group.rules);
  expect(rules.length).toBeGreaterThan(5);
  for (const { expr } of rules) {
    for (const name of expr.match(/\b(?:scaledmail|nodejs)_\w+/g) ?? []) expect(figures).toContain(`\n${name}`);
  }
});
