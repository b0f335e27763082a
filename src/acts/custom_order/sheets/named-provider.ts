import { EMAIL_PROVIDERS, type EmailProvider } from '../custom-order.ts';

/** How sheets call the mailboxes, in small letters and without signs. */
const WORDS: Readonly<Record<EmailProvider, RegExp>> = {
  google: /^(?:g|gmail|gsuite|g suite|google|google workspace|google mailbox(?:es)?|gws)$/,
  outlook: /^(?:o365|m365|ms365|outlook|office|office ?365|microsoft|microsoft ?365|ms|azure|outlook mailbox(?:es)?)$/,
  smtp: /^(?:smtp|smtp mailbox(?:es)?)$/,
};

/** Which mailboxes a cell names; null when it names none of them. */
export function namedProvider(cell: string): EmailProvider | null {
  const words = cell
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  return EMAIL_PROVIDERS.find((provider) => WORDS[provider].test(words)) ?? null;
}
