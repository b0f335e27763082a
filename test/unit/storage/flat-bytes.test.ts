import { expect, test } from '@jest/globals';
import { subHours } from 'date-fns';
import { placeOrder } from '../../../src/service/placing/place-order.ts';
import type { StoredOrder } from '../../../src/service/ports/stores/order-store.ts';
import { recordEvent } from '../../../src/service/record-event.ts';
import { encodeEntry, encodeOrder } from '../../../src/storage/rows/row.ts';
import { textOfAct } from '../../../src/storage/rows/stored-acts.ts';
import { aReference, noon } from '../../support/builders.ts';
import { approvedThen, inWorld } from '../service/placing/placing-world.ts';

/** Bytes of everything that is stored of an order which was placed while the vendor had so many others. */
async function bytesOfPlaced(vendorOrders: number): Promise<number> {
  let bytes = 0;
  await inWorld(async (world) => {
    const createdAt = subHours(noon, 1_000);
    world.vendor.rows = Array.from({ length: vendorOrders }, (_, number) => ({
      id: `rec${number}`,
      amountCents: 1_400,
      status: 'Active',
      createdAt,
    }));
    const approved = await world.lived({}, approvedThen);
    const record = async (event: Parameters<typeof recordEvent>[2]) =>
      (await recordEvent(world.deps, aReference, event)).ok;
    await placeOrder(world.deps)(approved, { record, begin: world.begin, keep: async () => true });
    world.vendor.stands('recOurs', { tag: 'acme-7f3k2q' });
    const found = { type: 'vendor_order_found', vendorOrderId: 'recOurs', amountCents: 1_400, attempt: 1 } as const;
    bytes = sizeOf(await world.happen(aReference, found), await world.store.history(aReference));
  });
  return bytes;
}

function sizeOf(stored: StoredOrder, history: Parameters<typeof encodeEntry>[0][]): number {
  expect(stored.order.state).toBe('placed');
  const row = encodeOrder({ ...stored, order: { ...stored.order } });
  const texts = [row.content, row.effects, row.head, ...history.map((entry) => encodeEntry(entry).text)];
  return [...texts, ...[...row.acts.values()].map(textOfAct)].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

test('what is stored of an order does not grow with the orders at the vendor', async () => {
  const few = await bytesOfPlaced(10);
  expect(few).toBeGreaterThan(0);
  expect(await bytesOfPlaced(20_000)).toBe(few);
});
