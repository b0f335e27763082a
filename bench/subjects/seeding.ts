import { chargedCents } from '../../src/acts/worth.ts';
import type { Effect } from '../../src/orders/effect.ts';
import type { OrderEvent } from '../../src/orders/event.ts';
import { nextEntry } from '../../src/orders/history/history.ts';
import { newestTerms, type Order } from '../../src/orders/order.ts';
import type { OrderStore, StoredOrder } from '../../src/service/ports/stores/order-store.ts';
import { changeFor } from '../../src/service/record-event.ts';
import { openSqliteDatabase } from '../../src/storage/sqlite/database/open-database.ts';
import { sqliteKeyValueStore } from '../../src/storage/sqlite/key-value-store.ts';
import { sqliteOrderStore } from '../../src/storage/sqlite/orders/order-store.ts';
import { ChannelId, REFERENCE_ALPHABET, Reference } from '../../src/values/ids.ts';
import { amir, aNewOrder, aPurchase, approvals } from '../../test/support/builders.ts';

/** The `number`-th reference. */
export function referenceNumber(number: number): Reference {
  let rest = number;
  let text = '';
  for (let place = 0; place < 6; place += 1) {
    text += REFERENCE_ALPHABET[rest % REFERENCE_ALPHABET.length];
    rest = Math.floor(rest / REFERENCE_ALPHABET.length);
  }
  return Reference.parse(text);
}

/** Time stamp of the card of the `number`-th order. */
export const cardTs = (number: number): string => `1763900000.${String(number).padStart(6, '0')}`;

/** How far an order has come. */
export type Stage = 'waiting' | 'placed';

/** What has happened to an order of a stage after it was requested. */
function eventsOf(number: number, order: Order, at: Date): Record<Stage, readonly OrderEvent[]> {
  const { fingerprint, tag, worth } = newestTerms(order);
  const quotedCents = chargedCents(worth);
  const attempt = { number: 1, step: 1, tag, startedAt: at, lookFrom: at, quotedCents, sentHash: fingerprint };
  const told = { channelId: ChannelId.parse('D0RITA'), ts: cardTs(number) };
  const waiting: OrderEvent[] = [
    { type: 'announced', card: { channelId: approvals, ts: cardTs(number) } },
    { type: 'requester_told', message: told },
  ];
  return {
    waiting,
    placed: [
      ...waiting,
      { type: 'approved', by: amir, fingerprint, asked: order.asked, entitled: [] },
      { type: 'placing_started', attempt },
      { type: 'vendor_confirmed', vendorOrderId: `rec${number}`, attempt: 1 },
      { type: 'vendor_order_found', vendorOrderId: `rec${number}`, amountCents: quotedCents, attempt: 1 },
    ],
  };
}

/** What is left to do of an order, and from when on. */
export interface Left {
  readonly task: Effect['task'];
  readonly dueAt: Date;
}

/**
 * Stores Rita's order of five Google domains through everything that happens to an order until its stage, as the bot does:
 * its row, its act, its claims and its history are as they really are. `left` takes the place of what it would have to do.
 */
export async function store(
  orders: OrderStore,
  number: number,
  { stage, at, left }: { readonly stage: Stage; readonly at: Date; readonly left: Left },
): Promise<Order> {
  const naming = { form: 'names', firstName: 'Ada', lastName: 'Park' } as const;
  const domains = Array.from({ length: 5 }, (_, index) => ({ name: `get-acme-${number}-${index}.com`, naming }));
  const purchase = aPurchase({ label: `Client ${number}`, lines: [{ provider: 'google', domains }] });
  const reference = referenceNumber(number);
  const { order, event } = aNewOrder({ reference, requestedAt: at, purchase });
  const effects = [{ id: '1.0', ...left, attempts: 0 }];
  const { fingerprint } = newestTerms(order);
  const first = nextEntry(null, { event, fingerprint, at, salt: saltOf(number, 0) });
  const inserted = await orders.insert(order, effects, first);
  if (!inserted.ok) throw new Error(`An order could not be stored: ${inserted.refusal}`);
  let stored: StoredOrder = { version: 1, order, effects, head: first, lease: null };
  for (const [index, happened] of eventsOf(number, order, at)[stage].entries()) {
    const around = { pending: effects, lease: null, salt: saltOf(number, index + 1) };
    const result = changeFor(stored, happened, at, around);
    if (!result.ok) throw new Error(`${happened.type} does not happen to an order that is ${stored.order.state}`);
    const change = { ...result.change, effects };
    if (!(await orders.replace(stored.version, change))) throw new Error('Somebody else writes the order');
    const { sequence, hash } = change.entry ?? stored.head;
    stored = { ...stored, version: stored.version + 1, order: change.order, head: { sequence, hash } };
  }
  return stored.order;
}

/** As long as a real one. */
const saltOf = (number: number, index: number): string => `${number}.${index}.`.padEnd(32, '0');

/** The embedded store of a folder, which does not wait for the disk while it is being filled; closed, it is one file. */
export function fastStores(dataDir: string) {
  const database = openSqliteDatabase(dataDir);
  database.exec('PRAGMA synchronous = OFF');
  const clock = { now: () => new Date() };
  return {
    orders: sqliteOrderStore({ synced: database, unsynced: database }),
    keyValues: sqliteKeyValueStore(database, clock),
    close: () => {
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      database.close();
    },
  };
}
