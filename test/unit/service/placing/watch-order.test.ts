import { describe, expect, test } from '@jest/globals';
import { addMinutes, addSeconds } from 'date-fns';
import { decide } from '../../../../src/orders/decide/decide.ts';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { type Order, termsOf } from '../../../../src/orders/order.ts';
import { StoreUnavailable, VendorFault, VendorRefused, VendorUnavailable } from '../../../../src/service/errors.ts';
import type { WatchReads } from '../../../../src/service/placing/vendor-lists.ts';
import { watchOrder } from '../../../../src/service/placing/watch-order.ts';
import type { Log } from '../../../../src/service/ports/log.ts';
import type { VendorMailbox } from '../../../../src/service/ports/vendor.ts';
import { aLine, amir, anOrder, aPurchase, inState, noon } from '../../../support/builders.ts';
import { anIntent } from '../../orders/sent.ts';

const NAMES = ['getgoogle1.com', 'getgoogle2.com', 'getgoogle3.com', 'getgoogle4.com'];

/** An order of four names that the vendor has confirmed. */
function placed(): Order {
  const order = anOrder({ purchase: aPurchase({ lines: [aLine('google', NAMES.length)] }) });
  const events: OrderEvent[] = [
    { type: 'approved', by: amir, fingerprint: termsOf(order).fingerprint },
    { type: 'placing_started', attempt: anIntent() },
    { type: 'vendor_confirmed', vendorOrderId: null },
  ];
  return events.reduce<Order>((before, event) => {
    const decision = decide(before, event, noon);
    if (!decision.ok) throw new Error(`${event.type} is refused: ${decision.refusal}`);
    return decision.order;
  }, order);
}

const WORKING: readonly VendorMailbox[] = [1, 2].map((each) => ({ email: `a${each}@x.com`, status: 'Active' }));
const inTwoMinutes = addMinutes(noon, 2);
const unavailable = () => new VendorUnavailable('getMailboxes answered 500');

