import { SWAP_WORTH, type SwapDomain } from '../../../acts/swap_domain/swap-domain.ts';
import type { Order } from '../../../orders/order.ts';
import { isVendorError, type VendorError } from '../../errors.ts';
import { type FormSent, insertOnce, sentBefore } from '../sending/insert-once.ts';
import type { ChangeRefusal, ChangingDeps } from './order-to-change.ts';
import type { RedirectFormOf, RequestingRedirectDeps } from './request-redirect.ts';
import { readSwap, type SwapPage } from './start-swap.ts';
import { ownSwapForm, type SwapForm, saveSwapForm } from './swap-form.ts';

export type SwapRequested =
  | { readonly ok: true; readonly order: Order }
  | ChangeRefusal
  /** The page is shown again, with what was chosen: the vendor did not answer, or shows something else now. */
  | { readonly ok: false; readonly refusal: 'unanswered'; readonly error: VendorError; readonly page: SwapPage }
  | { readonly ok: false; readonly refusal: 'changed_there'; readonly page: SwapPage };

/** What is wrong with a name that was chosen or typed; null when nothing is, or the form is forgotten. */
export const checkSwap =
  ({ keyValues }: Pick<ChangingDeps, 'keyValues'>) =>
  async ({ formId, by }: RedirectFormOf, typed: string): Promise<string | null> => {
    const form = await ownSwapForm(keyValues, { formId, by });
    if (!form) return null;
    const name = asName(typed);
    if (name === '') return 'Please choose the name that it gets.';
    if (name === form.domain) return `${name} is its name already.`;
    return form.unused.includes(name)
      ? null
      : `${name} is not among the names that were bought through ScaledMail in this workspace and that nothing uses.`;
  };

/**
 * Asks that a domain get another name: reads once more whether that can be, and puts the order that does it up for approval.
 * However often the same form is sent with the same in it, one order comes of it.
 */
export const requestSwap =
  (deps: RequestingRedirectDeps) =>
  async ({ formId, by }: RedirectFormOf, typed: string): Promise<SwapRequested> => {
    const form = await ownSwapForm(deps.keyValues, { formId, by });
    if (!form) return { ok: false, refusal: 'form_forgotten' };
    const asked = formSent(form, typed);
    const before = await sentBefore(deps, asked);
    if (before) return { ok: true, order: before };
    const kept = { ...form, typed, fill: form.fill + 1 };
    await saveSwapForm(deps.keyValues, kept);
    let now: SwapPage | ChangeRefusal;
    try {
      now = await readSwap(deps, { ...kept, by });
    } catch (error) {
      if (!isVendorError(error)) throw error;
      return { ok: false, refusal: 'unanswered', error, page: { ok: true, form: kept } };
    }
    if (!now.ok) return sentMeanwhile(deps, asked, now);
    const isSame = now.form.domain === form.domain && now.form.unused.includes(asName(typed));
    if (!isSame) return sentMeanwhile(deps, asked, { ok: false, refusal: 'changed_there', page: now });
    const inserted = await insertOnce(deps, asked);
    if (inserted.ok) return inserted;
    const [[key, inTheWay] = ['', null]] = inserted.taken;
    return { ok: false, refusal: 'claimed', name: key.replace(/^name:/, ''), by: inTheWay };
  };

/** A form that was left while it was being sent: the order that came of it, or the page, with what was chosen. */
export const reopenSwap =
  (deps: RequestingRedirectDeps) =>
  async ({ formId, by }: RedirectFormOf): Promise<Extract<SwapRequested, { ok: true }> | SwapPage | ChangeRefusal> => {
    const form = await ownSwapForm(deps.keyValues, { formId, by });
    if (!form) return { ok: false, refusal: 'form_forgotten' };
    const order = await sentBefore(deps, formSent(form, form.typed));
    return order ? { ok: true, order } : { ok: true, form };
  };

const asName = (typed: string): string => typed.trim().toLowerCase();

function formSent(form: SwapForm, typed: string): FormSent {
  const { id: formId, ownerId: by, workspace, vendorOrderId, reference: of, label, domain: from } = form;
  const act: SwapDomain = { kind: 'swap_domain', workspace, vendorOrderId, of, label, from, to: asName(typed) };
  return { formId, by, act, worth: SWAP_WORTH };
}

/** A double click may have been a moment faster: then what is in the way is the order of this form. */
async function sentMeanwhile(
  deps: RequestingRedirectDeps,
  sent: FormSent,
  refused: Exclude<SwapRequested, { ok: true }>,
): Promise<SwapRequested> {
  const order = await sentBefore(deps, sent);
  return order ? { ok: true, order } : refused;
}
