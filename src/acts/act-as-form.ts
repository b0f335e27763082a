import { type Act, mailboxesOf } from './act.ts';
import type { OrderDraft } from './custom_order/form/draft.ts';
import { type OrderAsForm, orderAsForm } from './custom_order/form/order-as-form.ts';

/** What the order form is filled in with, so that it asks for the same again; see `orderAsForm`. */
export type ActAsForm =
  | { readonly ok: true; readonly known: OrderAsForm & Pick<OrderDraft, 'isNew'> }
  | { readonly ok: false; readonly refusal: 'does_not_apply' | 'does_not_fit_form' };

/** Names that were to be bought may be bought by the new order, too; those that are had by now are not bought again. */
export function actAsForm(act: Act): ActAsForm {
  const mailboxes = mailboxesOf<Act['kind']>(act);
  if (!mailboxes) return { ok: false, refusal: 'does_not_apply' };
  const known = orderAsForm(mailboxes);
  if (!known) return { ok: false, refusal: 'does_not_fit_form' };
  return { ok: true, known: act.kind === 'buy_and_order' ? { ...known, isNew: true } : known };
}
