import { namesOf, workspaceOf } from '../../acts/act.ts';
import { decide } from '../../orders/decide/decide.ts';
import { isSought, type Sought } from '../../orders/decide/looks.ts';
import { maySettleAbsent } from '../../orders/decide/settle-absent.ts';
import { actOf, attemptOf, type Order } from '../../orders/order.ts';
import { attemptsLookedFor } from '../../orders/standing/at-vendor.ts';
import type { Fingerprint, Reference, UserId } from '../../values/ids.ts';
import { evidenceOf } from '../acts/acts-at-vendor.ts';
import { VendorFault, VendorRefused } from '../errors.ts';
import { anothersIn, attemptWithTag, orderNamedBy } from '../placing/looking/own-trace.ts';
import { reconcileOrder } from '../placing/looking/reconcile-order.ts';
import { freshTraceReads } from '../placing/vendor-lists.ts';
import type { Log } from '../ports/log.ts';
import type { Vendor, VendorOrderDetails } from '../ports/vendor.ts';
import { recordEvent } from '../record-event.ts';
import { type Click, type DecidingDeps, orderToDecide, type Refused, type Verdict } from './decide-on-click.ts';

export interface SettlingDeps extends DecidingDeps {
  readonly vendor: Vendor;
  readonly log: Log;
}

/** Why a vendor order that somebody named is not taken for ours. */
export type NotOurs =
  | { readonly ok: false; readonly refusal: 'no_such_vendor_order' }
  | { readonly ok: false; readonly refusal: 'other_order'; readonly tag: string | null };

type Found<Wanted extends Order> = { readonly ok: true; readonly order: Wanted } | Refused;

/** The order, when it is one whose number at the vendor is sought, and the person may decide on it. Throws `SlackUnavailable`. */
async function soughtOrder(deps: SettlingDeps, click: Click): Promise<Found<Sought>> {
  const found = await orderToDecide(deps, click);
  if (!found.ok) return found;
  const { order } = found;
  return isSought(order) ? { ok: true, order } : { ok: false, refusal: 'does_not_apply', order };
}

/** As `soughtOrder`, of those that a vendor order can be named for: what works on one that is known is not found, but seen to be done. */
async function nameableOrder(deps: SettlingDeps, click: Click): Promise<Found<Sought>> {
  const found = await soughtOrder(deps, click);
  if (!found.ok) return found;
  const { order } = found;
  const isNameable = evidenceOf(order) === 'vendor_order';
  return isNameable ? found : { ok: false, refusal: 'does_not_apply', order };
}

/** Looks for the order in the vendor's list at once. The answer is the order as it stands after the look. Throws what vendor reads throw. */
export const lookAgain =
  (deps: SettlingDeps) =>
  async (click: Click): Promise<Verdict> => {
    const found = await soughtOrder(deps, click);
    return found.ok ? look(deps, found.order) : found;
  };

async function look(deps: SettlingDeps, order: Sought): Promise<Verdict> {
  const { reference } = order.facts;
  const reads = freshTraceReads(deps.vendor);
  const event = await reconcileOrder(reads, order, anothersIn(deps.orders), (error, vendorOrderId) =>
    deps.log.warn({ reference, vendorOrderId, error }, 'Details of a vendor order could not be read'),
  );
  if (!event) return { ok: true, order };
  // Looks in vain prove something by the time between them: one that nobody waited for is not counted.
  const isInVain = event.type === 'vendor_order_absent' || event.type === 'look_incomplete';
  if (isInVain && !(await isLookDue(deps, reference))) return { ok: true, order };
  const recorded = await recordEvent(deps, order.facts.reference, event);
  deps.nudge();
  return recorded;
}

/** Whether the next look of the order's own is due by now. */
async function isLookDue({ orders, clock }: SettlingDeps, reference: Reference): Promise<boolean> {
  const effects = (await orders.get(reference))?.effects ?? [];
  const look = effects.find(({ task }) => task.type === 'reconcile');
  return look === undefined || look.dueAt <= clock.now();
}

/** Whether the form to name the vendor's order may open. */
export const maySettleAsFound =
  (deps: SettlingDeps) =>
  (click: Click): Promise<Verdict> =>
    nameableOrder(deps, click);

/**
 * Somebody found the order at the vendor and names its id. It is asked for there, and counts when it carries the tag of one
 * of its attempts; without such a tag, when it holds exactly our domains, was not there before the call, and its tag is no
 * other order's of ours. One of the list that cannot be opened is asked about. Throws what vendor reads throw.
 */
