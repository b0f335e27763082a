import { z } from 'zod';
import type { Cents } from '../../values/money.ts';
import type { ActRequest, LoginFields } from '../act-request.ts';
import {
  type BuyDomains,
  buyRequest,
  buySteps,
  buyWorth,
  chargedForNames,
  MOST_NAMES,
  NameToBuy,
} from '../buy_domains/buy-domains.ts';
import { CustomOrder, domainNames } from '../custom_order/custom-order.ts';
import { customOrderRequest } from '../custom_order/request.ts';
import type { SpendWorth, Worth } from '../worth.ts';

/**
 * Buys names, and then orders mailboxes on them, and on names that are had already: the calls of `buy_domains`, ten names
 * each, and as the last step that of `custom_order` for all of its names.
 */
export const BuyAndOrder = CustomOrder.omit({ kind: true }).extend({
  kind: z.literal('buy_and_order'),
  /** Those of its names that are bought first, in the order in which they are. */
  names: z.array(NameToBuy).min(1).max(MOST_NAMES),
});
export type BuyAndOrder = z.infer<typeof BuyAndOrder>;

/** The mailboxes that it sets up, as an order of them. */
export const mailboxesOfBoth = ({ names: _, kind: _kind, ...order }: BuyAndOrder): CustomOrder => ({
  kind: 'custom_order',
  ...order,
});

/** The names that it buys, as an order of them. */
export const namesOfBoth = ({ workspace, label, names }: BuyAndOrder): BuyDomains => ({
  kind: 'buy_domains',
  workspace,
  label,
  names,
});

/** The purchases, and the order after them. */
export const stepsOfBoth = (act: Pick<BuyAndOrder, 'names'>): number => buySteps(act) + 1;

/** Whether a step buys names; else it is the last one, which orders mailboxes. */
export const isBuyStep = (act: Pick<BuyAndOrder, 'names'>, step: number): boolean => step <= buySteps(act);

/** What a step charges at once: the first year of its names, or the first month of all mailboxes. */
export function chargedForBoth(act: Pick<BuyAndOrder, 'names'>, worth: Worth, step: number): Cents {
  if (isBuyStep(act, step)) return chargedForNames(act, step);
  return worth.effect === 'spend' ? worth.monthCents : 0;
}

/** The call of a step. */
export const requestOfBoth = (
  act: BuyAndOrder,
  tag: string | null,
  loginOf: (loginId: string) => LoginFields,
  step: number,
): ActRequest =>
  isBuyStep(act, step)
    ? buyRequest(namesOfBoth(act), step)
    : customOrderRequest(mailboxesOfBoth(act), tag ?? '', loginOf);

/** What both come to: the names once and each year, the mailboxes each month. */
export function worthOfBoth({ names }: Pick<BuyAndOrder, 'names'>, mailboxes: SpendWorth): SpendWorth {
  const { nowCents, yearCents } = buyWorth({ names });
  return { ...mailboxes, nowCents: mailboxes.nowCents + nowCents, yearCents: mailboxes.yearCents + yearCents };
}

/**
 * What is left of it without some of its names, which cannot be had any more; `names` are those that it buys then. Null when
 * no domain, or no name to buy, is left.
 */
export function withoutNames(
  act: BuyAndOrder,
  gone: ReadonlySet<string>,
  names: readonly NameToBuy[],
): BuyAndOrder | null {
  const lines = act.lines
    .map((line) => ({ ...line, domains: line.domains.filter(({ name }) => !gone.has(name)) }))
    .filter(({ domains }) => domains.length > 0);
  return lines.length === 0 || names.length === 0 ? null : { ...act, lines, names: [...names] };
}

/** Names that it orders on and does not buy. */
export function namesHad(act: BuyAndOrder): string[] {
  const bought = new Set(act.names.map(({ name }) => name));
  return domainNames(act).filter((name) => !bought.has(name));
}
