import { EMAIL_PROVIDERS, type EmailProvider } from '../custom-order.ts';
import { fitsBoxes, lengthOf, MAX_BOX } from '../form/boxes.ts';
import type { OrderDraft } from '../form/draft.ts';
import { MAX_SENDERS } from '../reading/senders.ts';
import type { TypedOrder } from './read-line.ts';

/** What of a typed line stands in the fields of the form. */
export type LineAsForm = Partial<
  Pick<OrderDraft, 'label' | 'providers' | 'defaultName' | 'defaultRedirect' | 'domainText'>
>;

/**
 * Fills the form in with what was typed in one line; what was not said is left open. Domains of no provider stand at the
 * `usual` one. Null when the lines do not fit into their fields.
 */
export function lineAsForm(typed: TypedOrder, usual: EmailProvider): LineAsForm | null {
  const { label, sender, redirect, domains, ofNoProvider } = typed;
  const atUsual = [...ofNoProvider, ...(domains[usual] ?? [])];
  const all = ofNoProvider.length === 0 ? domains : { ...domains, [usual]: atUsual };
  const providers = EMAIL_PROVIDERS.filter((provider) => all[provider] !== undefined);
  const text: Partial<Record<EmailProvider, string>> = {};
  for (const provider of providers) text[provider] = (all[provider] ?? []).join('\n');
  const isTooLong = lengthOf(sender) > MAX_SENDERS || lengthOf(redirect) > MAX_BOX;
  if (isTooLong || !Object.values(text).every(fitsBoxes)) return null;
  return {
    ...(label === '' ? {} : { label }),
    ...(sender === '' ? {} : { defaultName: sender }),
    ...(redirect === '' ? {} : { defaultRedirect: redirect }),
    ...(providers.length === 0 ? {} : { providers, domainText: text }),
  };
}
