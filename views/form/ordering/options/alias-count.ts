import { aliasesFromText } from '../../../../src/acts/custom_order/aliases/aliases-from-text.ts';
import type { EmailProvider } from '../../../../src/acts/custom_order/custom-order.ts';
import type { OrderDraft } from '../../../../src/acts/custom_order/form/draft.ts';
import { PROVIDER_FACTS } from '../../../../src/acts/custom_order/provider-facts.ts';
import type { DomainInput } from '../../../../src/acts/custom_order/rules/order-input.ts';
import { counted, oneLine, truncate } from '../../../words/text.ts';

/** Most aliases that are previewed, and most code points of one. */
const PREVIEWED = 10;
const MAX_ADDRESS = 120;

/** `Google: 3 of exactly 4 aliases, 2 for each of 2 domains`; how many there have to be, where ScaledMail makes them. */
export function countText(draft: OrderDraft, provider: EmailProvider, domains: readonly DomainInput[]): string {
  const { label, mailboxesPerDomain } = PROVIDER_FACTS[provider];
  const needed = `exactly ${domains.length * mailboxesPerDomain} aliases, ${mailboxesPerDomain} for each of ${counted(domains.length, 'domain')}`;
  const { form, text } = draft.aliases?.[provider] ?? { form: 'made', text: '' };
  if (form === 'made') return `${label}: your own have to be ${needed}.`;
  const there =
    form === 'own'
      ? aliasesFromText(text).domains.reduce((sum, { aliases }) => sum + aliases.length, 0)
      : domains.flatMap(aliasesOf).length;
  return `${label}: ${there} of ${needed}.`;
}

/** `ada@getacme.com · ada.park@getacme.com · and 748 more`: the first ten that are made from senders. */
export function previewText(domains: readonly DomainInput[]): string {
  const addresses = domains.flatMap((domain) => aliasesOf(domain).map(({ alias }) => `${alias}@${domain.name}`));
  if (addresses.length === 0) return 'Nothing can be made yet: it takes a sender, and patterns that suffice.';
  const shown = addresses.slice(0, PREVIEWED).map((address) => truncate(oneLine(address), MAX_ADDRESS));
  const rest = addresses.length - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join(' · ');
}

const aliasesOf = ({ naming }: DomainInput) => (naming?.form === 'aliases' ? naming.aliases : []);
