import type { EmailProvider } from '../../src/acts/custom_order/custom-order.ts';
import {
  type PlanPeriod,
  type PlanQuestion,
  type PlanTier,
  type PlanVolume,
  type PricedTier,
  providersOf,
} from '../../src/acts/custom_order/planning/plan.ts';
import { PROVIDER_FACTS } from '../../src/acts/custom_order/provider-facts.ts';
import { bar } from './bar.ts';
import { monthly } from './price-text.ts';
import { counted, listed } from './text.ts';

/** How a tier is called. */
export const TIER_WORDS: Readonly<Record<PlanTier, string>> = { low: 'Low', medium: 'Medium', max: 'Max' };

/** How a span of time is called in a menu. */
export const PERIOD_WORDS: Readonly<Record<PlanPeriod, string>> = { month: 'month', day: 'day' };

/** `30,000`. */
export const countText = (count: number): string => count.toLocaleString('en-US');

/** `500 emails a month`. */
export const volumeText = ({ volume, period }: PlanVolume): string =>
  `${countText(volume)} ${volume === 1 ? 'email' : 'emails'} a ${PERIOD_WORDS[period]}`;

/** What was read: `30,000 emails a month · Google 70 %, Outlook 30 %`. No line breaks before a sign of percent. */
export function questionText(question: PlanQuestion): string {
  const shares = providersOf(question).map((each) => `${PROVIDER_FACTS[each].label} ${question.shares[each]}\u00a0%`);
  return `${volumeText(question)} · ${shares.join(', ')}`;
}

/** `Low · $318.00 / month`. */
export const tierText = ({ tier, monthCents }: PricedTier): string => `${TIER_WORDS[tier]} · ${monthly(monthCents)}`;

/** `▰▰▰▰▰▰▰▱▱▱ 20 domains, 86 mailboxes`; the bar is its part of the dearest one's price. */
export function tierSizeText({ lines, monthCents }: PricedTier, dearestCents: number): string {
  const sum = (key: 'domains' | 'mailboxes') => lines.reduce((total, line) => total + line[key], 0);
  const mailboxes = counted(sum('mailboxes'), 'mailbox', 'mailboxes');
  return `${bar(monthCents, dearestCents)} ${counted(sum('domains'), 'domain')}, ${mailboxes}`;
}

/** `One order takes at most 100 Google domains: low needs 240, medium 180.`; null when every tier fits. */
export function aboveOrderText(provider: EmailProvider, tiers: readonly PricedTier[]): string | null {
  const { label, maxDomains } = PROVIDER_FACTS[provider];
  const above = tiers.flatMap(({ tier, lines }) => {
    const domains = lines.find((line) => line.provider === provider)?.domains ?? 0;
    return domains > maxDomains ? [`${TIER_WORDS[tier].toLowerCase()} needs ${countText(domains)}`] : [];
  });
  return above.length === 0 ? null : `One order takes at most ${maxDomains} ${label} domains: ${listed(above)}.`;
}

/** What of the price is not in it, and which names come first; `unused` is null when nobody knows how many there are. */
export function planNotesText(unused: number | null): string {
  const estimate = 'an estimate, priced anew at the review';
  if (unused === null) return `Registration of new domains not included · ${estimate}`;
  const first =
    unused === 0
      ? 'No unused domains'
      : `${counted(unused, 'unused domain')} ${unused === 1 ? 'is' : 'are'} offered first`;
  return `${first} · registration of new ones not included · ${estimate}`;
}
