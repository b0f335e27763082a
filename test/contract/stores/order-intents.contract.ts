import { expect, test } from '@jest/globals';
import { RULES_KEY } from '../../../src/orders/approval/requirement.ts';
import { nextAttemptNumber } from '../../../src/orders/decide/attempts.ts';
import type { OrderEvent } from '../../../src/orders/event.ts';
import { newestTerms } from '../../../src/orders/order.ts';
import type {
  IntentGuard,
  IntentWritten,
  OrderStore,
  StoredOrder,
} from '../../../src/service/ports/stores/order-store.ts';
import { amir, noon } from '../../support/builders.ts';
import { after, changeBy, type Handles, inserted, known, laterEntry } from './order-store-support.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const MINUTE_MS = 60_000;
/** What the attempts of these tests may come to in a day. */
const LIMIT_CENTS = 300_000;

/** The event that records an intent. */
function started({ order }: StoredOrder): OrderEvent {
  const attempt = {
    number: nextAttemptNumber(order),
    step: 1,
    tag: newestTerms(order).tag,
    startedAt: noon,
    lookFrom: noon,
    quotedCents: 700,
    sentHash: null,
  };
  return { type: 'placing_started', attempt };
}

/** An approved order of a number. */
async function approved(orders: OrderStore, number: number): Promise<StoredOrder> {
  const stored = await inserted(orders, number);
  const { fingerprint } = newestTerms(stored.order);
  await orders.replace(1, changeBy(stored, { type: 'approved', by: amir, fingerprint }));
  return known(orders, stored.order.facts.reference);
}

const guardOf = ({ order }: StoredOrder, cents: number, at = noon): IntentGuard => ({
  attemptId: `${order.facts.reference}.${nextAttemptNumber(order)}`,
  at,
  cents,
  dayLimitCents: LIMIT_CENTS,
});

const write = (orders: OrderStore, stored: StoredOrder, cents: number, at = noon): Promise<IntentWritten> =>
  orders.replaceWithIntent(stored.version, changeBy(stored, started(stored), at), guardOf(stored, cents, at));

/** Inserts, approves and places the order of a number at a price. */
const placed = async (orders: OrderStore, number: number, cents: number, at = noon): Promise<IntentWritten> =>
  write(orders, await approved(orders, number), cents, at);

/** The call of the order's attempt was surely not sent. */
async function notSent(orders: OrderStore, stored: StoredOrder): Promise<void> {
  const { version, ...now } = await known(orders, stored.order.facts.reference);
  const event = { type: 'not_sent', reason: 'connection_failed', attempt: 1, startedAt: noon } as const;
  const { entry } = changeBy({ version, ...now }, event);
  expect(await orders.replace(version, { ...now, entry })).toBe(true);
}

/** An intent is a change of the order like any other, written by compare-and-set. */
export function writesIntents(handles: Handles): void {
  test('order and entry are written together, one version on', async () => {
    const { orders, second } = handles();
    const stored = await approved(orders, 1);
    const change = changeBy(stored, started(stored));
    expect(await orders.replaceWithIntent(stored.version, change, guardOf(stored, 700))).toBe('written');
    const { order, effects, lease, entry } = change;
    const head = { sequence: entry?.sequence, hash: entry?.hash };
    const expected = { version: stored.version + 1, order, effects, lease, head };
    expect(await known(second, order.facts.reference)).toStrictEqual(expected);
    expect((await second.history(order.facts.reference)).at(-1)).toStrictEqual(entry);
  });

  test('of several from one version, on two handles at once, exactly one is written', async () => {
    const { orders, second } = handles();
    const stored = await approved(orders, 1);
    const answers = await Promise.all([orders, second, orders, second].map((each) => write(each, stored, 700)));
    expect(answers.toSorted()).toEqual(['changed', 'changed', 'changed', 'written']);
    const history = await orders.history(stored.order.facts.reference);
    expect(history.filter(({ event }) => event.type === 'placing_started')).toHaveLength(1);
  });

  test('one from a stale version changes nothing, and what it would charge does not count', async () => {
    const { orders, second } = handles();
    const stale = await approved(orders, 1);
    await second.replace(stale.version, { ...stale, entry: null });
    const newest = await known(orders, stale.order.facts.reference);
    expect(await write(orders, stale, LIMIT_CENTS)).toBe('changed');
    expect(await known(orders, stale.order.facts.reference)).toStrictEqual(newest);
    expect(await placed(orders, 2, LIMIT_CENTS)).toBe('written');
  });
}

