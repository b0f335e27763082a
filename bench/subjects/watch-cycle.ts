import { join } from 'node:path';
import Database from 'libsql';
import { z } from 'zod';
import { startBot } from '../../src/bot.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { answerAsks } from './answering.ts';

/**
 * The whole app through one watch cycle: its clock stands at the moment when every order is due, waits for the vendor's
 * rate limit take no time, and the vendor is a counting `fetch` in this process.
 */
const Cycle = z.object({ count: z.int(), changed: z.int(), atMs: z.number(), limitMs: z.number() });

const DOMAINS_AN_ORDER = 5;

/** The vendor's lists for so many orders, of which the first few have a domain that works now. */
function listsOf(count: number, changed: number) {
  const numbers = Array.from({ length: count }, (_, number) => number);
  const payments = numbers.map((number) => ({ id: `rec${number}`, amount: 35, status: 'Active' }));
  const domains = numbers.flatMap((number) =>
    Array.from({ length: DOMAINS_AN_ORDER }, (_, index) => ({
      id: `dom${number}-${index}`,
      domain: `get-acme-${number}-${index}.com`,
      status: number < changed && index === 0 ? 'Active' : 'In Progress',
      payment_id: `rec${number}`,
      total_mailboxes: 2,
    })),
  );
  return { orders: JSON.stringify({ payments }), domains: JSON.stringify({ domains }) };
}

const MAILBOXES = JSON.stringify({ mailboxes: [1, 2].map((each) => ({ email: `a${each}@x.com`, status: 'Active' })) });

async function cycle(given: unknown) {
  const { count, changed, atMs, limitMs } = Cycle.parse(given);
  const read = readConfig(process.env);
  if (!read.ok) throw new Error('The environment of the benchmark is wrong');
  const lists = listsOf(count, changed);
  const calls: Record<string, number> = {};
  const network = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const { pathname, href } = new URL(input instanceof Request ? input.url : input);
    if (!href.startsWith(read.config.vendor.baseUrl)) return network(input, init);
    const operation = pathname.split('/').findLast((part) => /^(orders|domains|mailboxes)$/.test(part)) ?? pathname;
    const isDetail = operation === 'orders' && !pathname.endsWith('/orders');
    const name = isDetail ? 'order details' : operation;
    calls[name] = (calls[name] ?? 0) + 1;
    return new Response(name === 'orders' ? lists.orders : name === 'domains' ? lists.domains : MAILBOXES);
  };
  const startedMs = performance.now();
  const clock = { now: () => new Date(atMs) };
  const log = createLog('error');
  const bot = await startBot(read.config, { clock, log, pollMs: 10, sleep: () => Promise.resolve() });
  const remaining = remainingIn(join(process.env.DATA_DIR ?? '', 'scaledmail.db'), atMs);
  let left = remaining();
  while (left > 0 && performance.now() - startedMs < limitMs) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    left = remaining();
  }
  if (left === 0) await bot.settled();
  return { calls, looked: count - left, seconds: (performance.now() - startedMs) / 1_000 };
}

/** How many orders are still due, asked on a connection of its own. */
function remainingIn(file: string, atMs: number): () => number {
  const statement = new Database(file).prepare('SELECT count(*) AS count FROM work WHERE claimable_at_ms <= ?');
  return () => z.object({ count: z.int() }).parse(statement.get(atMs)).count;
}

answerAsks({ cycle });
