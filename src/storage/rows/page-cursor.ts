import { z } from 'zod';

/** Where a page of orders ended: moment and reference of its last order. */
const Cursor = z.object({ atMs: z.int(), reference: z.string() });
export type Cursor = z.infer<typeof Cursor>;

/** An opaque text for the place after an order, be it one that cannot be read. */
export const encodeCursor = ({ atMs, reference }: Cursor): string =>
  Buffer.from(JSON.stringify({ atMs, reference } satisfies Cursor)).toString('base64url');

/** Reads what `encodeCursor` wrote; null is the beginning. Throws for anything else. */
export function decodeCursor(cursor: string | null): Cursor | null {
  return cursor === null ? null : Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
}
