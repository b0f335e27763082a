import type { Unread } from '../../../src/orders/order.ts';
import { FREE_WORDS, type WithoutOrder } from '../effect.ts';
import { counted, inline, listed } from '../text.ts';
import type { SetUpSetting } from './set-up.ts';

/** What the newest look in vain came to, and no more than that: a list that could not be read proves nothing. */
export function notFoundText(unread: Unread | undefined): string {
  if (unread === undefined) return 'It is not in ScaledMail’s list so far.';
  if (unread === 'list')
    return 'ScaledMail’s list could not be read at the last look, so nobody knows whether it is there.';
  if (typeof unread === 'object') return onlyText(unread);
  return `It was not found so far; ${counted(unread, 'order')} of ScaledMail’s could not be read.`;
}

/** `Only acme.com is in ScaledMail’s list of bought domains.` */
const onlyText = ({ only }: { readonly only: readonly string[] }): string =>
  `Only ${listed(only.map((name) => inline(name, 253)))} ${only.length === 1 ? 'is' : 'are'} in ScaledMail’s list of bought domains.`;

/** The same, of an act that makes no vendor order: what ScaledMail’s list said at the newest look. */
export function unconfirmedText(unread: Unread | undefined, effect: WithoutOrder): string {
  if (effect === 'buy') return notListedText(unread);
  if (unread === undefined) return `ScaledMail’s list ${FREE_WORDS[effect].doesNotTell} so far.`;
  if (unread === 'list') return 'ScaledMail’s list could not be read at the last look, so its status is not known.';
  return `ScaledMail’s list did not show ${FREE_WORDS[effect].lacked} at the last look, so its status is not known.`;
}

/** Who is asked to look for something at ScaledMail, and where they say what they saw: on the card, which has the buttons. */
export const pleaseLook = (sought: string, { lookers }: SetUpSetting): string =>
  lookers === undefined
    ? `*Please look into ScaledMail’s own pages* for ${sought}, and say here what you see.`
    : `*Asked to look into ScaledMail’s own pages* for ${sought}, and to say on the card what they see: ${lookers}.`;

/** The same, of names that are bought. */
function notListedText(unread: Unread | undefined): string {
  if (unread === undefined) return 'None of them is in ScaledMail’s list of bought domains so far.';
  if (typeof unread === 'object') return onlyText(unread);
  return 'ScaledMail’s list of bought domains could not be read at the last look, so nobody knows whether they are there.';
}
