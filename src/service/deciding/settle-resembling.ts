import { presentNumber } from '../../orders/decide/attempts.ts';
import { questionOf } from '../../orders/decide/settle-resembling.ts';
import type { Order, Resembling } from '../../orders/order.ts';
import { attemptsLookedFor } from '../../orders/standing/at-vendor.ts';
import { evidenceOf } from '../acts/acts-at-vendor.ts';
import { VendorFault } from '../errors.ts';
import { anothersIn, attemptWithTag } from '../placing/looking/own-trace.ts';
import type { VendorOrderDetails } from '../ports/vendor.ts';
import { recordEvent } from '../record-event.ts';
import { type Click, orderToDecide, type Refused, recordClick, type Verdict } from './decide-on-click.ts';
import { type NotOurs, type SettlingDeps, vendorOrderOf } from './settle-outcome.ts';

/** An answer to “Is it this one?”; the vendor order's id, or its beginning, as the button showed it. */
interface AnswerClick extends Click {
  readonly shownVendorOrderId: string;
}

type Questioned = { readonly ok: true; readonly order: Order; readonly question: Resembling } | Refused;

/** The order with its question, when it is still the one that the person saw, and they may decide. Throws `SlackUnavailable`. */
async function questioned(deps: SettlingDeps, click: AnswerClick): Promise<Questioned> {
  const found = await orderToDecide(deps, click);
  if (!found.ok) return found;
  const { order } = found;
  const question = questionOf(order);
  if (question?.vendorOrderId.startsWith(click.shownVendorOrderId)) return { ok: true, order, question };
  return { ok: false, refusal: 'does_not_apply', order };
}

/**
 * Somebody says that the vendor order which they were asked about is this one. It is read once more, and counts unless it
 * is gone or proved to be another order's: from then on nothing is sent. One that this app cannot open counts by their word
 * alone. Throws `VendorUnavailable`, and `VendorRefused` when the key is not accepted.
 */
export const takeResembling =
  (deps: SettlingDeps) =>
  async (click: AnswerClick): Promise<Verdict | NotOurs> => {
    const found = await questioned(deps, click);
    if (!found.ok) return found;
    const { order, question } = found;
    const { vendorOrderId } = question;
    const details = await openedAgain(deps, order, question);
    if (!details) return { ok: false, refusal: 'no_such_vendor_order' };
    if (await anothersIn(deps.orders)(order, details)) return { ok: false, refusal: 'other_order', tag: details.tag };
    const recorded = await recordEvent(deps, click.reference, {
      type: 'vendor_order_found',
      vendorOrderId,
      amountCents: details.amountCents ?? question.amountCents,
      attempt: attemptOf(order, details.tag),
      namedBy: click.by,
    });
    deps.nudge();
    return recorded;
  };

/** What the vendor shows of it now; what was asked, when it cannot be opened; null when it is gone. */
async function openedAgain(deps: SettlingDeps, order: Order, question: Resembling): Promise<VendorOrderDetails | null> {
  const { vendorOrderId: id, tag, amountCents, names: domainNames } = question;
  const asked = { id, tag, carriesTag: tag !== null, amountCents, domainNames, status: '', createdAt: null };
  // What is no order cannot be opened as one.
  if (evidenceOf(order) !== 'vendor_order') return asked;
  const wasOpened = tag !== null || domainNames.length > 0;
  try {
    return (await vendorOrderOf(deps.vendor, order, id)) ?? (wasOpened ? null : asked);
  } catch (error) {
    if (error instanceof VendorFault) return asked;
    throw error;
  }
}

/** The attempt whose tag it carries, when that one is looked for; else the newest that is, or is about to be sent. */
function attemptOf(order: Order, tag: string | null): number {
  const sought = attemptsLookedFor(order).map(({ number }) => number);
  const tagged = attemptWithTag(order, tag);
  if (tagged !== null && sought.includes(tagged)) return tagged;
  return order.state === 'approved' ? presentNumber(order) : (sought[0] ?? presentNumber(order));
}

/**
 * Somebody says that the vendor order which they were asked about is another one. It is not asked about again: an approved
 * order then goes on, one that was sent is looked for again. Not for the requester to say.
 */
export const ruleOutResembling =
  (deps: SettlingDeps) =>
  async (click: AnswerClick): Promise<Verdict> => {
    const found = await questioned(deps, click);
    if (!found.ok) return found;
    const { vendorOrderId } = found.question;
    return recordClick(deps, click.reference, { type: 'ruled_out', by: click.by, vendorOrderId });
  };