/** Nothing is begun after a pause, however long before it was read that there is none. */
export function refusesWhilePaused(handles: Handles): void {
  test('a pause between the read and the write refuses it and leaves the order as it was; then it goes on', async () => {
    const { orders, settings } = handles();
    const stored = await approved(orders, 1);
    await settings.set('paused', '{}', null);
    expect(await write(orders, stored, LIMIT_CENTS)).toBe('paused');
    expect(await known(orders, stored.order.facts.reference)).toStrictEqual(stored);
    expect((await orders.history(stored.order.facts.reference)).at(-1)?.event.type).toBe('approved');
    await settings.delete('paused');
    expect(await write(orders, stored, LIMIT_CENTS)).toBe('written');
  });

  test('the pause keeps nothing else from being written', async () => {
    const { orders, settings } = handles();
    await settings.set('paused', '{}', null);
    const stored = await approved(orders, 1);
    expect(stored.order.state).toBe('approved');
  });
}

/** Nothing is begun by rules that are not in force any more, however long before it was read that they are. */
export function refusesOtherRules(handles: Handles): void {
  test('rules that came into force between the read and the write refuse it and leave the order as it was', async () => {
    const { orders, settings } = handles();
    const stored = await approved(orders, 1);
    const change = changeBy(stored, started(stored));
    const by = (rulesHash: string) => ({ ...guardOf(stored, 1), rulesHash });
    await settings.set(RULES_KEY, 'newer', null);
    expect(await orders.replaceWithIntent(stored.version, change, by('older'))).toBe('policy_outdated');
    expect(await known(orders, stored.order.facts.reference)).toStrictEqual(stored);
    expect(await orders.replaceWithIntent(stored.version, change, by('newer'))).toBe('written');
  });

  test('where no rules were put in force, any will do', async () => {
    const { orders } = handles();
    const stored = await approved(orders, 1);
    const change = changeBy(stored, started(stored));
    const guard = { ...guardOf(stored, 1), rulesHash: 'first' };
    expect(await orders.replaceWithIntent(stored.version, change, guard)).toBe('written');
  });
}

