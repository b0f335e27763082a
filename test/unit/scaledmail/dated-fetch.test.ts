import { expect, test } from '@jest/globals';
import { datedFetch } from '../../../src/scaledmail/dated-fetch.ts';

/** A fetch whose exchanges take so long by a clock that begins ten seconds after noon. */
function exchanges(tookMs: number) {
  let nowMs = Date.parse('2026-11-23T12:00:10.000Z');
  const answer: { headers: Record<string, string>; fails: boolean } = { headers: {}, fails: false };
  const answering: typeof fetch = async () => {
    nowMs += tookMs;
    if (answer.fails) throw new TypeError('fetch failed');
    return new Response('', { headers: answer.headers });
  };
  return { answer, dated: datedFetch(answering, { now: () => new Date(nowMs) }) };
}
const NOON = { date: 'Mon, 23 Nov 2026 12:00:00 GMT' };

test('the clock of an answer is compared with the middle of its exchange, and half a second is added', async () => {
  const { answer, dated } = exchanges(2_000);
  expect(dated.offsetMs()).toBeNull();
  answer.headers = NOON;
  const response = await dated.fetch('http://127.0.0.1/');
  expect(response.headers.get('date')).toBe(NOON.date);
  expect(dated.offsetMs()).toBe(-10_500);
});

test('a clock that is ahead is ahead', async () => {
  const { answer, dated } = exchanges(0);
  answer.headers = { date: 'Mon, 23 Nov 2026 12:10:10 GMT' };
  await dated.fetch('http://127.0.0.1/');
  expect(dated.offsetMs()).toBe(600_500);
});

test.each<[string, number, Record<string, string>]>([
  ['has no date', 0, {}],
  ['has a date that is none', 0, { date: 'noon' }],
  ['was kept by a cache', 0, { ...NOON, age: '30' }],
  ['took longer than ten seconds', 10_001, NOON],
  ['came before it was asked for, by a clock that was set back', -1, NOON],
])('an answer that %s does not tell', async (_, tookMs, headers) => {
  const { answer, dated } = exchanges(tookMs);
  answer.headers = headers;
  await dated.fetch('http://127.0.0.1/');
  expect(dated.offsetMs()).toBeNull();
});

test('the last answer that tells counts, and one that fails says nothing', async () => {
  const { answer, dated } = exchanges(1_000);
  answer.headers = NOON;
  await dated.fetch('http://127.0.0.1/');
  expect(dated.offsetMs()).toBe(-10_000);
  answer.headers = { ...NOON, age: '0' };
  await dated.fetch('http://127.0.0.1/');
  expect(dated.offsetMs()).toBe(-11_000);
  answer.fails = true;
  await expect(dated.fetch('http://127.0.0.1/')).rejects.toThrow('fetch failed');
  expect(dated.offsetMs()).toBe(-11_000);
});
