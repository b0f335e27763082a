import { isChangeable } from '../../src/orders/changeable.ts';
import type { Order } from '../../src/orders/order.ts';
import {
  type RedirectFormOf,
  type RequestingRedirectDeps,
  requestRedirect,
} from '../../src/service/requesting/changing/request-redirect.ts';
import { requestSender } from '../../src/service/requesting/changing/request-sender.ts';
import { nameSwap, type RequestingSwapDeps, requestSwap } from '../../src/service/requesting/changing/request-swap.ts';
import { startRedirect } from '../../src/service/requesting/changing/start-redirect.ts';
import { type SenderTyped, startSender } from '../../src/service/requesting/changing/start-sender.ts';
import { startSwap } from '../../src/service/requesting/changing/start-swap.ts';
import type { UserId } from '../../src/values/ids.ts';

/** What somebody asks for: another redirect for a domain of an order, another name, or another sender. */
export interface ChangeToAsk {
  readonly by: UserId;
  readonly order: Order;
  readonly what: 'redirect' | 'swap' | 'sender';
  /** Where it is to lead; empty for nowhere. */
  readonly redirect: string;
  /** How far its sender is to become which other one, such as `name_only Zoë Neil`. */
  readonly sender: string;
}

/** The form with which somebody asks for it, as it was opened and filled in; it may be sent late, twice, and to any process. */
export interface ChangeForm extends RedirectFormOf {
  readonly what: ChangeToAsk['what'];
  readonly typed: string;
}

/** Opens the form of the first domain of an order; null when it cannot be asked for. */
export async function openChangeForm(
  deps: RequestingRedirectDeps,
  { by, order, what, redirect, sender }: ChangeToAsk,
): Promise<ChangeForm | null> {
  if (!isChangeable(order)) return null;
  const which = { reference: order.facts.reference, index: 0 };
  if (what === 'swap') {
    const page = await startSwap(deps)(by, which);
    return page.ok ? { formId: page.form.id, by, what, typed: page.form.unused[0] ?? '' } : null;
  }
  if (what === 'sender') {
    const page = await startSender(deps)(by, which);
    const has = page.ok && page.form.domain.from.join() === typedSender(sender).sender;
    return page.ok && !has ? { formId: page.form.id, by, what, typed: sender } : null;
  }
  const page = await startRedirect(deps)(by, which);
  return page.ok && page.form.domain.from !== redirect ? { formId: page.form.id, by, what, typed: redirect } : null;
}

const typedSender = (text: string): SenderTyped => ({
  sender: text.replace(/^\w+ /, ''),
  mode: text.startsWith('name_only ') ? 'name_only' : 'name_and_alias',
  also: [],
});

/** Sends a form as it was filled in. */
export async function sendChangeForm(deps: RequestingSwapDeps, { what, typed, ...form }: ChangeForm): Promise<unknown> {
  if (what === 'redirect') return requestRedirect(deps)(form, { redirect: typed, also: [] });
  if (what === 'sender') return requestSender(deps)(form, typedSender(typed));
  await nameSwap(deps)(form, { chosen: typed, elsewhere: '' });
  return requestSwap(deps)(form);
}
