import { z } from 'zod';
import type { OrderRow } from '../../rows/row.ts';

/** Fields of an order's hash; `rowIn` reads their values. */
export const ROW_FIELDS = ['version', 'content', 'effects', 'head', 'leaseToken', 'leaseUntilMs'] as const;

const text = z.string().nullable();
/** An order whose text somebody deleted is one that cannot be read. */
const content = text.transform((given) => given ?? '');
const Values = z.tuple([z.coerce.number().int(), content, text, text, text, z.coerce.number().int().nullable()]);
const Nothing = z.array(z.null());

/** The row that the values of `ROW_FIELDS` make; null when there is no such hash. */
export function rowIn(values: readonly unknown[]): OrderRow | null {
  if (Nothing.safeParse(values).success) return null;
  const [version, json, effects, head, leaseToken, leaseUntilMs] = Values.parse(values);
  return { version, content: json, effects, head, leaseToken, leaseUntilMs };
}
