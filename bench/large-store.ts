import { resourceUsage } from 'node:process';
import { verifyStore } from '../src/audit/verify.ts';
import type { Config } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { putPolicyInForce } from '../src/service/policy-in-force.ts';
import { openTarget } from '../src/storage/content/open-content.ts';
import type { StoreRecord } from '../src/storage/content/record.ts';
import { openOrderReader } from '../src/storage/open-order-reader.ts';
import { openStores } from '../src/storage/open-stores.ts';
import { aPolicy, bea, rita, team } from '../test/support/builders.ts';
import { endedOrders, FIRST } from './subjects/ended-orders.ts';
import { store as storeOrder } from './subjects/seeding.ts';

/*
 * What a store of many orders that ended costs: `tsx bench/large-store.ts fill|measure|audit sqlite=<folder>|redis=<address> [count]`;
 * `fill` takes several of them, with commas between. Each is a process of its own, so that its memory is its own, too. Prints one line of JSON.
 */
const [what = '', where = '', count = '200000'] = process.argv.slice(2);
const stores = where.split(',').map((each): Config['store'] => {
  const [kind, ...rest] = each.split('=');
  const address = rest.join('=');
  return kind === 'redis' ? { kind, url: address, operatorSaysDurable: true } : { kind: 'sqlite', dataDir: address };
});
const [store = { kind: 'sqlite', dataDir: '' }] = stores;
const log = createLog('silent');
const clock = { now: () => new Date() };
const CHUNK = 500;

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return Math.round((performance.now() - startedAt) * 10) / 10;
};
/** The median of several. */
const usual = async (work: () => Promise<unknown>): Promise<number> => {
  const all: number[] = [];
  for (let times = 0; times < 9; times += 1) all.push(await timed(work));
  return all.toSorted((one, other) => one - other)[4] ?? 0;
};
const megabytes = () => Math.round(resourceUsage().maxRSS / 1024);

async function fill(): Promise<object> {
  const targets = await Promise.all(stores.map((store) => openTarget({ store, teamId: team, log })));
  const put = (records: readonly StoreRecord[]) => Promise.all(targets.map((target) => target.put(records)));
  let chunk: StoreRecord[] = [];
  const ms = await timed(async () => {
    for (const record of endedOrders(Number(count))) {
      chunk.push(record);
      if (chunk.length < CHUNK) continue;
      await put(chunk);
      chunk = [];
    }
    await put(chunk);
    await Promise.all(targets.map((target) => target.finish()));
  });
  return { filled: Number(count), seconds: Math.round(ms / 1_000) };
}

async function measure(): Promise<object> {
  const startedAt = performance.now();
  const opened = await openStores({ store, teamId: team, clock, log });
  await opened.prepare();
  const limits = { perOrderCents: 100_000, perDayCents: 300_000 };
  const { orders, keyValues: settings, archive } = opened;
  await putPolicyInForce({
    policy: aPolicy(),
    limits,
    orders,
    settings,
    clock,
    newSalt: () => 'salt',
    nudge: () => {},
  });
  const start = Math.round(performance.now() - startedAt);
  const page = (offset: number) => ({ offset, limit: 10 });
  const since = new Date(FIRST + (Number(count) * 10 - 30 * 24 * 60) * 60_000);
  const results = {
    start,
    'first page': await usual(() => orders.select({ stage: 'all' }, page(0))),
    'last page': await usual(() => orders.select({ stage: 'all' }, page(Number(count) - 10))),
    'page of a person': await usual(() => orders.select({ stage: 'all', requestedBy: rita }, page(100))),
    'of another person': await usual(() => orders.select({ stage: 'all', requestedBy: bea }, page(0))),
    'to decide': await usual(() => orders.select({ stage: 'waiting', notRequestedBy: bea }, page(0))),
    mine: await usual(() => orders.select({ stage: 'decided', requestedBy: rita, since }, page(0))),
    running: await usual(() => orders.select({ stage: 'running' }, page(0))),
    'list of states': await usual(() => orders.list({ states: ['awaiting_approval', 'approved'], limit: 100 }, null)),
    claim: await usual(() => orders.claimDue(new Date(), 1_000, 64, 'token')),
    'next claimable': await usual(() => orders.nextClaimableAt()),
    count: await usual(() => archive.kept()),
    'counts by kind and state': await usual(() => orders.counts()),
  };
  let number = 7_000_000 + Math.floor(Math.random() * 1_000_000);
  const insert = await usual(() => {
    number += 1;
    const left = { task: { type: 'expire' as const }, dueAt: new Date('2100-01-01T00:00:00.000Z') };
    return storeOrder(orders, number, { stage: 'waiting', at: new Date(), left });
  });
  const megabytesUsed = megabytes();
  await opened.close();
  return { ...results, 'three writes': insert, megabytes: megabytesUsed };
}

async function audit(): Promise<object> {
  const reader = await openOrderReader({ store, teamId: null, log });
  let found = {};
  const ms = await timed(async () => {
    found = await verifyStore(reader, { clock, onProgress: async () => {}, onViolation: async () => {} });
  });
  await reader.close();
  return { ...found, seconds: Math.round(ms / 1_000), megabytes: megabytes() };
}

const WORK: Readonly<Record<string, () => Promise<object>>> = { fill, measure, audit };
const work = WORK[what];
if (!work) throw new Error('fill, measure or audit');
process.stdout.write(`${JSON.stringify({ what, where: store.kind, ...(await work()) })}\n`);
