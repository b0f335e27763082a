import type { ModalView } from '@slack/types';
import { DomainsPageValue } from '../../../../views/button-values.ts';
import { FormMetadata } from '../../../../views/form/metadata.ts';
import { noticeView } from '../../../../views/form/notice-view.ts';
import { VENDOR_ORDER_TITLE, vendorOrderView } from '../../../../views/messages/one-order/vendor-order.ts';
import { refusalMessage } from '../../../../views/words/refusals/refusal.ts';
import type { FoundVendorOrder } from '../../../service/requesting/changing/find-vendor-order.ts';
import type { UserId } from '../../../values/ids.ts';
import type { ViewPayload } from '../../receive/payloads.ts';
import { inModal } from '../modals/modal.ts';
import type { ActionRoute } from '../route.ts';
import type { RouteContext } from '../route-context.ts';
import { detailsPage, detailsTitle } from './details.ts';

const FORGOTTEN = 'This answer is too old. Please type `/scaledmail status` with the number once more.';
const NOT_THERE = 'ScaledMail shows no order under that number any more.';

/** *Details* of an order that was not made here: its domains, each with what can be changed. */
export const showVendorOrder: ActionRoute = (context, call) => {
  const number = call.payload.actions.value ?? '';
  return inModal(context, call, VENDOR_ORDER_TITLE, async () => {
    const found = await context.useCases.findVendorOrder(call.userId, number);
    if (!found.ok) return noticeView(VENDOR_ORDER_TITLE, notFoundText(found.refusal));
    if (found.ours) return detailsPage(context, call.userId, found.ours.facts);
    return vendorOrderPage(context, call.userId, { formId: found.seen.id });
  });
};

const notFoundText = (refusal: Extract<FoundVendorOrder, { ok: false }>['refusal']): string =>
  refusal === 'not_at_vendor' ? NOT_THERE : refusalMessage(refusal, null);

/** The same page, from the domain with that number on. */
export async function vendorOrderPage(
  { useCases }: RouteContext,
  by: UserId,
  { formId, from = 0 }: { readonly formId: string; readonly from?: number },
): Promise<ModalView> {
  const found = await useCases.seenDomains({ formId, by });
  if (found.ok) return vendorOrderView(found.seen, found.domains, from);
  const said = found.refusal === 'form_forgotten' ? FORGOTTEN : refusalMessage(found.refusal, null);
  return noticeView(VENDOR_ORDER_TITLE, said);
}

/** The page again, for somebody who left another one that was opened on it. */
export const vendorOrderLeft = (context: RouteContext, page: ViewPayload, by: UserId): Promise<ModalView> =>
  vendorOrderPage(context, by, FormMetadata.parse(JSON.parse(page.private_metadata)));

/** *Next 40 ›* and *‹ Previous 40* in the details of an order with many domains. */
export const showDomains: ActionRoute = (context, call) => {
  const { reference, elsewhere, from } = DomainsPageValue.parse(call.payload.actions.value);
  if (reference !== null)
    return inModal(context, call, detailsTitle(reference), () =>
      detailsPage(context, call.userId, { reference, from }),
    );
  const page = { formId: elsewhere ?? '', from };
  return inModal(context, call, VENDOR_ORDER_TITLE, () => vendorOrderPage(context, call.userId, page));
};
