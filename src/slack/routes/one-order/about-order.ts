import type { ModalView } from '@slack/types';
import { OrderButtonValue } from '../../../../views/button-values.ts';
import { OrderMetadata } from '../../../../views/form/metadata.ts';
import { noticeView } from '../../../../views/form/notice-view.ts';
import { refusalMessage } from '../../../../views/words/refusals/refusal.ts';
import type { Order } from '../../../orders/order.ts';
import type { Verdict } from '../../../service/deciding/decide-on-click.ts';
import type { FoundOrder } from '../../../service/reading/find-orders.ts';
import type { Reference, UserId } from '../../../values/ids.ts';
import type { ViewPayload } from '../../receive/payloads.ts';
import { inModal } from '../modals/modal.ts';
import type { ActionCall } from '../route.ts';
import type { RouteContext } from '../route-context.ts';

/** The order that a button was drawn for, and the terms it was drawn with. */
export const pressedOrder = ({ payload }: ActionCall) => OrderButtonValue.parse(payload.actions.value);

/** The order that a form is about, and the terms it was opened on. */
export const orderOf = (view: ViewPayload): OrderMetadata => OrderMetadata.parse(JSON.parse(view.private_metadata));

/** What a click came to, or why it counts for nothing. */
export const verdictText = (context: RouteContext, verdict: Verdict, done: (order: Order) => string): string =>
  verdict.ok ? done(verdict.order) : refusalMessage(verdict.refusal, verdict.order, context.useCases.policy);

/** What a verdict lets somebody see, or why they may not. */
export function verdictView(
  context: RouteContext,
  title: string,
  verdict: Verdict,
  draw: (order: Order) => ModalView,
): ModalView {
  if (verdict.ok) return draw(verdict.order);
  return noticeView(title, refusalMessage(verdict.refusal, verdict.order, context.useCases.policy));
}

type DrawOrder = (found: Extract<FoundOrder, { ok: true }>) => ModalView | Promise<ModalView>;

/** Opens a modal with the order of a button, for those who may see it. */
export function openOrder(
  context: RouteContext,
  call: ActionCall,
  titleOf: (reference: Reference) => string,
  draw: DrawOrder,
): Promise<void> {
  const { reference } = pressedOrder(call);
  const title = titleOf(reference);
  return inModal(context, call, title, () => visibleOrder(context, call.userId, reference, title, draw));
}

/** A view of an order for somebody who may see it; for others, that they may not. */
export async function visibleOrder(
  { useCases }: RouteContext,
  by: UserId,
  reference: Reference,
  title: string,
  draw: DrawOrder,
): Promise<ModalView> {
  const found = await useCases.showOrder(by, reference);
  if (found.ok) return draw(found);
  return noticeView(title, refusalMessage(found.refusal === 'unknown_order' ? 'not_visible' : found.refusal, null));
}