/** Watches an order all of whose domains are active; what the mailboxes of some come to is given. */
async function watched(odd: Readonly<Record<string, readonly VendorMailbox[] | Error | null>>) {
  const asked: string[] = [];
  const logged: unknown[] = [];
  const reads: WatchReads = {
    purchased: async () => new Set(),
    orders: async () => new Map(),
    domains: async () =>
      new Map(NAMES.map((name) => [name, { id: name, name, status: 'Active', orderId: null, totalMailboxes: 2 }])),
    mailboxes: async (_workspaceId, domainId) => {
      asked.push(domainId);
      const answer = domainId in odd ? (odd[domainId] ?? null) : WORKING;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    mailboxesWaitUntil: () => inTwoMinutes,
    forms: async () => [],
    workspaces: async () => [],
  };
  const keep = (fields: Readonly<Record<string, unknown>>) => {
    logged.push(fields);
  };
  const log: Log = { debug: keep, info: keep, warn: keep, error: keep };
  const watching = { log, clock: { now: () => noon }, record: async () => true };
  return { event: await watchOrder(reads, placed(), watching), asked, logged };
}

const ready = (...names: (string | undefined)[]) => ({ type: 'progress_seen', ready: names, isDone: false });
/** What was not read is not known. */
const readyBut = (unread: readonly (string | undefined)[], ...names: (string | undefined)[]) => ({
  ...ready(...names),
  unread,
});
const [first, second, third, fourth] = NAMES;
const aShort = (domain: string | undefined, listed: number) => ({ domain, listed, expected: 2, missing: [] });

describe('mailboxes that cannot be read keep no other domain back', () => {
  test.each<[string, Error | null]>([
    ['no list is named', null],
    ['the answer has another shape', new VendorFault('getMailboxes answered in another shape')],
    ['the vendor does not know the domain', new VendorRefused(404, 'Not found')],
    ['the vendor has an error for it', unavailable()],
  ])('when %s', async (_, answer) => {
    const { event, logged } = await watched({ 'getgoogle1.com': answer });
    const again = answer === null ? {} : { readAgainAt: inTwoMinutes };
    expect(event).toEqual({ ...readyBut([first], second, third, fourth), ...again });
    expect(logged).toHaveLength(answer === null ? 0 : 1);
    if (answer) expect(logged).toMatchObject([{ reference: '7f3k2q', domainId: first, error: answer }]);
  });

  test('when the vendor answers with fewer than belong there', async () => {
    const { event } = await watched({ 'getgoogle2.com': WORKING.slice(1), 'getgoogle3.com': [] });
    const short = { domains: [aShort(second, 1), aShort(third, 0)], more: 0 };
    expect(event).toEqual({ ...ready(first, fourth), short });
  });

  test('when several are odd', async () => {
    const fault = new VendorFault('odd');
    const { event } = await watched({ 'getgoogle1.com': fault, 'getgoogle2.com': fault, 'getgoogle3.com': fault });
    expect(event).toEqual({ ...readyBut([first, second, third], fourth), readAgainAt: inTwoMinutes });
  });
});

test('a vendor that does not answer for two domains is not asked for the others this time', async () => {
  const { event, asked } = await watched({ 'getgoogle1.com': unavailable(), 'getgoogle3.com': unavailable() });
  expect(event).toEqual({ ...readyBut([first, third, fourth], second), readAgainAt: inTwoMinutes });
  expect(asked).toEqual([first, second, third]);
});

test('what is no fault of the vendor’s is not passed over', async () => {
  const failure = new Error('a mistake of ours');
  await expect(watched({ 'getgoogle1.com': failure })).rejects.toBe(failure);
  const store = new StoreUnavailable('the rate limit cannot be booked');
  await expect(watched({ 'getgoogle1.com': store })).rejects.toBe(store);
});

describe('what is known so far', () => {
  /** Watches while each list of mailboxes takes so long; some names were unread at the look before. */
  async function slowly(secondsEach: number, { unread = [], turns = 99 }: { unread?: string[]; turns?: number } = {}) {
    let now = noon;
    const asked: string[] = [];
    const recorded: OrderEvent[] = [];
    const order = { ...inState(placed(), 'placed'), progress: { ready: [], changedAt: noon, isStuck: false, unread } };
    const reads: WatchReads = {
      purchased: async () => new Set(),
      orders: async () => new Map(),
      domains: async () =>
        new Map(NAMES.map((name) => [name, { id: name, name, status: 'Active', orderId: null, totalMailboxes: 2 }])),
      mailboxes: async (_workspaceId, domainId, reference) => {
        expect(reference).toBe('7f3k2q');
        if (asked.length >= turns) return 'not_its_turn';
        asked.push(domainId);
        now = addSeconds(now, secondsEach);
        return WORKING;
      },
      mailboxesWaitUntil: () => null,
      forms: async () => [],
      workspaces: async () => [],
    };
    const silent = () => {};
    const event = await watchOrder(reads, order, {
      log: { debug: silent, info: silent, warn: silent, error: silent },
      clock: { now: () => now },
      record: async (so) => recorded.push(so) > 0,
    });
    return { event, asked, recorded };
  }

  test('is recorded every ten seconds, and what comes then is unread', async () => {
    const { event, recorded } = await slowly(6);
    expect(recorded).toEqual([{ ...readyBut([third, fourth], first, second), isToGoOn: true }]);
    expect(event).toEqual({ ...ready(...NAMES), isDone: true });
    expect((await slowly(2)).recorded).toEqual([]);
  });

  test('goes on with what was not read before, and ends when it is the turn of others', async () => {
    const { event, asked } = await slowly(1, { unread: ['getgoogle3.com', 'getgoogle4.com'], turns: 3 });
    expect(asked).toEqual([third, fourth, first]);
    expect(event).toEqual({ ...readyBut([second], first, third, fourth), isToGoOn: true });
  });
});
