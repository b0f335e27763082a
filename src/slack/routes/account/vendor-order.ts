import { vendorOrderMessage } from '../../../../views/account/vendor-order.ts';
import { refusalMessage } from '../../../../views/words/refusals/refusal.ts';
import type { Reference } from '../../../values/ids.ts';
import type { CommandCall } from '../route.ts';
import type { RouteContext } from '../route-context.ts';

/** Answers how an order of ours stands. */
type OwnStatus = (context: RouteContext, call: CommandCall, reference: Reference) => Promise<void>;

/** `/scaledmail status` with ScaledMail's own number of an order: that of ours which made it, or what ScaledMail says of it. */
export async function vendorOrderStatus(
  context: RouteContext,
  call: CommandCall,
  vendorOrderId: string,
  ownStatus: OwnStatus,
): Promise<void> {
  const found = await context.useCases.seeVendorOrder(call.userId, vendorOrderId);
  if (!found.ok) return call.answer(refusalMessage(found.refusal, null, context.useCases.policy));
  if (found.own !== null) return ownStatus(context, call, found.own);
  await call.answer(vendorOrderMessage(found.seen));
}
