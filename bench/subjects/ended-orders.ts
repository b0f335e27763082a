import { createHash } from 'node:crypto';
import type { OrderEvent } from '../../src/orders/event.ts';
import { nextEntry } from '../../src/orders/history/history.ts';
import { newestTerms } from '../../src/orders/order.ts';
import type { StoredOrder } from '../../src/service/ports/stores/order-store.ts';
import { changeFor } from '../../src/service/record-event.ts';
import type { OrderRecord } from '../../src/storage/content/record.ts';
import { encodeEntry, encodeOrder } from '../../src/storage/rows/row.ts';
import { textOfAct } from '../../src/storage/rows/stored-acts.ts';
import { amir, aNewOrder, aPurchase, approvals } from '../../test/support/builders.ts';
import { cardTs, referenceNumber } from './seeding.ts';

const MINUTE_MS = 60_000;

/** The first moment of the orders; each next one was asked for ten minutes later. */
export const FIRST = new Date('2023-01-02T08:00:00.000Z').getTime();

/** So many orders have a life of their own. */
const LIVES = 400;

/**
 * Orders that ended: three in four were declined, the others cancelled after they had been placed. The first ones have lived, and
 * their chains hold; the many others are copies with another reference, other names and another moment, which costs a fraction of it:
 * what they take up and what reading them costs is the same, only the audit finds that they are not what was approved.
 */
export function* endedOrders(count: number): Generator<OrderRecord> {
  const lived = Array.from({ length: Math.min(count, LIVES) }, (_, number) => endedOrder(number));
  yield* lived;
  for (let number = LIVES; number < count; number += 1) {
    const from = number % LIVES;
    const record = lived[from];
    if (record) yield copied(record, from, number);
  }
}

function copied(record: OrderRecord, from: number, to: number): OrderRecord {
  const reference = referenceNumber(to);
  const [before, after] = [from, to].map((number) => new Date(FIRST + number * 10 * MINUTE_MS));
  const renamed = (text: string) =>
    text
      .replaceAll(record.reference, reference)
      .replaceAll(`get-acme-${from}-`, `get-acme-${to}-`)
      .replaceAll(`"rec${from}"`, `"rec${to}"`)
      .replaceAll(before?.toISOString() ?? '', after?.toISOString() ?? '');
  const acts = Object.entries(record.acts).map(([hash, act]) => {
    const text = renamed(act);
    return { hash, text, becomes: createHash('sha256').update(text).digest('hex') };
  });
  const textOf = (text: string) => acts.reduce((so, { hash, becomes }) => so.replaceAll(hash, becomes), renamed(text));
  const { row } = record;
  return {
    kind: 'order',
    reference,
    row: row && { ...row, content: textOf(row.content), requestedAtMs: after?.getTime() ?? 0 },
    history: record.history.map(textOf),
    acts: Object.fromEntries(acts.map(({ becomes, text }) => [becomes, text])),
  };
}

function endedOrder(number: number): OrderRecord {
  const naming = { form: 'names', firstName: 'Ada', lastName: 'Park' } as const;
  const domains = Array.from({ length: 5 }, (_, index) => ({ name: `get-acme-${number}-${index}.com`, naming }));
  const purchase = aPurchase({ label: `Client ${number}`, lines: [{ provider: 'google', domains }] });
  const reference = referenceNumber(number);
  const at = new Date(FIRST + number * 10 * MINUTE_MS);
  const { order, event } = aNewOrder({ reference, requestedAt: at, purchase });
  const first = nextEntry(null, { event, fingerprint: newestTerms(order).fingerprint, at, salt: saltOf(number, 0) });
  let stored: StoredOrder = { version: 1, order, effects: [], head: first, lease: null };
  const entries = [first];
  for (const [index, happened] of lifeOf(number, stored, at).entries()) {
    const around = { pending: [], lease: null, salt: saltOf(number, index + 1) };
    const result = changeFor(stored, happened, at, around);
    if (!result.ok) throw new Error(`${happened.type} does not happen to an order that is ${stored.order.state}`);
    const { entry } = result.change;
    if (entry) entries.push(entry);
    const { sequence, hash } = entry ?? stored.head;
    stored = {
      version: stored.version + 1,
      order: result.change.order,
      effects: [],
      head: { sequence, hash },
      lease: null,
    };
  }
  const { acts, leaseToken, leaseUntilMs, version, content, effects, head } = encodeOrder(stored);
  const encoded = entries.map(encodeEntry);
  const all = new Map([...acts, ...encoded.flatMap((entry) => [...entry.acts])]);
  const places = { claimableAtMs: null, requestedBy: order.facts.requestedBy, requestedAtMs: at.getTime() };
  return {
    kind: 'order',
    reference,
    row: { version, content, effects, head, leaseToken, leaseUntilMs, ...places, state: stored.order.state },
    history: encoded.map(({ text }) => text),
    acts: Object.fromEntries([...all].map(([hash, act]) => [hash, textOfAct(act)])),
  };
}

function lifeOf(number: number, { order }: StoredOrder, at: Date): readonly OrderEvent[] {
  const announced: OrderEvent = { type: 'announced', card: { channelId: approvals, ts: cardTs(number) } };
  if (number % 4 > 0) return [announced, { type: 'declined', by: amir, reason: 'Too dear' }];
  const { fingerprint, tag } = newestTerms(order);
  const attempt = { number: 1, step: 1, tag, startedAt: at, lookFrom: at, quotedCents: 3_500, sentHash: fingerprint };
  const vendorOrderId = `rec${number}`;
  return [
    announced,
    { type: 'approved', by: amir, fingerprint, asked: order.asked, entitled: [] },
    { type: 'placing_started', attempt },
    { type: 'vendor_confirmed', vendorOrderId, attempt: 1 },
    { type: 'vendor_cancelled' },
  ];
}

/** As long as a real one. */
const saltOf = (number: number, index: number): string => `${number}.${index}.`.padEnd(32, '0');
