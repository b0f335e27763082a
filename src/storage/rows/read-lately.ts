import type { Order } from '../../orders/order.ts';

/** Orders of one store that were read last, so that lists which people look at again and again are not read anew. */
export interface ReadLately {
  /** The order that was read from just this text; null when that is not known. */
  of(reference: string, text: string): Order | null;
  keep(reference: string, text: string, order: Order): void;
}

/** Most orders, and most characters of their texts: some ten times as many bytes in memory. */
const MOST = 256;
const MOST_CHARACTERS = 2_000_000;

/** Keeps the orders of a store in memory: they never change, and each is given out for the very text that it was read from alone. */
export function readLately(): ReadLately {
  const known = new Map<string, { readonly text: string; readonly order: Order }>();
  let characters = 0;
  const forget = (reference: string) => {
    characters -= known.get(reference)?.text.length ?? 0;
    known.delete(reference);
  };
  return {
    of: (reference, text) => {
      const found = known.get(reference);
      return found?.text === text ? found.order : null;
    },
    keep: (reference, text, order) => {
      forget(reference);
      known.set(reference, { text, order });
      characters += text.length;
      for (const oldest of known.keys()) {
        if (known.size <= MOST && characters <= MOST_CHARACTERS) return;
        forget(oldest);
      }
    },
  };
}
