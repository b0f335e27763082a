import { type CancelOrder, cancelWorth } from '../../../acts/cancel_order/cancel-order.ts';
import type { Ending } from '../../../acts/cancel_order/ending.ts';
import type { AuthorityRefusal } from '../../../orders/approval/policy.ts';
import type { Order } from '../../../orders/order.ts';
import type { UserId } from '../../../values/ids.ts';
import { refuseByPolicy, refuseToAsk } from '../../authority.ts';
import { isVendorError, type VendorError } from '../../errors.ts';
import { showOrder } from '../../reading/find-orders.ts';
import type { FormOf } from '../kept-forms.ts';
import { type FormSent, type InsertingDeps, insertOnce, sentBefore } from '../sending/insert-once.ts';
import { type CancelTarget, ownCancelForm, saveCancelForm } from './cancel-form.ts';
import { type CancellingDeps, type CancelPage, type CancelRefusal, showTarget } from './start-cancelling.ts';

export interface RequestingCancelDeps extends CancellingDeps, InsertingDeps {}

/** What would end by the choice with that number, read from the vendor now. Throws what vendor reads throw. */
export const chooseEnding =
  (deps: CancellingDeps) =>
  async ({ formId, by }: FormOf, choice: number): Promise<CancelPage | CancelRefusal> => {
    const form = await ownCancelForm(deps.keyValues, { formId, by });
    const target = form?.choices[choice];
    if (!form || !target) return { ok: false, refusal: 'form_forgotten' };
    const refusal = await refuseTarget(deps, by, target);
    if (refusal) return { ok: false, refusal };
    return showTarget(deps, form, target);
  };

export type CancellingRequested =
  | { readonly ok: true; readonly order: Order }
  | CancelRefusal
  /** The page is shown again, with the reason as it was typed: the vendor did not answer, or shows something else now. */
  | { readonly ok: false; readonly refusal: 'unanswered'; readonly error: VendorError; readonly page: CancelPage }
  | { readonly ok: false; readonly refusal: 'changed_there'; readonly page: CancelPage };

/** Keeps the reason that was typed before its page goes, so that it can be shown again whatever comes of it. */
export const keepReason =
  ({ keyValues }: Pick<RequestingCancelDeps, 'keyValues'>) =>
  async (of: FormOf, reason: string): Promise<void> => {
    const form = await ownCancelForm(keyValues, of);
    if (form) await saveCancelForm(keyValues, { ...form, reason });
  };

/**
 * Asks that what the form showed be ended: reads it once more, and puts the order that does it up for approval. However often
 * the same form is sent, one order comes of it.
 */
export const requestCancelling =
  (deps: RequestingCancelDeps) =>
  async ({ formId, by }: FormOf, reason: string): Promise<CancellingRequested> => {
    const form = await ownCancelForm(deps.keyValues, { formId, by });
    if (!form?.chosen || !form.seen) return { ok: false, refusal: 'form_forgotten' };
    const { chosen, seen } = form;
    const refusal = await refuseTarget(deps, by, chosen);
    if (refusal) return { ok: false, refusal };
    const asked = formSent({ formId, by }, seen, reason);
    const before = await sentBefore(deps, asked);
    if (before) return { ok: true, order: before };
    const typed = { ...form, reason, fill: form.fill + 1 };
    await saveCancelForm(deps.keyValues, typed);
    let now: CancelPage | CancelRefusal;
    try {
      now = await showTarget(deps, typed, chosen);
    } catch (error) {
      if (!isVendorError(error)) throw error;
      return { ok: false, refusal: 'unanswered', error, page: { ok: true, form: typed, ending: seen } };
    }
    // A double click may have been a moment faster: then what is in the way is the order of this form.
    if (!now.ok) return sentMeanwhile(deps, asked, now);
    if (!isSameEnd(now.ending, seen)) return { ok: false, refusal: 'changed_there', page: now };
    const inserted = await insertOnce(deps, formSent({ formId, by }, now.ending, reason));
    if (inserted.ok) return inserted;
    const [inTheWay] = inserted.taken.values();
    return { ok: false, refusal: 'claimed', by: inTheWay ?? null };
  };

/** A form that was left while it was being sent: the order that came of it, or what it showed, with the reason as typed. */
export const reopenCancelling =
  (deps: RequestingCancelDeps) =>
  async ({ formId, by }: FormOf): Promise<Extract<CancellingRequested, { ok: true }> | CancelPage | CancelRefusal> => {
    const form = await ownCancelForm(deps.keyValues, { formId, by });
    if (!form?.chosen || !form.seen) return { ok: false, refusal: 'form_forgotten' };
    const order = await sentBefore(deps, formSent({ formId, by }, form.seen, form.reason));
    return order ? { ok: true, order } : { ok: true, form, ending: form.seen };
  };

/** What a form asks for. The reason tells no two of them apart: sent again with another one, it is the order that waits already. */
function formSent({ formId, by }: FormOf, ending: Ending, reason: string): FormSent {
  const act: CancelOrder = { kind: 'cancel_order', ...ending, reason };
  return { formId, by, act, worth: cancelWorth(act) };
}

/** Whether as much would end as was shown: the same amount and names. */
const isSameEnd = (left: Ending, right: Ending): boolean =>
  left.monthCents === right.monthCents && left.names.toSorted().join() === right.names.toSorted().join();

async function sentMeanwhile(
  deps: RequestingCancelDeps,
  sent: FormSent,
  refused: CancelRefusal,
): Promise<CancellingRequested> {
  const order = await sentBefore(deps, sent);
  return order ? { ok: true, order } : refused;
}

/** Null when somebody may ask for the end of it: whoever may see the order of ours, or, without one, who can decide. */
async function refuseTarget(
  deps: CancellingDeps,
  by: UserId,
  { reference }: CancelTarget,
): Promise<AuthorityRefusal | 'unknown_order' | null> {
  if (reference === null) return refuseByPolicy(deps, by);
  const found = await showOrder(deps)(by, reference);
  return found.ok ? refuseToAsk(deps, by) : found.refusal;
}
