import type { NamesNaming } from '../custom-order.ts';
import { ORDER_LIMITS } from '../provider-facts.ts';
import { type AliasPattern, madeBy } from './patterns.ts';
import { spellingOf } from './spelling.ts';

/** A mailbox that was made from a sender. */
export interface MadeAlias {
  readonly alias: string;
  readonly person: NamesNaming;
}

/**
 * Makes the aliases of one domain: all patterns for the first of `people`, then for the next, until there are `wanted`. No
 * two are alike, and each keeps the vendor's rules; fewer than `wanted` come out when people and patterns do not suffice.
 * Source: docs/vendor/notes.md, "Rules of a custom order".
 */
export function makeAliases(
  people: readonly NamesNaming[],
  patterns: readonly AliasPattern[],
  wanted: number,
): readonly MadeAlias[] {
  const made = new Map<string, MadeAlias>();
  for (const person of people) {
    const spelling = spellingOf(person);
    for (const pattern of patterns) {
      if (made.size >= wanted) return [...made.values()];
      const alias = madeBy(pattern, spelling);
      if (alias === null || alias.length > ORDER_LIMITS.maxAliasLength || made.has(alias)) continue;
      made.set(alias, { alias, person });
    }
  }
  return [...made.values()];
}
