import { Act } from '../../../src/acts/act.ts';
import type { ReadLately } from '../../../src/storage/rows/read-lately.ts';
import { decodeEntry, decodeOrder, type OrderRow } from '../../../src/storage/rows/row.ts';
import type { ActOf, NamedActs } from '../../../src/storage/rows/stored-acts.ts';

const actsIn =
  (acts: NamedActs = new Map()): ActOf =>
  (hash) => {
    const act = acts.get(hash);
    return act && Act.parse(JSON.parse(JSON.stringify(act)));
  };

/** Reads a row with the acts that were written beside it. */
export const readOrder = (row: OrderRow & { readonly acts?: NamedActs }, reference?: string, lately?: ReadLately) =>
  decodeOrder(row, actsIn(row.acts), reference, lately);

/** Reads an entry with the acts that were written beside it. */
export const readEntry = ({ text, acts }: { readonly text: string; readonly acts?: NamedActs }) =>
  decodeEntry(text, { actOf: actsIn(acts), requested: null });
