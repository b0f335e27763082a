import { EMAIL_PROVIDERS, type EmailProvider } from '../custom-order.ts';
import type { OrderDraft } from '../draft.ts';
import { domainText } from '../reading/sheet-text.ts';
import type { TypedOrder } from './read-line.ts';

/** Most characters of a text field, and of the sender's. Source: docs/slack.md, "Limits". */
const MAX_TEXT = 3_000;
const MAX_SENDER = 150;

/** What of a typed line stands in the fields of the form. */
export type LineAsForm = Partial<Pick<OrderDraft, 'label' | 'providers' | 'defaultName' | 'domainText'>>;

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
  for (const provider of providers) text[provider] = linesOf(all[provider] ?? [], redirect);
  const isTooLong = Object.values(text).some((each) => Array.from(each).length > MAX_TEXT);
  if (isTooLong || Array.from(sender).length > MAX_SENDER) return null;
  return {
    ...(label === '' ? {} : { label }),
    ...(sender === '' ? {} : { defaultName: sender }),
    ...(providers.length === 0 ? {} : { providers, domainText: text }),
  };
}

/** One a line, with the redirect, which has no field of its own. */
const linesOf = (names: readonly string[], redirect: string): string =>
  redirect === ''
    ? names.join('\n')
    : domainText(names.map((name) => ({ name, redirect, naming: { form: 'names', firstName: '', lastName: '' } })));
