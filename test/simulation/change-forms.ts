import type { Order } from '../../src/orders/order.ts';
import { isChangeable } from '../../src/orders/standing/changeable.ts';
import { fillSwapLogin, type SwapLoginDeps } from '../../src/service/requesting/changing/fill-swap-login.ts';
import type { SenderTyped } from '../../src/service/requesting/changing/read-sender.ts';
import {
  checkRedirect,
  type RequestingRedirectDeps,
  requestRedirect,
  startRedirect,
} from '../../src/service/requesting/changing/request-redirect.ts';
import { checkSender, requestSender, startSender } from '../../src/service/requesting/changing/request-sender.ts';
import { nameSwap, type RequestingSwapDeps, requestSwap } from '../../src/service/requesting/changing/request-swap.ts';
import { startSwap } from '../../src/service/requesting/changing/start-swap.ts';
import type { PageSent } from '../../src/service/requesting/sending/page-form.ts';
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
  /** The name that it is to get, which is held elsewhere; null for one of those that were bought. */
  readonly elsewhere: string | null;
}

/** The form with which somebody asks for it, as it was opened and filled in; it may be sent late, twice, and to any process. */
export interface ChangeForm extends PageSent {
  readonly what: ChangeToAsk['what'];
  readonly typed: string;
  /** Whether the name that is typed is held elsewhere: then its login goes along. */
  readonly isElsewhere: boolean;
}

/** Opens the form of the first domain of an order; null when it cannot be asked for. */
export async function openChangeForm(
  deps: RequestingRedirectDeps,
  { by, order, what, redirect, sender, elsewhere }: ChangeToAsk,
): Promise<ChangeForm | null> {
  if (!isChangeable(order)) return null;
  const which = { reference: order.facts.reference, index: 0 };
  if (what === 'swap') {
    const page = await startSwap(deps)(by, which);
    const typed = elsewhere ?? (page.ok ? page.form.unused[0] : null) ?? '';
    return page.ok ? { formId: page.form.id, seen: null, by, what, typed, isElsewhere: elsewhere !== null } : null;
  }
  if (what === 'sender') {
    const page = await startSender(deps)(by, which);
    const has = page.ok && page.form.domain.from.join() === typedSender(sender).sender;
    return page.ok && !has
      ? { formId: page.form.id, seen: page.seen, by, what, typed: sender, isElsewhere: false }
      : null;
  }
  const page = await startRedirect(deps)(by, which);
  return page.ok && page.form.domain.from !== redirect
    ? { formId: page.form.id, seen: page.seen, by, what, typed: redirect, isElsewhere: false }
    : null;
}

const typedSender = (text: string): SenderTyped => ({
  sender: text.replace(/^\w+ /, ''),
  mode: text.startsWith('name_only ') ? 'name_only' : 'name_and_alias',
  also: [],
});

/** Names that are held elsewhere. */
export const HELD_ELSEWHERE = ['held1.com', 'held2.com', 'held3.com', 'held4.com'] as const;

/** The user name at whoever holds a name; null for one that is not held elsewhere. */
export const holderOf = (name: string | null): string | null =>
  HELD_ELSEWHERE.some((each) => each === name) ? `holder of ${name}` : null;

/** Sends a form as it was filled in, with its login where it has one. */
export async function sendChangeForm(
  deps: RequestingSwapDeps & SwapLoginDeps,
  { what, typed, isElsewhere, ...form }: ChangeForm,
): Promise<unknown> {
  if (what === 'redirect') {
    const said = { redirect: typed, also: [] };
    const checked = await checkRedirect(deps)(form, said);
    return checked.ok ? requestRedirect(deps)(form, said) : checked;
  }
  if (what === 'sender') {
    const said = typedSender(typed);
    const checked = await checkSender(deps)(form, said);
    return checked.ok ? requestSender(deps)(form, said) : checked;
  }
  if (!isElsewhere) {
    const said = { chosen: typed, elsewhere: '' };
    await nameSwap(deps)(form, said);
    return requestSwap(deps)(form, said);
  }
  const said = { chosen: '', elsewhere: typed };
  await nameSwap(deps)(form, said);
  const login = { username: holderOf(typed) ?? '', password: 'secret' };
  await fillSwapLogin(deps)(form, { hostingProvider: 'Holder', hostingLink: '', logins: {} }, login);
  return requestSwap(deps)(form, said);
}
