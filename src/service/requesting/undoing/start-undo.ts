import { type Act, claimsOf, undoOf, workspaceOf } from '../../../acts/act.ts';
import type { Worth } from '../../../acts/worth.ts';
import { askedHashOf } from '../../../orders/approval/fingerprint.ts';
import { isFreeByRule } from '../../../orders/approval/free-by-rule.ts';
import type { AuthorityRefusal } from '../../../orders/approval/policy.ts';
import { actOf, type Order, termsOf } from '../../../orders/order.ts';
import type { Reference, UserId } from '../../../values/ids.ts';
import { priceOf, wantedRowsOf } from '../../acts/acts-at-vendor.ts';
import { changeIn } from '../../acts/domain-rows.ts';
import { type AskingDeps, refuseToAsk } from '../../authority.ts';
import { type FreeActsDeps, hasOrderedAll, maySendFreely } from '../../free-acts.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Vendor } from '../../ports/vendor.ts';
import { type FindingDeps, showOrder } from '../../reading/find-orders.ts';

export interface UndoDeps extends AskingDeps, FindingDeps, FreeActsDeps {
  readonly vendor: Vendor;
  readonly clock: Clock;
  readonly newId: () => string;
}

/** Why a change cannot be set back now. */
export type UndoRefusal =
  | { readonly ok: false; readonly refusal: AuthorityRefusal | 'unknown_order' | 'no_undo' }
  /** It is not applied yet, or came to nothing. */
  | { readonly ok: false; readonly refusal: 'not_applied'; readonly order: Order }
  | { readonly ok: false; readonly refusal: 'undone_already' | 'changed_since' }
  /** Another order works on it: it may be the one that sets it back. */
  | { readonly ok: false; readonly refusal: 'on_its_way' | 'claimed'; readonly by: Reference };

/** The page that shows what is set back. */
export interface UndoPage {
  readonly ok: true;
  readonly formId: string;
  /** The order whose change is set back. */
  readonly order: Order;
  readonly act: Act;
  readonly worth: Worth;
  /** Whether it is sent at once, without approval. */
  readonly isFree: boolean;
}

/**
 * What sets back the change of an order that was free by rule, by the values of before it, for whoever may see the order or
 * ordered the domains: once ScaledMail has applied the change, and while nothing else was changed since. Throws what vendor
 * reads throw, and `SlackUnavailable`.
 */
export const startUndo =
  (deps: UndoDeps) =>
  async (by: UserId, reference: Reference): Promise<UndoPage | UndoRefusal> =>
    readUndo(deps, { by, reference, formId: deps.newId() });

/** See `startUndo`; the page of a form. */
export async function readUndo(
  deps: UndoDeps,
  { by, reference, formId }: { readonly by: UserId; readonly reference: Reference; readonly formId: string },
): Promise<UndoPage | UndoRefusal> {
  const order = await orderToUndo(deps, by, reference);
  if ('ok' in order) return order;
  const act = undoOf<Act['kind']>(actOf(order));
  if (!isFreeByRule(order) || !act) return { ok: false, refusal: 'no_undo' };
  if (order.state !== 'active') return { ok: false, refusal: 'not_applied', order };
  const inTheWay = await orderInTheWay(deps, act);
  if (inTheWay) return inTheWay;
  const wanted = wantedRowsOf(act);
  const rows = [...(await deps.vendor.domains(workspaceOf<Act['kind']>(act).id, 'person'))];
  if (wanted?.every((row) => changeIn(rows, row) === 'applied')) return { ok: false, refusal: 'undone_already' };
  const now = await priceOf<Act['kind']>(deps, act, 'person');
  if (!now.ok || now.act) return { ok: false, refusal: 'changed_since' };
  const { worth } = termsOf(order);
  return { ok: true, formId, order, act, worth, isFree: await maySendFreely(deps, by, { act, worth }) };
}

/** The order, for whoever may see it, or ordered what it changes, and may ask. */
async function orderToUndo(deps: UndoDeps, by: UserId, reference: Reference): Promise<Order | UndoRefusal> {
  const refusal = await refuseToAsk(deps, by);
  if (refusal) return { ok: false, refusal };
  const found = await showOrder(deps)(by, reference);
  if (found.ok) return found.order;
  const order = (await deps.orders.get(reference))?.order;
  return order && (await hasOrderedAll(deps, by, actOf(order))) ? order : found;
}

/** The order that works on it already: the one that sets it back, or another. */
async function orderInTheWay({ orders }: UndoDeps, act: Act): Promise<UndoRefusal | null> {
  const [by] = (await orders.claimed(claimsOf<Act['kind']>(act))).values();
  const other = by && (await orders.get(by))?.order;
  if (!other) return null;
  const isUndo = askedHashOf(termsOf(other)) === askedHashOf({ act, worth: termsOf(other).worth });
  return { ok: false, refusal: isUndo ? 'on_its_way' : 'claimed', by };
}
