import type { EmailProvider } from '../../../src/acts/custom_order/custom-order.ts';
import { meantProvider } from '../../../src/acts/custom_order/meant-provider.ts';
import { PROVIDER_FACTS } from '../../../src/acts/custom_order/provider-facts.ts';
import { counted, inPlain } from '../text.ts';
import { fileName } from './file-trouble.ts';

/** Why the lines of a sheet are not added to a form; its columns have a page of their own. */
export type NotAdded =
  | { readonly why: 'provider'; readonly open: number; readonly words: readonly string[] }
  | { readonly why: 'empty' }
  | { readonly why: 'too_many'; readonly provider: EmailProvider; readonly lines: number }
  | { readonly why: 'unreadable'; readonly message: string };

const MOST_WORDS = 4;
const MAX_WORD = 40;

/** The same as plain text, with what would help. */
export function notAddedText(refusal: NotAdded, name: string): string {
  const file = fileName(name);
  switch (refusal.why) {
    case 'empty':
      return `${file} has no lines with domains.`;
    case 'unreadable':
      return `${file}: ${refusal.message}`;
    case 'too_many': {
      const { label, maxDomains } = PROVIDER_FACTS[refusal.provider];
      return `${file}: its ${counted(refusal.lines, 'line')} for ${label} do not fit this form; an order takes at most ${maxDomains} domains there. Nothing of it was added. Split it into several orders.`;
    }
    case 'provider':
      return openText(refusal, file);
  }
}

function openText({ open, words }: Extract<NotAdded, { why: 'provider' }>, file: string): string {
  const say = 'Choose below what the file is for.';
  const lines = `${counted(open, 'line')} of ${file}`;
  if (words.length === 0) return `${lines} ${open === 1 ? 'does' : 'do'} not say which mailboxes to order. ${say}`;
  const named = words.slice(0, MOST_WORDS).map(wordText);
  const more = words.length > MOST_WORDS ? ` and ${words.length - MOST_WORDS} more` : '';
  return `${lines} cannot be placed: no mailboxes are called ${named.join(', ')}${more}. Write Google, Outlook or SMTP there. Or choose below what such lines are for.`;
}

/** `“Gogle” (did you mean Google?)`. */
function wordText(word: string): string {
  const meant = meantProvider(word);
  const quoted = `“${inPlain(word, MAX_WORD)}”`;
  return meant === null ? quoted : `${quoted} (did you mean ${PROVIDER_FACTS[meant].label}?)`;
}
