import type { NamesNaming } from '../custom-order.ts';
import { namesFrom } from './cells/person-name.ts';
import { linesOfText } from './lines/lines.ts';

/** Most code points of the field for senders. Our own limit: some forty names. */
export const MAX_SENDERS = 1_000;

/** The senders of one text, one a line or parted by semicolons; who stands there twice has two turns. */
export const sendersFrom = (text: string): NamesNaming[] =>
  linesOfText(text)
    .flatMap((line) => line.split(';'))
    .flatMap((name) => namesFrom(name) ?? []);

/**
 * Whose turn it is at each thing that has no sender of its own: the first sender at the first of them, the next one at the
 * next, and then from the start again. Those with one of their own take no turn. Empty without senders.
 */
export function takenInTurn<Thing extends { readonly naming: unknown }>(
  things: readonly Thing[],
  senders: readonly NamesNaming[],
): ReadonlyMap<Thing, NamesNaming> {
  const unnamed = things.filter(({ naming }) => naming === null);
  return new Map(
    unnamed.flatMap((thing, index) => {
      const sender = senders[index % senders.length];
      return sender ? [[thing, sender] as const] : [];
    }),
  );
}