export const settleAsFound =
  (deps: SettlingDeps) =>
  async (click: Click & { vendorOrderId: string }): Promise<Verdict | NotOurs> => {
    const found = await nameableOrder(deps, click);
    if (!found.ok) return found;
    const { order } = found;
    const details = await vendorOrderOf(deps.vendor, order, click.vendorOrderId).catch((error: unknown) => {
      if (error instanceof VendorFault) return error;
      throw error;
    });
    if (details instanceof VendorFault) return askAbout(deps, order, click.vendorOrderId, details);
    if (!details) return { ok: false, refusal: 'no_such_vendor_order' };
    const attempt = await attemptBehind(deps, order, details);
    if (attempt === null) return { ok: false, refusal: 'other_order', tag: details.tag };
    const { id: vendorOrderId, amountCents } = details;
    const event = { type: 'vendor_order_found', vendorOrderId, amountCents, namedBy: click.by } as const;
    const recorded = await recordEvent(deps, click.reference, { ...event, attempt });
    deps.nudge();
    return recorded;
  };

/** A vendor order that this app cannot open may be this one all the same: its card asks. Throws `fault` when it is not in the list. */
async function askAbout(deps: SettlingDeps, order: Sought, id: string, fault: VendorFault): Promise<Verdict> {
  const rows = await deps.vendor.orders(workspaceOf(actOf(order)).id, 'person');
  const row = rows.find((each) => each.id === id);
  if (!row) throw fault;
  const { amountCents, createdAt } = row;
  const resembling = { vendorOrderId: id, tag: null, amountCents, createdAt, names: [] };
  const recorded = await recordEvent(deps, order.facts.reference, { type: 'resembling_found', resembling });
  deps.nudge();
  return recorded;
}

/**
 * Null when the vendor knows no such order.
 * Source: docs/vendor/openapi.yaml, "getOrderDetails" (400 for an id of another form, 404 for an unknown one).
 */
export async function vendorOrderOf(vendor: Vendor, order: Order, id: string): Promise<VendorOrderDetails | null> {
  try {
    return await vendor.orderDetails(workspaceOf(actOf(order)).id, id, 'person');
  } catch (error) {
    if (error instanceof VendorRefused && (error.status === 404 || error.status === 400)) return null;
    throw error;
  }
}

/** Number of the attempt that a vendor order is from; null when it is none of ours. */
async function attemptBehind(deps: SettlingDeps, order: Sought, details: VendorOrderDetails): Promise<number | null> {
  const tagged = attemptWithTag(order, details.tag);
  if (tagged !== null) return attemptsLookedFor(order).find(({ number }) => number === tagged)?.number ?? null;
  const theirs = new Set(details.domainNames.map((name) => name.toLowerCase()));
  const ours = namesOf(actOf(order));
  const isSame = theirs.size === ours.length && ours.every((name) => theirs.has(name));
  if (!isSame || (await orderNamedBy(deps.orders, order, details.tag))) return null;
  return (await wasThereBefore(deps, order, details.id)) ? null : order.attempt;
}

/** Whether a vendor order is older than the call that it is taken for. One whose moment cannot be read may be it. */
async function wasThereBefore(deps: SettlingDeps, order: Sought, vendorOrderId: string): Promise<boolean> {
  const rows = await deps.vendor.orders(workspaceOf(actOf(order)).id, 'person');
  const createdAt = rows.find(({ id }) => id === vendorOrderId)?.createdAt ?? null;
  return createdAt !== null && createdAt < attemptOf(order).lookFrom;
}

/** Whether the form to say that the order is not there may open: the same answer that saying so would give now. */
export const maySettleAsAbsent =
  (deps: SettlingDeps) =>
  async (click: Click & { fingerprint: Fingerprint }): Promise<Verdict> => {
    const found = await orderToDecide(deps, click);
    if (!found.ok) return found;
    const decision = decide(found.order, { type: 'declared_absent', ...only(click) }, deps.clock.now());
    return decision.ok ? found : { ok: false, refusal: decision.refusal, order: found.order };
  };

/**
 * Somebody looked at the vendor's own pages and says that the order is not there. It is looked for once more before that is
 * believed. With `isSentAgain` it then waits for a new approval, as a new attempt; else it is given
 * up. Throws what vendor reads throw: without a look of our own, nobody is believed.
 */
export const settleAsAbsent =
  (deps: SettlingDeps) =>
  async (click: Click & { fingerprint: Fingerprint; isSentAgain: boolean }): Promise<Verdict> => {
    const may = await maySettleAsAbsent(deps)(click);
    if (!may.ok || !maySettleAbsent(may.order)) return may;
    // What the vendor has by its number is watched anyway, and its news would have come.
    const looked = isSought(may.order) ? await look(deps, may.order) : may;
    if (!looked.ok || !maySettleAbsent(looked.order)) return looked;
    const event = { type: 'declared_absent', ...only(click) } as const;
    const recorded = await recordEvent(deps, click.reference, click.isSentAgain ? { ...event, again: {} } : event);
    deps.nudge();
    return recorded;
  };

const only = ({ by, fingerprint }: { by: UserId; fingerprint: Fingerprint }) => ({ by, fingerprint });
