import { errorText, NO_TEXT, TOO_LONG } from '../error-body.ts';

/** An order was made although its card was not charged. Source: docs/vendor/notes.md, "Error bodies". */
export const NOT_CHARGED = /unable to charge/i;
/**
 * In an error, as much says that the order exists; in a success it says nothing else.
 * Source: docs/vendor/notes.md, "Placing an order safely", step 4.
 */
export const MADE_ALL_THE_SAME = /subscription created/i;

/**
 * What may be shown of any answer: ours, and sentences of the vendor's that are known, which hold nothing of ours.
 * Source: docs/vendor/notes.md, "Error bodies".
 */
const SENTENCES = [
  NO_TEXT,
  TOO_LONG,
  'Subscription created but unable to charge',
  'Too many critical operations, please try again later.',
  'Internal server error',
  'Unauthorized',
  'domain is required',
  'Invalid domain',
] as const;

/** Stands for words that may hold a login. */
export const WORDS_WITHHELD = '(its words are not shown, because logins were sent with this call)';

/** The same of an answer that names the coupon: people can do something about that. */
export const COUPON_REFUSED = '(it names the coupon; its words are not shown, because logins were sent with this call)';

/**
 * What people are shown of an answer. Where logins were sent with the call, only sentences that are known are: whatever else
 * the vendor says may quote them, in any spelling. The key of the API is cut out of every text.
 */
export function wordsOf(text: string, hasLogins: boolean, apiKey: string): string {
  const said = errorText(text, apiKey);
  if (!hasLogins) return said;
  const known = SENTENCES.find((sentence) => said.toLowerCase() === sentence.toLowerCase());
  return known ?? (/\bcoupon\b/i.test(said) ? COUPON_REFUSED : WORDS_WITHHELD);
}
