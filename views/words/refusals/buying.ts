import type { NameToBuy } from '../../../src/acts/buy_domains/buy-domains.ts';
import type { QuoteRefusal } from '../../../src/acts/custom_order/quote.ts';
import type { LimitName } from '../../../src/orders/approval/limits.ts';
import type { Reference } from '../../../src/values/ids.ts';
import { type Cents, formatCents } from '../../../src/values/money.ts';
import { counted, inline, listed } from '../text.ts';
import { aboveLimitMessage } from './refusal.ts';

/** `$15.50 first year, then $17.00 a year`. */
export const yearsText = ({ priceCents, renewalCents }: NameToBuy): string =>
  `${formatCents(priceCents)} first year, then ${formatCents(renewalCents)} a year`;

/** What a search found, as far as words need it. */
export type FoundName =
  | { readonly name: string; readonly state: 'free' | 'taken' | 'blacklisted' | 'unclear' }
  | { readonly name: string; readonly state: 'ordered'; readonly by: Reference };

/** `Taken: acme.com · On a blacklist: acme-growth.net`: what cannot be ticked, and why. Plain text; empty when all can. */
export function notFreeText(found: readonly FoundName[]): string {
  const named = (state: FoundName['state']) => found.filter((each) => each.state === state).map(({ name }) => name);
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['Taken', named('taken')],
    ['On a blacklist', named('blacklisted')],
    ['Price not clear', named('unclear')],
    ['In another order', found.flatMap((each) => (each.state === 'ordered' ? [`${each.name} (${each.by})`] : []))],
  ];
  return parts.flatMap(([what, names]) => (names.length === 0 ? [] : [`${what}: ${names.join(', ')}`])).join(' · ');
}

/** When the vendor lets people search again; mrkdwn. */
export function searchAgainText(waitMs: number | null): string {
  if (waitMs === null) return 'ScaledMail lets you search again in a minute.';
  return `ScaledMail lets you search again in ${counted(Math.max(1, Math.ceil(waitMs / 1_000)), 'second')}.`;
}

/** Why what is chosen cannot be bought as it is. */
export type CannotBuy =
  | { readonly refusal: QuoteRefusal | 'nothing_chosen' }
  | { readonly refusal: 'names_gone'; readonly names: readonly string[] }
  | { readonly refusal: 'names_ordered'; readonly taken: ReadonlyMap<string, Reference> }
  | { readonly refusal: 'above_limit'; readonly limit: LimitName; readonly limitCents: Cents; readonly cents: Cents };

/** What happened, why, and the next step: mrkdwn. */
export function cannotBuyText(refused: CannotBuy): string {
  switch (refused.refusal) {
    case 'nothing_chosen':
      return 'No name is chosen. Please tick at least one.';
    case 'names_gone':
      return `Not to be had any more: ${namesText(refused.names)}. ${refused.names.length === 1 ? 'It is' : 'They are'} left out, and the rest is still chosen.`;
    case 'names_ordered': {
      const names = [...refused.taken].map(([name, by]) => `${inline(name, 100)} (order \`${by}\`)`);
      return `In another open order: ${listed(names)}. ${names.length === 1 ? 'It is' : 'They are'} left out, and the rest is still chosen.`;
    }
    case 'above_limit':
      return aboveLimitMessage(refused);
    default:
      return 'ScaledMail’s price cannot be right for one of these names. A wrong price is worse than none, so nothing was sent. Please try again, or leave it out.';
  }
}

const namesText = (names: readonly string[]): string => listed(names.map((name) => inline(name, 100)));

/** Below names that are bought for a form for mailboxes. */
export const ORDER_KEPT =
  'Your order form is kept. When the names are bought, go on with it: *Mine* on Home, or `/scaledmail drafts`.';

/** A form that cannot be found any more. */
export const BUYING_FORGOTTEN =
  'This search was left alone for a day, and is forgotten. Nothing was bought. `/scaledmail domains` starts a new one.';