/** All attempts of 24 hours together stay within the day's limit. */
export function keepsDayLimit(handles: Handles): void {
  test('an attempt that reaches the limit is written, one that exceeds it by a cent is not and changes nothing', async () => {
    const { orders, second } = handles();
    expect(await placed(orders, 1, LIMIT_CENTS - 700)).toBe('written');
    const stored = await approved(second, 2);
    expect(await write(second, stored, 701)).toBe('day_limit_reached');
    expect(await known(orders, stored.order.facts.reference)).toStrictEqual(stored);
    expect(await orders.history(stored.order.facts.reference)).toHaveLength(2);
    expect(await write(second, stored, 700)).toBe('written');
  });

  test('one attempt alone may exceed it', async () => {
    expect(await placed(handles().orders, 1, LIMIT_CENTS + 1)).toBe('day_limit_reached');
  });

  test('of intents on two handles at once that exceed it together, exactly one is written', async () => {
    const { orders, second } = handles();
    const approvedOnes = await Promise.all([1, 2, 3, 4].map((number) => approved(orders, number)));
    const answers = await Promise.all(
      approvedOnes.map((stored, index) => write(index % 2 ? second : orders, stored, LIMIT_CENTS / 2 + 1)),
    );
    expect(answers.toSorted()).toEqual(['day_limit_reached', 'day_limit_reached', 'day_limit_reached', 'written']);
  });

  test('an attempt counts for 24 hours, and not a moment longer', async () => {
    const { orders } = handles();
    expect(await placed(orders, 1, LIMIT_CENTS)).toBe('written');
    expect(await placed(orders, 2, 1, after(DAY_MS - 1))).toBe('day_limit_reached');
    expect(await placed(orders, 3, LIMIT_CENTS, after(DAY_MS))).toBe('written');
    expect(await placed(orders, 4, 1, after(DAY_MS + MINUTE_MS))).toBe('day_limit_reached');
  });

  test('a clock that was a day ahead for one attempt makes the others count no less', async () => {
    const { orders } = handles();
    expect(await placed(orders, 1, LIMIT_CENTS - 2)).toBe('written');
    expect(await placed(orders, 2, 1, after(DAY_MS + MINUTE_MS))).toBe('written');
    expect(await placed(orders, 3, 2, after(MINUTE_MS))).toBe('day_limit_reached');
    expect(await placed(orders, 4, 1, after(MINUTE_MS))).toBe('written');
  });

  test('an attempt that is begun again under its id counts once, at the newest price', async () => {
    const { orders } = handles();
    const stored = await approved(orders, 1);
    await write(orders, stored, LIMIT_CENTS - 700);
    const { version, head } = await known(orders, stored.order.facts.reference);
    const entry = laterEntry(stored.order, head, { type: 'held', reason: 'paused' });
    await orders.replace(version, { ...stored, order: { ...stored.order }, head, entry });
    const again = await known(orders, stored.order.facts.reference);
    expect(await write(orders, again, LIMIT_CENTS - 500)).toBe('written');
    expect(await placed(orders, 2, 501)).toBe('day_limit_reached');
    expect(await placed(orders, 3, 500)).toBe('written');
  });

  test('an attempt that charges nothing is not held by the limit', async () => {
    const { orders } = handles();
    expect(await placed(orders, 1, LIMIT_CENTS)).toBe('written');
    expect(await placed(orders, 2, 0)).toBe('written');
    const lowered = await approved(orders, 3);
    const change = changeBy(lowered, started(lowered));
    expect(await orders.replaceWithIntent(lowered.version, change, { ...guardOf(lowered, 0), dayLimitCents: 1 })).toBe(
      'written',
    );
  });

  test('an attempt that was surely not sent counts no more', async () => {
    const { orders, second } = handles();
    const stored = await approved(orders, 1);
    await write(orders, stored, LIMIT_CENTS);
    await notSent(second, stored);
    expect(await placed(orders, 2, LIMIT_CENTS)).toBe('written');
  });

  test('an attempt whose outcome is anything else goes on counting', async () => {
    const { orders } = handles();
    const stored = await approved(orders, 1);
    await write(orders, stored, LIMIT_CENTS);
    const sent = await known(orders, stored.order.facts.reference);
    const unclear = { type: 'outcome_unclear', reason: 'no_answer', message: null } as const;
    expect(await orders.replace(sent.version, changeBy(sent, unclear))).toBe(true);
    expect(await placed(orders, 2, 1)).toBe('day_limit_reached');
  });

  test('a late word that was not written takes nothing away', async () => {
    const { orders } = handles();
    const stored = await approved(orders, 1);
    await write(orders, stored, LIMIT_CENTS);
    const sent = await known(orders, stored.order.facts.reference);
    const change = changeBy(sent, { type: 'not_sent', reason: 'too_late', attempt: 1, startedAt: noon });
    expect(await orders.replace(sent.version - 1, change)).toBe(false);
    expect(await placed(orders, 2, 1)).toBe('day_limit_reached');
  });
}
