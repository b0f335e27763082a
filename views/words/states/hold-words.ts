import type { HoldReason, VendorTrouble } from '../../../src/orders/reasons.ts';
import { COMMAND } from '../../ids.ts';
import type { ByEffect, Effect } from '../effect.ts';

/** Why an approved order waits, and what happens next. `nothing` is what does not happen meanwhile, `done` what would have. */
const holdWords = (nothing: string, done: string): Readonly<Record<HoldReason, string>> => ({
  vendor_busy: 'ScaledMail takes no more calls for a moment. Nothing was sent; the order is tried again by itself.',
  orders_unread:
    'ScaledMail’s list has orders that could not be read, and one of them may be this one, so nothing is sent. The order goes on by itself once they can be read; ScaledMail has to fix that, and who asked can withdraw the order.',
  tags_missing: `ScaledMail’s orders do not show this app’s tag, so an order whose answer is lost could only be found by its names. Until somebody decides that, ${nothing}: an approver accepts it once with \`${COMMAND} accept-tags\` and a reason, or who asked withdraws the order. It goes on by itself once that is accepted, or the tag is shown.`,
  vendor_unreachable: 'ScaledMail is not answering. The order is tried again by itself.',
  price_unclear: 'ScaledMail’s price is not clear right now. The order goes on by itself once it is.',
  sold_out: `What it is about is not at ScaledMail any more, so ${nothing}. Should it be there again, the order goes on by itself; who asked can withdraw it.`,
  store_not_durable: `This app’s database could lose an order at the moment, so ${nothing}. The operator has to fix it; the order then goes on by itself.`,
  store_went_back: `This app’s database went back in time, so it may not know what was ${done} already. Nothing is sent until somebody compared it with ScaledMail and types \`${COMMAND} resume\`.`,
  store_unproven:
    'This app’s database was away or was exchanged, and this card cannot be compared with it, so the order waits for twenty minutes. Meanwhile this app looks whether ScaledMail has it already. It goes on by itself.',
  policy_outdated: `The rules for approvals changed, and this part of the app still runs with the old ones, so ${nothing}. Who runs this app has to restart it; the order then goes on by itself.`,
  rights_unread: `Slack does not say right now who can decide, so ${nothing}. The order goes on by itself once it does.`,
  logins_missing: `The login that this order needs cannot be opened any more, so ${nothing}. The operator has to look at it; who asked can withdraw the order.`,
  workspace_gone: `ScaledMail does not show this workspace any more, so ${nothing}. The operator has to look at it; who asked can withdraw the order.`,
  above_order_limit: `It is above the limit of one order (LIMIT_PER_ORDER), so ${nothing}. Who runs this app can raise the limit; or who asked withdraws it and asks for less.`,
  day_limit_reached:
    'With it, the orders of the last 24 hours would come to more than the limit of a day (LIMIT_PER_DAY). It goes on by itself once it fits; who runs this app can raise the limit, and who asked can withdraw the order.',
  not_as_approved: `What would be sent is not what was approved, so ${nothing}. Who runs this app has to look at it; who asked can withdraw the order.`,
  resembling_order:
    'ScaledMail has an order that may be this one. Nothing was sent. Somebody has to say whether it is.',
  paused: 'Placing was paused when its turn came. It goes on by itself, half a minute after placing is resumed.',
});

/** See `holdWords`. */
export const HOLD_WORDS: ByEffect<ReturnType<typeof holdWords>> = {
  spend: {
    ...holdWords('nothing is charged', 'paid'),
    sold_out: `All of it was sold to others meanwhile. Nothing was ordered, and nothing is charged. Should it be in stock again, the order goes on by itself; who asked can withdraw it, and choose from what is there now with \`${COMMAND} prewarmed\`.`,
  },
  buy: {
    ...holdWords('nothing is charged', 'paid'),
    sold_out:
      'ScaledMail says that all of its new names are taken by now, so nothing more is bought. Should one be free again, it is asked about anew; who asked can withdraw the order and look for other names.',
  },
  cancel: {
    ...holdWords('nothing is sent', 'sent'),
    price_unclear:
      'ScaledMail does not show the order that it ends as Active any more, and not as Cancelled either, so nothing is sent. The order goes on by itself once that is clear; who asked can withdraw it.',
  },
  write: {
    ...holdWords('nothing is sent', 'sent'),
    price_unclear:
      'ScaledMail’s lists do not show what this change needs, so nothing is sent: the domain as it was, with its mailboxes where they change, a name that nothing uses where it gets one, or the form that waits for the same domains. Or this app is not set to ask for a new workspace where it was approved (CREATE_WORKSPACE_PATH). The order goes on by itself once they do; who asked can withdraw it.',
  },
};

/** The same, by what is wrong with ScaledMail. */
const TROUBLE_WORDS: Readonly<Record<VendorTrouble, string>> = {
  key_refused:
    'ScaledMail refuses the API key; the operators were told. The order goes on by itself once there is a good one (SCALEDMAIL_API_KEY).',
  turned_down:
    'ScaledMail turns down a question that has to be answered first. Who runs this app finds it in the log; the order is tried again by itself.',
  unreadable:
    'ScaledMail gives an answer that this app cannot read. Who runs this app finds it in the log; the order is tried again by itself.',
  failing: 'ScaledMail has an error of its own. The order is tried again by itself.',
  unreachable: 'ScaledMail is not answering. The order is tried again by itself.',
  too_slow:
    'ScaledMail answers too slowly to make sure that the order is not there already. The order is tried again by itself.',
};

/** Why an order waits, and what happens next: by what is wrong with ScaledMail, when that is known. */
export function holdText(effect: Effect, reason: HoldReason, trouble?: VendorTrouble): string {
  return trouble === undefined ? HOLD_WORDS[effect][reason] : TROUBLE_WORDS[trouble];
}
