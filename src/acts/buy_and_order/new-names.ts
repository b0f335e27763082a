import type { NameState, SearchedName } from '../buy_domains/availability.ts';
import { MOST_NAMES, type NameToBuy } from '../buy_domains/buy-domains.ts';
import { fieldProblem, lineProblem, type OrderField, type Problem } from '../custom_order/problem.ts';

/** What stands in the form for names that are to be bought, where else it says where the domains are from. */
export const NEW_NAMES = 'new';

/** A name of a form that nobody has bought yet, where it stands. */
export interface NewName {
  readonly field: OrderField;
  readonly line: number | null;
  readonly name: string;
}

/** New names as far as they can be bought, and what stands in the way of the others, a problem each. */
export interface NamesToBuy {
  readonly names: readonly NameToBuy[];
  readonly problems: readonly Problem[];
}

const WHY_NOT: Readonly<Record<Exclude<NameState, 'free'>, readonly [code: string, why: string]>> = {
  taken: ['domain_taken', 'is taken, and cannot be bought.'],
  blacklisted: ['domain_blacklisted', 'is on a block list, so it is not bought.'],
  unclear: ['domain_price_unclear', 'is free, but ScaledMail’s price for it cannot be right.'],
};

/** What the vendor says of new names: each that is free is bought, once. */
export function namesToBuyFor(wanted: readonly NewName[], searched: readonly SearchedName[]): NamesToBuy {
  const found = new Map(searched.map((each) => [each.name, each]));
  const free = new Map<string, NameToBuy>();
  const problems = wanted.flatMap(({ field, line, name }): Problem[] => {
    const { state, ...each } = found.get(name) ?? { name, state: 'taken' };
    if (state === 'free' && 'priceCents' in each) {
      free.set(name, each);
      return [];
    }
    const [code, why] = WHY_NOT[state === 'free' ? 'unclear' : state];
    return [lineProblem(field, line, code, `${name} ${why}`)];
  });
  return { names: [...free.values()], problems };
}

/** That more are new than one order buys; null when they are not. They are not looked up then. */
export function tooManyNew(names: ReadonlySet<string>): Problem | null {
  if (names.size <= MOST_NAMES) return null;
  const message = `One order buys at most ${MOST_NAMES} new domains; ${names.size} of these are not bought yet. Split it into several orders.`;
  return fieldProblem('providers', 'too_many_new_names', message);
}
