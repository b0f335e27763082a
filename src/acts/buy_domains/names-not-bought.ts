import type { OrderDraft } from '../custom_order/form/draft.ts';
import { isOf, sortOf } from '../custom_order/form/mistakes.ts';
import type { Problem } from '../custom_order/problem.ts';
import { MOST_NAMES } from './buy-domains.ts';
import { readQuery } from './read-query.ts';

/** Names of an order form that nobody has bought yet and that can be searched for; as many as one order takes. */
export function namesNotBought(
  { mistakes = [] }: Pick<OrderDraft, 'mistakes'>,
  problems: readonly Problem[],
): string[] {
  const wanted = problems.filter((problem) => sortOf(problem) === 'not_bought');
  const names = mistakes.filter((mistake) => wanted.some(isOf(mistake))).map(({ name }) => name);
  return readQuery(names.join(' '), []).names.slice(0, MOST_NAMES);
}
