import type { Unread } from '../../src/orders/order.ts';
import { type Effect, FREE_WORDS } from './effect.ts';
import { counted } from './text.ts';

/** What the newest look in vain came to, and no more than that: a list that could not be read proves nothing. */
export function notFoundText(unread: Unread | undefined): string {
  if (unread === undefined) return 'It is not in ScaledMail’s list so far.';
  if (unread === 'list')
    return 'ScaledMail’s list could not be read at the last look, so nobody knows whether it is there.';
  return `It was not found so far; ${counted(unread, 'order')} of ScaledMail’s could not be read.`;
}

/** The same, of an act that works on what is there: what the list said of it at the newest look. */
export function unconfirmedText(unread: Unread | undefined, effect: Exclude<Effect, 'spend'>): string {
  if (unread === undefined) return `ScaledMail’s list ${FREE_WORDS[effect].doesNotTell} so far.`;
  if (unread === 'list') return 'ScaledMail’s list could not be read at the last look, so its status is not known.';
  return `ScaledMail’s list did not show ${FREE_WORDS[effect].lacked} at the last look, so its status is not known.`;
}
