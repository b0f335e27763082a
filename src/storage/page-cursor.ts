import { z } from 'zod';
import type { Order } from '../orders/order.ts';

/** Where a page of orders ended: moment and reference of its last order. */
const Cursor = z.object({ atMs: z.int(), reference: z.string() });
export type Cursor = z.infer<typeof Cursor>;

/** An opaque text for the place after an order. */
export function encodeCursor(last: Order): string {
  const cursor: Cursor = { atMs: last.facts.requestedAt.getTime(), reference: last.facts.reference };
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** Reads what `encodeCursor` wrote; null is the beginning. Throws for anything else. */
export function decodeCursor(cursor: string | null): Cursor | null {
  return cursor === null ? null : Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
}
