import type { Effect } from '../../src/orders/effect.ts';
import { nextEntry } from '../../src/orders/history.ts';
import type { Order, OrderIn } from '../../src/orders/order.ts';
import type { OrderStore } from '../../src/service/ports/order-store.ts';
import { openSqliteDatabase } from '../../src/storage/sqlite/sqlite-database.ts';
import { sqliteKeyValueStore } from '../../src/storage/sqlite/sqlite-key-value-store.ts';
import { sqliteOrderStore } from '../../src/storage/sqlite/sqlite-order-store.ts';
import { REFERENCE_ALPHABET, Reference, UserId } from '../../src/values/ids.ts';
import { amir, aNewOrder, aPurchase, inState } from '../../test/support/builders.ts';

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

/** Rita's order of five Google domains, whose card is out and awaits approval. */
export function waitingOrder(number: number, requestedAt: Date): OrderIn<'awaiting_approval'> {
  const naming = { form: 'names', firstName: 'Ada', lastName: 'Park' } as const;
  const domains = Array.from({ length: 5 }, (_, index) => ({ name: `get-acme-${number}-${index}.com`, naming }));
  const purchase = aPurchase({ label: `Client ${number}`, lines: [{ provider: 'google', domains }] });
  const { order } = aNewOrder({ reference: referenceNumber(number), requestedAt, purchase });
  const messages = { card: { channelId: order.facts.channelId, ts: cardTs(number) }, requester: null };
  return inState({ ...order, messages }, 'awaiting_approval');
}

/** The same, placed with the vendor, which is setting it up. */
export function placedOrder(number: number, at: Date): Order {
  const { facts, terms, messages } = waitingOrder(number, at);
  const attempt = { number: 1, tag: `acme-${facts.reference}`, startedAt: at, quotedCents: terms.quote.totalCents };
  return {
    state: 'placed',
    facts,
    terms,
    messages,
    approvals: [{ by: amir, at, fingerprint: terms.fingerprint }],
    attempt: { ...attempt, knownOrderIds: [] },
    placedAt: at,
    vendorOrderId: `rec${number}`,
    vendorAmountCents: terms.quote.totalCents,
    looks: 0,
    progress: { ready: [], changedAt: at, isStuck: false },
  };
}

/** Stores an order with one effect. */
export async function store(orders: OrderStore, order: Order, task: Effect['task'], dueAt: Date): Promise<void> {
  const { fingerprint, quote } = order.terms;
  const { requestedBy, requestedAt } = order.facts;
  const event = {
    type: 'requested',
    by: UserId.parse(requestedBy),
    fingerprint,
    totalCents: quote.totalCents,
  } as const;
  const entry = nextEntry(null, event, fingerprint, requestedAt);
  const inserted = await orders.insert(order, [{ id: '1.0', task, dueAt, attempts: 0 }], entry);
  if (!inserted.ok) throw new Error(`An order could not be stored: ${inserted.refusal}`);
}

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
