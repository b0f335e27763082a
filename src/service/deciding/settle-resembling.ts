import { questionOf } from '../../orders/decide/settle-resembling.ts';
import { attemptsLookedFor, type Order, type Resembling } from '../../orders/order.ts';
import type { Reference, UserId } from '../../values/ids.ts';
import { anothersIn, attemptWithTag } from '../placing/own-trace.ts';
import { recordEvent } from '../record-event.ts';
import type { Verdict } from './approve-order.ts';
import { refuseToDecide } from './authority.ts';
import { type NotOurs, type SettlingDeps, vendorOrderOf } from './settle-outcome.ts';

/** An answer to “Is it this one?”; the vendor order's id, or its beginning, as the button showed it. */
interface AnswerClick {
  readonly reference: Reference;
  readonly by: UserId;
  readonly shownVendorOrderId: string;
}

type Refused = Extract<Verdict, { ok: false }>;
type Questioned =
  | { readonly ok: true; readonly order: Order; readonly question: Resembling }
  | { readonly ok: false; readonly refused: Refused };

/** The order with its question, when it is still the one that the person saw, and they may decide. Throws `SlackUnavailable`. */
async function questioned(deps: SettlingDeps, { reference, by, shownVendorOrderId }: AnswerClick): Promise<Questioned> {
  const refusal = await refuseToDecide(deps, by);
  const order = (await deps.orders.get(reference))?.order ?? null;
  if (refusal) return { ok: false, refused: { ok: false, refusal, order } };
  if (!order) return { ok: false, refused: { ok: false, refusal: 'unknown_order', order } };
  const question = questionOf(order);
  if (question?.vendorOrderId.startsWith(shownVendorOrderId)) return { ok: true, order, question };
  return { ok: false, refused: { ok: false, refusal: 'does_not_apply', order } };
}

/**
 * Somebody says that the vendor order which they were asked about is this one. It is read once more, and counts unless it
 * is gone or proved to be another order's: from then on nothing is sent. Throws what vendor reads throw.
 */
export const takeResembling =
  (deps: SettlingDeps) =>
  async (click: AnswerClick): Promise<Verdict | NotOurs> => {
    const found = await questioned(deps, click);
    if (!found.ok) return found.refused;
    const { order, question } = found;
    const { vendorOrderId } = question;
    const details = await vendorOrderOf(deps.vendor, order, vendorOrderId);
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

/** The attempt whose tag it carries, when that one is looked for; else the newest. */
function attemptOf(order: Order, tag: string | null): number {
  const tagged = attemptWithTag(order, tag);
  return attemptsLookedFor(order).find(({ number }) => number === tagged)?.number ?? order.terms.attempt;
}

/**
 * Somebody says that the vendor order which they were asked about is another one. It is not asked about again: an approved
 * order then goes on, one that was sent is looked for again. Not for the requester to say.
 */
export const ruleOutResembling =
  (deps: SettlingDeps) =>
  async (click: AnswerClick): Promise<Verdict> => {
    const found = await questioned(deps, click);
    if (!found.ok) return found.refused;
    const { vendorOrderId } = found.question;
    const recorded = await recordEvent(deps, click.reference, { type: 'ruled_out', by: click.by, vendorOrderId });
    if (recorded.ok) deps.nudge();
    return recorded;
  };
