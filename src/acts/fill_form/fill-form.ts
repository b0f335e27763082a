import { z } from 'zod';
import type { ActRequest, LoginFields } from '../act-request.ts';
import { type Claim, worksOnForm, worksOnName } from '../claim.ts';
import { CustomOrder, domainNames } from '../custom_order/custom-order.ts';
import { setUpBody } from '../custom_order/request.ts';
import { FormAtVendor } from './held-form.ts';

/**
 * Fills in a form that waits at ScaledMail: the senders and mailboxes of domains that are paid already. What is filled in has
 * the shape of a custom order, without what is for charging.
 * Source: docs/vendor/notes.md, "Rules of a custom order".
 */
export const FillForm = CustomOrder.omit({ kind: true, coupon: true }).extend({
  kind: z.literal('fill_form'),
  form: FormAtVendor,
});
export type FillForm = z.infer<typeof FillForm>;

/**
 * The call that fills it in. It has no tag: the order that was paid keeps its own.
 * Source: docs/vendor/openapi.yaml, "submitForm".
 */
export const fillFormRequest = (act: FillForm, loginOf: (loginId: string) => LoginFields): ActRequest => ({
  operation: 'submitForm',
  parameters: { uuid: act.form.uuid },
  query: { provider: act.source, organization_id: act.workspace.id },
  body: setUpBody(act, loginOf),
});

/** It works on the form and on each of its names; whoever owns these keeps them. */
export const fillFormClaims = (act: FillForm): Claim[] => [
  worksOnForm(act.form.uuid),
  ...domainNames(act).map(worksOnName),
];

/** What is filled in, as the act that does it. A coupon is for what is charged. */
export function fillFormOf({ kind: _, coupon: _coupon, ...order }: CustomOrder, form: FormAtVendor): FillForm {
  const { uuid, vendorOrderId } = form;
  return { kind: 'fill_form', ...order, form: { uuid, vendorOrderId } };
}
